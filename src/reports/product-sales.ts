// How products sell: per day at a glance, over time with what was taken back and what the producer keeps,
// what a sale is usually like, and what archiving leaves standing. Reads only; never adds two currencies.
// Example: readGlances(tx, 7, { products: [piano], today: "2026-03-30", days: 30, timeZone }) → USD 12 sales,
// 588.00.
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

export interface Glance {
  product: Uuid;
  currency: string;
  /** Days before today: 0 is today. */
  ago: number;
  sales: number;
  paid: number;
}

export interface GlanceWindow {
  products: readonly Uuid[];
  /** "2026-03-30", on the calendar of the time zone. */
  today: string;
  days: number;
  timeZone: string;
}

/** Of each product with sales in the last so many days and as many before, one row a day and currency. */
export async function readGlances(tx: Tx, ws: number, window: GlanceWindow): Promise<Glance[]> {
  const { products, today, days, timeZone } = window;
  if (products.length === 0) return [];
  const { rows } = await sql<Glance>`
    SELECT product, currency, ${today}::date - (happened_at AT TIME ZONE ${timeZone})::date AS ago,
           count(*)::int AS sales, sum(paid)::bigint AS paid
      FROM partage.sale
     WHERE ws = ${ws} AND product = ANY (${[...products]}::uuid[])
       AND happened_at >= (${today}::date - ${2 * days - 1}::int)::timestamp AT TIME ZONE ${timeZone}
       AND happened_at < (${today}::date + 1)::timestamp AT TIME ZONE ${timeZone}
     GROUP BY 1, 2, 3`.execute(tx);
  return rows;
}

export interface SoldWindow {
  product: Uuid;
  /** First and last day, "2026-03-01", on the calendar of the time zone. */
  from: string;
  to: string;
  by: "day" | "week" | "month";
  timeZone: string;
}

export interface SoldRow {
  currency: string;
  /** Null: as many days right before the first one, all together. */
  bucket: string | null;
  sales: number;
  paid: number;
  refunded: number;
  earned: number;
}

/** One row a stretch of time and currency; stretches without sales are left out. */
export async function readSold(tx: Tx, ws: number, window: SoldWindow): Promise<SoldRow[]> {
  const { product, from, to, by, timeZone } = window;
  // The producer's line is the first of every split, its posting the second of every entry.
  const { rows } = await sql<SoldRow>`
    WITH sold AS (
      SELECT s.currency, (s.happened_at AT TIME ZONE ${timeZone})::date AS day, s.paid,
             coalesce(r.reversed, 0) AS refunded, j.amounts[2] - coalesce(r.lines_taken[1], 0) AS earned
        FROM partage.sale s
        JOIN partage.journal j ON j.ws = s.ws AND j.seq = s.seq
        LEFT JOIN partage.sale_remaining r ON r.ws = s.ws AND r.sale = s.id
       WHERE s.ws = ${ws} AND j.ws = ${ws} AND s.product = ${product}
         AND s.happened_at < (${to}::date + 1)::timestamp AT TIME ZONE ${timeZone}
         AND s.happened_at >= (${from}::date - (${to}::date - ${from}::date + 1))::timestamp AT TIME ZONE ${timeZone}
    )
    SELECT currency, CASE WHEN day >= ${from}::date THEN date_trunc(${by}, day::timestamp)::date::text END AS bucket,
           count(*)::int AS sales, sum(paid)::bigint AS paid, sum(refunded)::bigint AS refunded,
           sum(earned)::bigint AS earned
      FROM sold GROUP BY 1, 2 ORDER BY 1, 2`.execute(tx);
  return rows;
}

/** The first day of every stretch, "2026-03-01", in order. */
export async function readBuckets(tx: Tx, { from, to, by }: Omit<SoldWindow, "product" | "timeZone">) {
  const { rows } = await sql<{ day: string }>`
    SELECT day::date::text AS day FROM generate_series(
      date_trunc(${by}, ${from}::date::timestamp), ${to}::date::timestamp, ('1 ' || ${by})::interval) AS day`.execute(
    tx,
  );
  return rows.map((row) => row.day);
}
