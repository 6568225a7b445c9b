// Sets up the demo's parties, products, contracts and affiliates before its first sale. What is there already
// is left as it is, so that a demo that was cut short is made good by running it again.
// Example: setUpDemo(app, 7, from, "system") → 10 parties, 6 products, 14 contracts, 15 affiliations.
import type { Uuid } from "../base/id.ts";
import type { Ppm } from "../base/rate.ts";
import { Refusal } from "../base/refusal.ts";
import type { ContractTerms } from "../contracts/contract.ts";
import { inWorkspace } from "../db/transaction.ts";
import { findOffer, mustFindProduct } from "../products/read-products.ts";
import type { App } from "./app.ts";
import { createAffiliation } from "./create-affiliation.ts";
import { createOffer } from "./create-offer.ts";
import { createParty } from "./create-party.ts";
import { createProduct } from "./create-product.ts";
import { AFFILIATES, PARTIES, PRODUCTS, SOURCE } from "./demo-studio.ts";
import { mapProduct } from "./map-product.ts";
import { recordContract } from "./record-contract.ts";

type Product = (typeof PRODUCTS)[number];

/** `starts`: from when on the contracts hold, before the first sale. */
export async function setUpDemo(app: App, ws: number, starts: number, actor: string): Promise<void> {
  // Who promoted from the start is credited with what came since.
  const earlier: App = { ...app, ids: { now: () => starts, random: app.ids.random } };
  for (const party of PARTIES) await once(() => createParty(app, ws, party, actor));
  for (const product of PRODUCTS) {
    const id = await makeProduct(app, ws, product, actor);
    for (const { party, share, base, scope, clauses } of product.contracts) {
      const terms: ContractTerms = {
        ...(share === undefined ? {} : { share }),
        base: base ?? "after_affiliate",
        scope: scope ?? "all",
        mayBeAffiliate: true,
        clauses: clauses ?? [],
        invoices: "producer",
        responsibilities: {},
        renewals: "at_charge",
        tail: "none",
      };
      const externalId = `${product.externalId}-${party}`;
      const agreed = { starts, ends: null, terms, evidence: "Made up for the demo." };
      await once(() =>
        recordContract(app, ws, { ...agreed, product: id, party: { ref: party }, externalId }, actor),
      );
    }
    for (const { party, code, rate, recruitedBy } of product.affiliates ? AFFILIATES : []) {
      const externalId = `${product.externalId}-${code}`;
      const recruiter = recruitedBy === null ? null : { ref: recruitedBy };
      const own = {
        product: id,
        party: { ref: party },
        code,
        rate: rate as Ppm,
        recruitedBy: recruiter,
        externalId,
      };
      await once(() => createAffiliation(earlier, ws, own, actor));
    }
  }
}

async function makeProduct(app: App, ws: number, product: Product, actor: string): Promise<Uuid> {
  const { externalId, name, category, rate, fixed, affiliateBase } = product;
  const platformFee = { party: { ref: "market" }, rate: rate as Ppm, fixed: { USD: fixed } };
  const terms = { platformFee, affiliate: { base: affiliateBase } };
  await once(() => createProduct(app, ws, { externalId, name, category, terms }, actor));
  const id = await inWorkspace(app.db, ws, (tx) => mustFindProduct(tx, ws, { externalId }, "product"));
  const offerId = `${externalId}-once`;
  await once(() =>
    createOffer(
      app,
      ws,
      id,
      {
        externalId: offerId,
        name: "One payment",
        currency: "USD",
        price: product.price,
        kind: "one_time",
        guaranteeDays: product.guaranteeDays,
        orderBump: false,
      },
      actor,
    ),
  );
  const offer = await inWorkspace(app.db, ws, (tx) => findOffer(tx, ws, id, { externalId: offerId }));
  for (const ref of product.sold) {
    await mapProduct(app, ws, { product: id, source: SOURCE, ref, offer }, actor);
  }
  return id;
}

/** Null when it was there before. */
async function once<T>(make: () => Promise<T>): Promise<T | null> {
  try {
    return await make();
  } catch (error) {
    if (error instanceof Refusal && error.status === 409) return null;
    throw error;
  }
}
