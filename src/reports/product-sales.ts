// How products sell: per day at a glance, and over time with what was taken back and what the producer keeps,
// from the totals by day, so that a million sales are as quick as a hundred. Reads only; never adds two
// currencies.
// Example: readGlances(tx, 7, { products: [piano], today: "2026-03-30", days: 30 }) → USD 12 sales, 588.00.
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
  /** "2026-03-30", on the calendar of the business. */
  today: string;
  days: number;
}

/** Of each product with sales in the last so many days and as many before, one row a day and currency. */
export async function readGlances(tx: Tx, ws: number, window: GlanceWindow): Promise<Glance[]> {
  const { products, today, days } = window;
  if (products.length === 0) return [];
  const { rows } = await sql<Glance>`
    SELECT product, currency, ${today}::date - day AS ago, sum(sales)::int AS sales, sum(paid)::bigint AS paid
      FROM partage.sale_day
     WHERE ws = ${ws} AND product = ANY (${[...products]}::uuid[]) AND sales > 0
       AND day BETWEEN ${today}::date - ${2 * days - 1}::int AND ${today}::date
     GROUP BY 1, 2, 3`.execute(tx);
  return rows;
}

export interface SoldWindow {
  product: Uuid;
  /** First and last day, "2026-03-01", on the calendar of the business. */
  from: string;
  to: string;
  by: "day" | "week" | "month";
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
export async function readSoldOver(tx: Tx, ws: number, window: SoldWindow): Promise<SoldRow[]> {
  const { product, from, to, by } = window;
  const { rows } = await sql<SoldRow>`
    WITH span AS (
      SELECT ${from}::date AS first, ${from}::date - (${to}::date - ${from}::date + 1) AS before, ${to}::date AS last
    ), days AS (
      SELECT currency, day, sales, paid, taken AS refunded, 0 AS earned
        FROM partage.sale_day, span WHERE ws = ${ws} AND product = ${product} AND day BETWEEN before AND last
      UNION ALL
      SELECT currency, day, 0, 0, 0, given - taken FROM partage.line_day, span
       WHERE ws = ${ws} AND product = ${product} AND role = 'producer' AND day BETWEEN before AND last
    )
    SELECT currency, CASE WHEN day >= first THEN date_trunc(${by}, day::timestamp)::date::text END AS bucket,
           sum(sales)::int AS sales, sum(paid)::bigint AS paid, sum(refunded)::bigint AS refunded,
           sum(earned)::bigint AS earned
      FROM days, span GROUP BY 1, 2 ORDER BY 1, 2`.execute(tx);
  return rows;
}

/** The first day of every stretch, "2026-03-01", in order. */
export async function readBuckets(tx: Tx, { from, to, by }: Omit<SoldWindow, "product">) {
  const { rows } = await sql<{ day: string }>`
    SELECT day::date::text AS day FROM generate_series(
      date_trunc(${by}, ${from}::date::timestamp), ${to}::date::timestamp, ('1 ' || ${by})::interval) AS day`.execute(
    tx,
  );
  return rows.map((row) => row.day);
}
