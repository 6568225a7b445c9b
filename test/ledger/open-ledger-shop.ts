// A shop with one product to sell on a database of its own: producer, bruno with 10 %, a processor. For tests
// of the ledger, which hand in acts themselves. Example: const shop = await openLedgerShop(); await
// shop.sell("s1", 10_000);
import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import type { Uuid } from "../../src/base/id.ts";
import { type Database, openDatabase } from "../../src/db/pool.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import type { App } from "../../src/flows/app.ts";
import { createParty } from "../../src/flows/create-party.ts";
import { createProduct } from "../../src/flows/create-product.ts";
import { createWorkspace } from "../../src/flows/create-workspace.ts";
import { openPosting } from "../../src/flows/posting.ts";
import { recordContract } from "../../src/flows/record-contract.ts";
import { verifyLedger } from "../../src/ledger/verify-ledger.ts";
import type { DisputeFacts, RefundFacts, SaleFacts } from "../../src/sales/facts.ts";
import { testDatabase } from "../database.ts";

export const AT = Date.UTC(2026, 6, 7, 12);
export const ACTOR = "system";
export const ids = { now: () => Date.now(), random: (bytes: number) => new Uint8Array(randomBytes(bytes)) };

export const TERMS = {
  share: "0.1",
  base: "after_affiliate" as const,
  scope: "all" as const,
  mayBeAffiliate: true,
  clauses: [],
  invoices: "producer" as const,
  responsibilities: {},
  renewals: "at_charge" as const,
  tail: "none" as const,
};

export interface LedgerShop {
  url: string;
  app: App;
  ws: number;
  producer: Uuid;
  bruno: Uuid;
  processor: Uuid;
  product: Uuid;
  sale(externalId: string, paid: number, more?: Partial<SaleFacts>): SaleFacts;
  refund(sale: Uuid, externalId: string, amount: number, more?: Partial<RefundFacts>): RefundFacts;
  dispute(sale: Uuid, externalId: string, amount: number): DisputeFacts;
  /** Another process, as it were: its own connections and posting desks on the same database. */
  openAnother(): App;
  count(table: "sale" | "refund" | "journal"): Promise<number>;
  /** "payable bruno USD" → minor units; accounts at 0 are left out. */
  balances(): Promise<Record<string, number>>;
  /** What the ledger re-derived from its journal disagrees with; [] is good. */
  disagreements(): Promise<unknown[]>;
  close(): Promise<void>;
}

export async function openLedgerShop(): Promise<LedgerShop> {
  const { url, close: drop } = await testDatabase();
  const opened: Database[] = [];
  const openAnother = (): App => {
    const db = openDatabase({ url, connections: 4, flights: 2 });
    opened.push(db);
    return { db, ids, posting: openPosting(db, ids) };
  };
  const app = openAnother();
  const about = {
    name: "Piano School",
    country: "BR",
    currency: "USD",
    timeZone: "UTC",
    language: "en" as const,
  };
  const { ws, producer } = await createWorkspace(app, about, null, ACTOR);
  const bruno = (await createParty(app, ws, { kind: "partner", name: "bruno", ref: "bruno" }, ACTOR)).id;
  const processor = (await createParty(app, ws, { kind: "processor", name: "stripe", ref: "stripe" }, ACTOR))
    .id;
  const product = (await createProduct(app, ws, { name: "Piano in 30 days" }, ACTOR)).id;
  const agreed = { product, party: bruno, starts: AT - 1, ends: null, terms: TERMS, evidence: "mail" };
  await recordContract(app, ws, agreed, ACTOR);
  return {
    ...{ url, app, ws, producer, bruno, processor, product, openAnother },
    sale: (externalId, paid, more = {}) => ({ ...bareSale(product), externalId, paid, ...more }),
    refund: (sale, externalId, amount, more = {}) => ({
      ...{ source: "api", externalId, sale, happenedAt: AT + 1, amount, feesReturned: "all", reason: null },
      ...{ recordOnly: false, origin: "source", metadata: null },
      ...more,
    }),
    dispute: (sale, externalId, amount) => ({
      ...{ source: "api", externalId, sale, happenedAt: AT + 1, amount, reason: null, metadata: null },
    }),
    count: (table) =>
      inWorkspace(app.db, ws, async (tx) => {
        const name = sql.raw(`partage.${table}`);
        const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM ${name}`.execute(tx);
        return rows[0]?.n ?? 0;
      }),
    balances: () => readBalances(app, ws),
    disagreements: () =>
      inWorkspace(app.db, ws, async (tx) => {
        const plans = await tx.selectFrom("plan").select(["no", "hash"]).where("ws", "=", ws).execute();
        const hashes = new Map(plans.map(({ no, hash }) => [no, hash.toString("hex")]));
        return (await verifyLedger(tx, ws, hashes)).disagreements;
      }),
    async close() {
      for (const db of opened) await db.close();
      await drop();
    },
  };
}

function bareSale(product: Uuid): Omit<SaleFacts, "externalId" | "paid"> {
  return {
    ...{ source: "api", product, offer: null, happenedAt: AT, happenedAtStated: true, currency: "USD" },
    ...{
      tax: 0,
      shipping: 0,
      fees: [],
      affiliate: null,
      charge: null,
      side: null,
      metadata: null,
      buyer: null,
    },
  };
}

async function readBalances(app: App, ws: number): Promise<Record<string, number>> {
  const { rows } = await inWorkspace(app.db, ws, (tx) =>
    sql<{
      name: string;
      amount: string;
    }>`SELECT concat_ws(' ', a.kind, coalesce(p.name, a.source), a.currency) AS name,
        sum(b.amount)::text AS amount
      FROM partage.balance b JOIN partage.ledger_account a ON a.ws = b.ws AND a.account = b.account
      LEFT JOIN partage.party p ON p.ws = a.ws AND p.id = a.owner
      WHERE b.ws = ${ws} GROUP BY 1 HAVING sum(b.amount) <> 0`.execute(tx),
  );
  return Object.fromEntries(rows.map(({ name, amount }) => [name, Number(amount)]));
}
