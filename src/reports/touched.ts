// What a change of who shares a product touches today, counted: so that nobody is surprised by what hangs on
// it.
// Example: { affiliates: 20, imports: 1, sources: ["hotmart"], unpaid: [{ currency: "BRL", amount: 12300 }],
// … }.
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Ppm } from "../base/rate.ts";
import type { Tx } from "../db/transaction.ts";

const RECENT_DAYS = 400;

export interface Touched {
  /** Approved affiliations of the product. */
  affiliates: number;
  /** Links to the product that are followed, and coupons that may be used, today. */
  links: number;
  coupons: number;
  /** Subscriptions that were charged within the last 400 days. */
  subscriptions: number;
  /** Of the party: issued so far, and in which currencies one is running. */
  statements: { issued: number; running: string[] };
  /** Running now. */
  imports: number;
  /** Platforms that report sales of the workspace. */
  sources: string[];
  /** What the party is owed and was not paid. Minor units. */
  unpaid: { currency: string; amount: number }[];
}

/** `now` in epoch milliseconds. */
export async function readTouched(
  tx: Tx,
  ws: number,
  product: Uuid,
  party: Uuid | null,
  now: number,
): Promise<Touched> {
  const at = new Date(now);
  const { rows } = await sql<Omit<Touched, "sources" | "unpaid" | "statements">>`
    SELECT (SELECT count(*)::int FROM partage.affiliation
             WHERE ws = ${ws} AND product = ${product} AND state = 'approved') AS affiliates,
           (SELECT count(*)::int FROM partage.affiliate_link
             WHERE ws = ${ws} AND product = ${product} AND state = 'active') AS links,
           (SELECT count(*)::int FROM partage.coupon
             WHERE ws = ${ws} AND product = ${product} AND state = 'active'
               AND (ends_at IS NULL OR ends_at > ${at})) AS coupons,
           (SELECT count(DISTINCT facts->'subscription'->>'ref')::int FROM partage.sale
             WHERE ws = ${ws} AND product = ${product} AND facts->'subscription'->>'ref' IS NOT NULL
               AND happened_at > ${at}::timestamptz - ${RECENT_DAYS}::int * interval '1 day') AS subscriptions,
           (SELECT count(*)::int FROM partage.import WHERE ws = ${ws} AND state = 'running') AS imports`.execute(
    tx,
  );
  const none = { affiliates: 0, links: 0, coupons: 0, subscriptions: 0, imports: 0 };
  const sources = await tx.selectFrom("source").select("name").where("ws", "=", ws).orderBy("name").execute();
  const unpaid = party === null ? [] : await readUnpaid(tx, ws, party);
  const statements = party === null ? { issued: 0, running: [] } : await readStatements(tx, ws, party);
  return { ...(rows[0] ?? none), statements, sources: sources.map((row) => row.name), unpaid };
}

async function readStatements(tx: Tx, ws: number, party: Uuid): Promise<Touched["statements"]> {
  const issued = await tx
    .selectFrom("statement")
    .select((is) => is.fn.countAll<number>().as("count"))
    .where("ws", "=", ws)
    .where("party", "=", party)
    .executeTakeFirstOrThrow();
  const earning = await tx
    .selectFrom("ledger_account")
    .select("currency")
    .where("ws", "=", ws)
    .where("owner", "=", party)
    .where("kind", "=", "payable")
    .orderBy("currency")
    .execute();
  return { issued: Number(issued.count), running: earning.map((row) => row.currency) };
}

/**
 * The highest rate at which somebody may promote the product today, in parts per million; null without any.
 */
export async function readHighestRate(tx: Tx, ws: number, product: Uuid): Promise<Ppm | null> {
  const row = await tx
    .selectFrom("affiliation")
    .select((is) => is.fn.max("rate").as("rate"))
    .where("ws", "=", ws)
    .where("product", "=", product)
    .where("state", "=", "approved")
    .executeTakeFirst();
  return (row?.rate ?? null) as Ppm | null;
}

/** The products that a party may promote today. */
export async function readPromoted(tx: Tx, ws: number, party: Uuid): Promise<Uuid[]> {
  const rows = await tx
    .selectFrom("affiliation")
    .select("product")
    .where("ws", "=", ws)
    .where("party", "=", party)
    .where("state", "=", "approved")
    .execute();
  return rows.map((row) => row.product as Uuid);
}

async function readUnpaid(tx: Tx, ws: number, party: Uuid): Promise<Touched["unpaid"]> {
  return await tx
    .selectFrom("ledger_account as a")
    .innerJoin("balance as b", (join) => join.onRef("b.ws", "=", "a.ws").onRef("b.account", "=", "a.account"))
    .select(["a.currency", sql<number>`sum(b.amount)::bigint`.as("amount")])
    .where("a.ws", "=", ws)
    .where("b.ws", "=", ws)
    .where("a.owner", "=", party)
    .where("a.kind", "in", ["payable", "reserved"])
    .groupBy("a.currency")
    .having(sql<boolean>`sum(b.amount) <> 0`)
    .orderBy("a.currency")
    .execute();
}
