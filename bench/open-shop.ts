// A business to post sales into: a platform, a processor, three co-producers by contract, twenty
// affiliates; and any number of its sales, the same for the same number. Made through the flows alone.
// Example: sale 7 → 3.97 USD paid, tax 0.39, fee 0.43, affiliate 7 at 35 %; every third sale has no
// affiliate.
import type { Uuid } from "../src/base/id.ts";
import type { Ppm } from "../src/base/rate.ts";
import { systemIds as ids } from "../src/base/system-ids.ts";
import type { ContractTerms } from "../src/contracts/contract.ts";
import { openDatabase } from "../src/db/pool.ts";
import type { App } from "../src/flows/app.ts";
import { createAffiliation } from "../src/flows/create-affiliation.ts";
import { createParty } from "../src/flows/create-party.ts";
import { createProduct } from "../src/flows/create-product.ts";
import { createWorkspace } from "../src/flows/create-workspace.ts";
import { openPosting } from "../src/flows/posting.ts";
import { type ContractFacts, recordContract } from "../src/flows/record-contract.ts";
import type { SaleFacts } from "../src/sales/facts.ts";

export interface BenchShop {
  readonly ws: number;
  readonly id: Uuid;
  readonly product: Uuid;
  readonly producer: Uuid;
  readonly processor: Uuid;
  readonly affiliates: readonly Uuid[];
}

export const AFFILIATES = 20;
const FIRST_SALE = Date.UTC(2026, 0, 1);
const BETWEEN_SALES = 20_000;

export function openApp(url: string): App {
  const db = openDatabase({ url });
  return { db, ids, posting: openPosting(db, ids) };
}

export async function openShop(app: App): Promise<BenchShop> {
  const facts = { name: "Bench", country: "BR", currency: "USD", timeZone: "UTC", language: "en" as const };
  const { ws, id, producer } = await createWorkspace(app, facts, null, "system");
  const party = (kind: "partner" | "platform" | "processor", ref: string) =>
    createParty(app, ws, { kind, name: ref, ref }, "system");
  const market = await party("platform", "market");
  const stripe = await party("processor", "acquirer");
  const platformFee = { party: market.id, rate: 99_000 as Ppm, fixed: { USD: 50 } };
  const own = { name: "Piano in 30 days", externalId: "piano", terms: { platformFee } };
  const product = (await createProduct(app, ws, own, "system")).id;
  const shares = [
    ["bruno", "0.10", "after_affiliate", "all"],
    ["dora", "0.05", "net", "all"],
    ["edu", "0.15", "after_affiliate", "affiliate"],
  ] as const;
  for (const [ref, share, base, scope] of shares) {
    const { id: partner } = await party("partner", ref);
    await recordContract(app, ws, agreement(product, partner, share, base, scope), "system");
  }
  const affiliates: Uuid[] = [];
  for (let i = 0; i < AFFILIATES; i++) {
    const { id: affiliate } = await party("partner", `affiliate-${i}`);
    const facts = { product, party: affiliate, code: `AFF${i}`, rate: 350_000 as Ppm };
    await createAffiliation(app, ws, facts, "system");
    affiliates.push(affiliate);
  }
  return { ws, id, product, producer, processor: stripe.id, affiliates };
}

function agreement(
  product: Uuid,
  party: Uuid,
  share: string,
  base: "after_affiliate" | "net",
  scope: "all" | "affiliate",
): ContractFacts {
  const terms: ContractTerms = {
    share,
    base,
    scope,
    mayBeAffiliate: false,
    clauses: [],
    invoices: "producer",
    responsibilities: {},
    renewals: "at_charge",
    tail: "none",
  };
  return { product, party, starts: Date.UTC(2025, 0, 1), ends: null, terms, evidence: "bench" };
}

/** The facts of the sale of this number; ids differ by `source`. */
export function saleAt(shop: BenchShop, index: number, source = "bench"): SaleFacts {
  const paid = 100 + ((index * 7919) % 50_000);
  const affiliate = shop.affiliates[(index * 31) % shop.affiliates.length] as Uuid;
  return {
    source,
    externalId: `sale_${index.toString(36).padStart(8, "0")}`,
    product: shop.product,
    offer: null,
    happenedAt: FIRST_SALE + index * BETWEEN_SALES,
    happenedAtStated: true,
    currency: "USD",
    paid,
    tax: Math.floor(paid / 20),
    shipping: 0,
    fees: [{ party: shop.processor, amount: 30 + Math.floor(paid / 34) }],
    affiliate:
      index % 3 === 0 ? null : { party: affiliate, rate: 350_000, rateStated: true, recruitedBy: null },
    charge: null,
    side: null,
    metadata: null,
    buyer: null,
  };
}
