// What was sold and taken back between two days of the workspace's calendar, both included: from the totals
// by day. Reads only; currencies are never added together.
// Example: readSold(tx, 7, { from: "2026-03-01", to: "2026-03-31" }) → USD 12 sales, paid 120000, taken 4000.
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

export interface Days {
  /** "2026-03-01". */
  from: string;
  to: string;
}

export interface SoldFilter extends Days {
  product?: Uuid | undefined;
  source?: string | undefined;
  currency?: string | undefined;
}

export interface Sold {
  currency: string;
  sales: number;
  paid: number;
  takeBacks: number;
  taken: number;
  disputeFees: number;
}

export interface SoldAt extends Sold {
  /** The day, or the first day of the month. */
  at: string;
}

const SUMS = sql`sum(sales)::bigint AS sales, sum(paid)::bigint AS paid, sum(take_backs)::bigint AS "takeBacks",
  sum(taken)::bigint AS taken, sum(dispute_fees)::bigint AS "disputeFees"`;

/** One row a currency, by its code. */
export async function readSold(tx: Tx, ws: number, filter: SoldFilter): Promise<Sold[]> {
  const { rows } = await sql<Sold>`SELECT currency, ${SUMS} FROM partage.sale_day
    WHERE ${within(ws, filter)} GROUP BY currency ORDER BY currency`.execute(tx);
  return rows;
}

/** By currency and time; a day or month without sales has no row. */
export async function readSoldBy(
  tx: Tx,
  ws: number,
  filter: SoldFilter,
  by: "day" | "month",
): Promise<SoldAt[]> {
  const { rows } = await sql<SoldAt>`
    SELECT currency, date_trunc(${by}::text, day::timestamp)::date AS at, ${SUMS} FROM partage.sale_day
     WHERE ${within(ws, filter)} GROUP BY 1, 2 ORDER BY 1, 2`.execute(tx);
  return rows;
}

function within(ws: number, { from, to, product, source, currency }: SoldFilter) {
  return sql`ws = ${ws} AND day BETWEEN ${from}::date AND ${to}::date
    AND (${currency ?? null}::text IS NULL OR currency = ${currency ?? null}::text)
    AND (${product ?? null}::uuid IS NULL OR product = ${product ?? null}::uuid)
    AND (${source ?? null}::text IS NULL OR source = ${source ?? null}::text)`;
}
