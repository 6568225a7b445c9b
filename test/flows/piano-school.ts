// The piano school of the tests: domain §3's first case on a real database, with its sale and refund facts.
// Example: const school = await openSchool(); const place = await school.openPlace(); recordSale(school.app,
// …).
import { randomBytes } from "node:crypto";
import type { Uuid } from "../../src/base/id.ts";
import { type Database, openDatabase } from "../../src/db/pool.ts";
import type { App } from "../../src/flows/app.ts";
import { createParty } from "../../src/flows/create-party.ts";
import { createProduct } from "../../src/flows/create-product.ts";
import { createWorkspace } from "../../src/flows/create-workspace.ts";
import { openPosting } from "../../src/flows/posting.ts";
import { recordContract } from "../../src/flows/record-contract.ts";
import type { RefundFacts, SaleFacts } from "../../src/sales/facts.ts";
import { testDatabase } from "../database.ts";

export const AT = Date.parse("2026-03-01T12:00:00Z");
const ids = {
  now: () => Date.parse("2026-02-01T00:00:00Z"),
  random: (n: number) => new Uint8Array(randomBytes(n)),
};

export interface School {
  url: string;
  db: Database;
  app: App;
  close(): Promise<void>;
}

export async function openSchool(): Promise<School> {
  const { url, close: drop } = await testDatabase();
  const db = openDatabase({ url });
  const app = { db, ids, posting: openPosting(db, ids) };
  const close = async () => {
    await db.close();
    await drop();
  };
  return { url, db, app, close };
}

export interface Place {
  ws: number;
  product: Uuid;
  bruno: Uuid;
  carla: Uuid;
}

/** Domain §3, first case: platform 9.9 % + 0.50, affiliate 35 %, co-producer 10 %. */
export async function openPlace(app: App): Promise<Place> {
  const facts = {
    name: "Piano School",
    country: "US",
    currency: "USD",
    timeZone: "UTC",
    language: "en",
  } as const;
  const { ws } = await createWorkspace(app, facts, null, "system");
  const party = async (name: string, kind: "partner" | "platform") =>
    (await createParty(app, ws, { name, kind, ref: name }, "system")).id as Uuid;
  const bruno = await party("bruno", "partner");
  const carla = await party("carla", "partner");
  await party("market", "platform");
  const terms = { platformFee: { party: { ref: "market" }, rate: 99_000, fixed: { USD: 50 } } };
  const product = await createProduct(app, ws, { name: "Piano in 30 days", terms } as never, "system");
  const contract = {
    product: product.id,
    party: bruno,
    starts: AT,
    ends: null,
    terms: {
      share: "0.10",
      base: "after_affiliate",
      scope: "all",
      mayBeAffiliate: true,
      clauses: [],
      invoices: "producer",
      responsibilities: {},
      renewals: "at_charge",
      tail: "none",
    },
    evidence: "signed on paper",
  };
  await recordContract(app, ws, contract as never, "system");
  return { ws, product: product.id as Uuid, bruno, carla };
}

export function saleOf(place: Place, more: Partial<SaleFacts> = {}): SaleFacts {
  return {
    source: "api",
    externalId: "s1",
    product: place.product,
    offer: null,
    happenedAt: AT,
    happenedAtStated: true,
    currency: "USD",
    paid: 10_000,
    tax: 0,
    shipping: 0,
    fees: [],
    affiliate: { party: place.carla, rate: 350_000, rateStated: true, recruitedBy: null },
    charge: null,
    side: null,
    metadata: null,
    buyer: { email: "buyer@example.com", name: null, reference: null },
    ...more,
  };
}

export function refundOf(sale: Uuid, amount: number, more: Partial<RefundFacts> = {}): RefundFacts {
  const facts = {
    source: "api",
    externalId: `r${amount}`,
    sale,
    happenedAt: AT,
    amount,
    feesReturned: "all",
  } as const;
  return { ...facts, reason: null, recordOnly: true, origin: "here", metadata: null, ...more };
}
