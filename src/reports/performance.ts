// How a product does over time: what was sold direct and by affiliates, what was taken back, and what each
// party kept of it, from the totals by day, so that a million sales are as quick as a hundred. Reads only;
// never adds currencies.
// Example: readPerformance(tx, 7, { product: piano, from: "2026-01-01", to: "2026-03-31", by: "month" })
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import type { SoldWindow } from "./product-sales.ts";

export interface SoldHow {
  currency: string;
  /** The first day of the stretch: "2026-03-01". */
  bucket: string;
  sales: number;
  paid: number;
  taken: number;
  /** Of these, by affiliates; the rest was direct. */
  affiliateSales: number;
  affiliatePaid: number;
  affiliateTaken: number;
}

export interface KeptBy {
  currency: string;
  bucket: string;
  party: Uuid;
  role: string;
  kept: number;
}

/** In order of time; a stretch without any has no row. */
export async function readSoldHow(tx: Tx, ws: number, window: SoldWindow): Promise<SoldHow[]> {
  const { product, from, to, by } = window;
  const { rows } = await sql<SoldHow>`
    WITH days AS (
      SELECT currency, day, sales, paid, taken, 0 AS a_sales, 0 AS a_paid, 0 AS a_taken FROM partage.sale_day
       WHERE ws = ${ws} AND product = ${product} AND day BETWEEN ${from}::date AND ${to}::date
      UNION ALL
      SELECT currency, day, 0, 0, 0, sales, paid, taken FROM partage.affiliate_day
       WHERE ws = ${ws} AND product = ${product} AND day BETWEEN ${from}::date AND ${to}::date
    )
    SELECT currency, date_trunc(${by}, day::timestamp)::date::text AS bucket, sum(sales)::int AS sales,
           sum(paid)::bigint AS paid, sum(taken)::bigint AS taken, sum(a_sales)::int AS "affiliateSales",
           sum(a_paid)::bigint AS "affiliatePaid", sum(a_taken)::bigint AS "affiliateTaken"
      FROM days GROUP BY 1, 2 ORDER BY 1, 2`.execute(tx);
  return rows;
}

/** Fees and tax as well, each under its own party; of one party alone where told. */
export async function readKeptBy(
  tx: Tx,
  ws: number,
  window: SoldWindow & { party?: Uuid | undefined },
): Promise<KeptBy[]> {
  const { product, from, to, by, party } = window;
  const { rows } = await sql<KeptBy>`
    SELECT currency, date_trunc(${by}, day::timestamp)::date::text AS bucket, party, role,
           sum(given - taken)::bigint AS kept
      FROM partage.line_day
     WHERE ws = ${ws} AND product = ${product} AND day BETWEEN ${from}::date AND ${to}::date
       AND (${party ?? null}::uuid IS NULL OR party = ${party ?? null}::uuid)
     GROUP BY 1, 2, 3, 4 ORDER BY 1, 2`.execute(tx);
  return rows;
}
