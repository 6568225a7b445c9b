// What was sold before a business moved in, from what is kept as history: by product over time, and by party.
// Reads only; never adds currencies. What has been recorded here under the same id meanwhile is left out:
// then the ledger tells it.
// Example: readPastSold(tx, 7, { product: piano, from: "2024-01-01", to: "2024-12-31", by: "month" })
import { type RawBuilder, sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import type { KeptBy, SoldHow } from "./performance.ts";
import type { SoldWindow } from "./product-sales.ts";

/** `s` is the past sale. */
const NOT_RECORDED = sql`NOT EXISTS (SELECT FROM partage.journal j
   WHERE j.ws = s.ws AND j.kind = 'sale' AND j.source = s.source AND j.key = s.external_id)`;

/** In order of time; a stretch without any has no row. */
export async function readPastSold(tx: Tx, ws: number, window: SoldWindow): Promise<SoldHow[]> {
  const { rows } = await sql<SoldHow>`
    SELECT s.currency, ${bucketOf(window)} AS bucket, count(*)::int AS sales, sum(s.paid)::bigint AS paid,
           sum(s.taken)::bigint AS taken, count(*) FILTER (WHERE s.by_affiliate)::int AS "affiliateSales",
           coalesce(sum(s.paid) FILTER (WHERE s.by_affiliate), 0)::bigint AS "affiliatePaid",
           coalesce(sum(s.taken) FILTER (WHERE s.by_affiliate), 0)::bigint AS "affiliateTaken"
      FROM partage.past_sale s WHERE ${inWindow(ws, window)} AND ${NOT_RECORDED}
     GROUP BY 1, 2 ORDER BY 1, 2`.execute(tx);
  return rows;
}

/** What parties were given, as told. */
export async function readPastGiven(
  tx: Tx,
  ws: number,
  window: SoldWindow & { party?: Uuid | undefined },
): Promise<Omit<KeptBy, "role">[]> {
  const { party = null } = window;
  const { rows } = await sql<Omit<KeptBy, "role">>`
    SELECT s.currency, ${bucketOf(window)} AS bucket, h.party, sum(h.amount)::bigint AS kept
      FROM partage.past_sale s JOIN partage.past_share h ON h.ws = s.ws AND h.sale = s.id
     WHERE ${inWindow(ws, window)} AND (${party}::uuid IS NULL OR h.party = ${party}::uuid) AND ${NOT_RECORDED}
     GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`.execute(tx);
  return rows;
}

function bucketOf({ by }: SoldWindow): RawBuilder<string> {
  return sql<string>`date_trunc(${by}, s.day::timestamp)::date::text`;
}

function inWindow(ws: number, { product, from, to }: SoldWindow): RawBuilder<unknown> {
  return sql`s.ws = ${ws} AND s.product = ${product} AND s.day BETWEEN ${from}::date AND ${to}::date`;
}

export interface PastOfParty {
  product: Uuid;
  currency: string;
  sales: number;
  paid: number;
  /** What the party was given of them. */
  given: number;
  first: string;
  last: string;
}

/** By product and currency, the largest first; sales of which it was given nothing are not told. */
export async function readPastOfParty(tx: Tx, ws: number, party: Uuid): Promise<PastOfParty[]> {
  const { rows } = await sql<PastOfParty>`
    SELECT s.product, s.currency, count(*)::int AS sales, sum(s.paid)::bigint AS paid,
           sum(h.amount)::bigint AS given, min(s.day)::text AS first, max(s.day)::text AS last
      FROM partage.past_share h JOIN partage.past_sale s ON s.ws = h.ws AND s.id = h.sale
     WHERE h.ws = ${ws} AND h.party = ${party} AND ${NOT_RECORDED}
     GROUP BY 1, 2 ORDER BY given DESC, s.product, s.currency LIMIT 200`.execute(tx);
  return rows;
}
