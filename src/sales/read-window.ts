// The sales of one product in a stretch of time, a page at a time and in as few columns as a split needs,
// with what was taken back of each: for replaying them under other terms. Never names a buyer.
// Example: from 22 August, 10,000 a page → [{ at, currency: "BRL", paid: 9700, reversed: 0, … }, …].
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import type { AffiliateShare } from "./facts.ts";

export interface WindowSale {
  id: Uuid;
  /** Epoch milliseconds. */
  at: number;
  currency: string;
  offer: Uuid | null;
  paid: number;
  tax: number;
  shipping: number;
  feeParties: Uuid[] | null;
  feeAmounts: number[] | null;
  affiliate: Uuid | null;
  affiliateRate: number | null;
  recruitedBy: Uuid | null;
  /** Where several share the commission. */
  affiliates: AffiliateShare[] | null;
  /** Of what was paid. */
  reversed: number;
  isRenewal: boolean;
}

/** `after`: instant and id of the last one of the page before. Sorted by both. */
export async function readSalesFrom(
  tx: Tx,
  ws: number,
  product: Uuid,
  from: number,
  after: readonly [number, string] | null,
  limit: number,
): Promise<WindowSale[]> {
  const start =
    after === null
      ? sql`s.happened_at >= ${new Date(from)}`
      : sql`(s.happened_at, s.id) > (${new Date(after[0])}, ${after[1]}::uuid)`;
  const { rows } = await sql<WindowSale>`
    SELECT s.id, (extract(epoch FROM s.happened_at) * 1000)::bigint AS at, s.currency, s.offer, s.paid, s.tax, s.shipping,
      s.fee_parties AS "feeParties", s.fee_amounts AS "feeAmounts", s.affiliate, s.affiliate_rate AS "affiliateRate",
      s.recruited_by AS "recruitedBy", s.facts -> 'affiliates' AS affiliates, coalesce(r.reversed, 0) AS reversed,
      coalesce((s.facts -> 'subscription' ->> 'charge')::int > 1, false) AS "isRenewal"
    FROM partage.sale s LEFT JOIN partage.sale_remaining r ON r.ws = s.ws AND r.sale = s.id
    WHERE s.ws = ${ws} AND s.product = ${product} AND ${start}
    ORDER BY s.happened_at, s.id LIMIT ${limit}`.execute(tx);
  return rows;
}
