// What parties earned of sales between two days, both included: given by splits less what was taken back, by
// product, party, role, day or month. Reads only, from the totals by day; kept is given − taken, and agrees
// with the ledger's postings to the cent. Currencies are never added together.
// Example: earnings of bruno by product in March → Piano in 30 days: given 1164, taken 233, kept 931.
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import type { Days } from "./sold.ts";

export interface EarningsFilter extends Days {
  party?: Uuid | undefined;
  product?: Uuid | undefined;
  currency?: string | undefined;
  role?: string | undefined;
}

export interface Earned {
  currency: string;
  given: number;
  taken: number;
  /** given − taken. */
  kept: number;
  /** Of it, what the source pays out itself. */
  atSource: number;
}

export interface EarnedOf extends Earned {
  /** Uuid of a product or a party. */
  of: Uuid;
}

export interface EarnedAt extends Earned {
  /** The day, or the first day of the month. */
  at: string;
}

export interface EarnedAs extends Earned {
  role: string;
  parties: number;
}

const SUMS = sql`sum(given)::bigint AS given, sum(taken)::bigint AS taken, sum(given - taken)::bigint AS kept,
  sum(at_source)::bigint AS "atSource"`;

/** Largest first within a currency; `after` is currency, kept and id of the last one shown. */
export async function listEarnings(
  tx: Tx,
  ws: number,
  by: "product" | "party",
  filter: EarningsFilter & { after?: readonly [string, number, string] | undefined; limit: number },
): Promise<EarnedOf[]> {
  const [currency, kept, id] = filter.after ?? [null, null, null];
  const { rows } = await sql<EarnedOf>`
    SELECT * FROM (
      SELECT currency, ${sql.ref(by)} AS of, ${SUMS} FROM partage.line_day
       WHERE ${within(ws, filter)} GROUP BY currency, ${sql.ref(by)}
    ) e
     WHERE ${currency}::text IS NULL OR currency > ${currency}::text
        OR (currency = ${currency}::text AND (-kept, of) > (-(${kept}::bigint), ${id}::uuid))
     ORDER BY currency, kept DESC, of LIMIT ${filter.limit}`.execute(tx);
  return rows;
}

/** In order of time; a day or month without any has no row. */
export async function listEarningsBy(
  tx: Tx,
  ws: number,
  by: "day" | "month",
  filter: EarningsFilter,
): Promise<EarnedAt[]> {
  const { rows } = await sql<EarnedAt>`
    SELECT currency, date_trunc(${by}::text, day::timestamp)::date AS at, ${SUMS} FROM partage.line_day
     WHERE ${within(ws, filter)} GROUP BY 1, 2 ORDER BY 1, 2`.execute(tx);
  return rows;
}

/** By role: what the flow of a period is drawn from. */
export async function readEarningsAs(tx: Tx, ws: number, filter: EarningsFilter): Promise<EarnedAs[]> {
  const { rows } = await sql<EarnedAs>`
    SELECT currency, role, count(DISTINCT party)::int AS parties, ${SUMS} FROM partage.line_day
     WHERE ${within(ws, filter)} GROUP BY currency, role ORDER BY currency, role`.execute(tx);
  return rows;
}

export interface FlowLine extends Earned {
  party: Uuid;
  role: string;
}

/** The parties of a period's flow, largest first, with the role they had; fees and tax as well. */
export async function listFlowLines(
  tx: Tx,
  ws: number,
  filter: EarningsFilter & { limit: number },
): Promise<FlowLine[]> {
  const { rows } = await sql<FlowLine>`
    SELECT currency, party, role, ${SUMS} FROM partage.line_day
     WHERE ${within(ws, filter)} GROUP BY currency, party, role
     ORDER BY kept DESC, party, role LIMIT ${filter.limit}`.execute(tx);
  return rows;
}

function within(ws: number, { from, to, party, product, currency, role }: EarningsFilter) {
  return sql`ws = ${ws} AND day BETWEEN ${from}::date AND ${to}::date
    AND (${currency ?? null}::text IS NULL OR currency = ${currency ?? null}::text)
    AND (${party ?? null}::uuid IS NULL OR party = ${party ?? null}::uuid)
    AND (${product ?? null}::uuid IS NULL OR product = ${product ?? null}::uuid)
    AND (${role ?? null}::text IS NULL OR role = ${role ?? null}::text)`;
}
