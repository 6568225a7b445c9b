// The products that deliveries wait for, as the source names them: gathered, so that a person maps one
// product and not fourteen messages; and what became of the messages that waited for one. The names are kept
// after that, as a record. Example: parkedProducts(tx, 7) → [{ source: "hotmart", ref: "1234", name: "Piano
// em 30 dias", waiting: 14, amounts: [{ currency: "BRL", … }] }].
import { sql } from "kysely";
import type { Tx } from "../db/transaction.ts";

export interface WaitedProduct {
  ref: string;
  offerRef: string | null;
  name: string | null;
  /** What the buyer paid for it in this delivery. */
  amount: number;
  currency: string;
}

export interface ParkedProduct {
  source: string;
  ref: string;
  /** As the newest message calls it. */
  name: string | null;
  waiting: number;
  firstAt: Date;
  lastAt: Date;
  /** By price or offer and currency, the most frequent first. */
  prices: { offerRef: string | null; currency: string; least: number; most: number; waiting: number }[];
}

/** In place of what was kept of the delivery before; nothing told leaves that as it is. */
export async function keepProducts(
  tx: Tx,
  ws: number,
  { id, source }: { id: string; source: string },
  products: readonly WaitedProduct[],
): Promise<void> {
  if (products.length === 0) return;
  await tx.deleteFrom("delivery_product").where("ws", "=", ws).where("delivery", "=", id).execute();
  const rows = [...new Map(products.map((one) => [one.ref, one])).values()];
  await tx
    .insertInto("delivery_product")
    .values(
      rows.map(({ ref, offerRef, name, amount, currency }) => {
        return { ws, delivery: id, source, ref, offer_ref: offerRef, name, amount, currency };
      }),
    )
    .execute();
}

/** The one that most messages wait for first. At most 200. */
export async function parkedProducts(tx: Tx, ws: number): Promise<ParkedProduct[]> {
  const { rows } = await sql<Omit<ParkedProduct, "prices">>`
    SELECT p.source, p.ref, count(*)::int AS waiting, min(d.received_at) AS "firstAt",
      max(d.received_at) AS "lastAt",
      (array_agg(p.name ORDER BY d.received_at DESC) FILTER (WHERE p.name IS NOT NULL))[1] AS name
    FROM partage.delivery_product p JOIN partage.delivery d ON d.ws = p.ws AND d.id = p.delivery
    WHERE p.ws = ${ws} AND d.state = 'parked' AND d.reason = 'unknown_product'
    GROUP BY p.source, p.ref ORDER BY waiting DESC, p.source, p.ref LIMIT 200`.execute(tx);
  const prices = await pricesOf(tx, ws);
  return rows.map((row) => ({ ...row, prices: prices.get(`${row.source} ${row.ref}`) ?? [] }));
}

type Price = ParkedProduct["prices"][number];

async function pricesOf(tx: Tx, ws: number): Promise<Map<string, Price[]>> {
  const { rows } = await sql<Price & { source: string; ref: string }>`
    SELECT p.source, p.ref, p.offer_ref AS "offerRef", p.currency, min(p.amount)::bigint AS least,
      max(p.amount)::bigint AS most, count(*)::int AS waiting
    FROM partage.delivery_product p JOIN partage.delivery d ON d.ws = p.ws AND d.id = p.delivery
    WHERE p.ws = ${ws} AND d.state = 'parked' AND d.reason = 'unknown_product'
    GROUP BY p.source, p.ref, p.offer_ref, p.currency ORDER BY waiting DESC, p.offer_ref NULLS FIRST
    LIMIT 2000`.execute(tx);
  const found = new Map<string, Price[]>();
  for (const { source, ref, ...price } of rows) {
    const key = `${source} ${ref}`;
    found.set(key, [...(found.get(key) ?? []), price]);
  }
  return found;
}

export interface WaitedOutcome {
  state: string;
  reason: string | null;
  count: number;
}

/** What became of every delivery that waited for this product at some time. */
export async function outcomesOf(tx: Tx, ws: number, source: string, ref: string): Promise<WaitedOutcome[]> {
  const { rows } = await sql<WaitedOutcome>`
    SELECT d.state, CASE WHEN d.state IN ('parked', 'refused') THEN d.reason END AS reason,
      count(*)::int AS count
    FROM partage.delivery_product p JOIN partage.delivery d ON d.ws = p.ws AND d.id = p.delivery
    WHERE p.ws = ${ws} AND p.source = ${source} AND p.ref = ${ref}
    GROUP BY 1, 2 ORDER BY 3 DESC`.execute(tx);
  return rows;
}

/** What one delivery waits or waited for. */
export async function productsOfDelivery(tx: Tx, ws: number, id: string): Promise<WaitedProduct[]> {
  const rows = await tx
    .selectFrom("delivery_product")
    .select(["ref", "offer_ref", "name", "amount", "currency"])
    .where("ws", "=", ws)
    .where("delivery", "=", id)
    .orderBy("ref")
    .execute();
  return rows.map(({ offer_ref, ...one }) => ({ ...one, offerRef: offer_ref }));
}
