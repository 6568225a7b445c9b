// How each affiliate of a product does: clicks, sales, what was taken back, what it earned, over some days or
// in all; sorted by any of them, a page at a time. From totals by day, never from single clicks or sales.
// Reads only; currencies are never added together: sorted by what was earned in one of them.
// Example: by refunds, carla 61 sales, 12 taken back → 0.196721; before dora 40 sales, 1 taken back → 0.025.
import { type RawBuilder, sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

export const FIGURE_SORTS = ["earned", "sales", "clicks", "refunds", "name", "since"] as const;

export interface FigureQuery {
  product: Uuid;
  /** Part of the name, the code or the e-mail address. */
  search?: string | undefined;
  state?: string | undefined;
  /** Whether the terms of use in force were accepted. */
  terms?: "accepted" | "missing" | undefined;
  /** Days in the workspace's time zone, both included; left out: without end. */
  from?: string | undefined;
  to?: string | undefined;
  sort: (typeof FIGURE_SORTS)[number];
  direction: "asc" | "desc";
  /** What `earned` is compared in. */
  currency: string;
  /** Of those that are passed over. */
  offset: number;
  limit: number;
}

export interface EarnedSums {
  currency: string;
  paid: number;
  taken: number;
  /** Commission, less what was taken back of it. */
  earned: number;
}

export interface AffiliateFigures {
  affiliation: Uuid;
  party: Uuid;
  clicks: number;
  visitors: number;
  sales: number;
  /** Of the sales, those that a click led to. */
  clickSales: number;
  takeBacks: number;
  /** Parts per million of the sales; null where there are none. */
  refundRate: number | null;
  money: EarnedSums[];
}

interface Row {
  id: Uuid;
  party: Uuid;
  clicks: string | null;
  visitors: string | null;
  sales: string | null;
  click_sales: string | null;
  take_backs: string | null;
}

const SORT: Record<FigureQuery["sort"], RawBuilder<unknown>> = {
  earned: sql`coalesce(e.earned, 0)`,
  sales: sql`coalesce(s.sales, 0)`,
  clicks: sql`coalesce(c.clicks, 0)`,
  refunds: sql`CASE WHEN s.sales > 0 THEN s.take_backs::numeric / s.sales ELSE 0 END`,
  name: sql`lower(p.name)`,
  since: sql`a.created_at`,
};

/** Applicants are not in it: they have a list of their own. */
export async function readAffiliateFigures(
  tx: Tx,
  ws: number,
  query: FigureQuery,
): Promise<AffiliateFigures[]> {
  const { product, currency, offset, limit, direction } = query;
  const inDays = daysOf(query);
  const way = direction === "asc" ? sql`ASC` : sql`DESC`;
  const { rows } = await sql<Row>`
    SELECT a.id, a.party, c.clicks, c.visitors, s.sales, s.click_sales, s.take_backs
      FROM partage.affiliation a
      JOIN partage.party p ON p.ws = a.ws AND p.id = a.party
      LEFT JOIN (SELECT party, sum(clicks) AS clicks, sum(party_visitors) AS visitors FROM partage.click_day
                  WHERE ws = ${ws} AND product = ${product} ${inDays} GROUP BY party) c ON c.party = a.party
      LEFT JOIN (SELECT party, sum(sales) AS sales, sum(click_sales) AS click_sales,
                        sum(take_backs) AS take_backs FROM partage.party_sale_day
                  WHERE ws = ${ws} AND product = ${product} ${inDays} GROUP BY party) s ON s.party = a.party
      LEFT JOIN (SELECT party, sum(given - taken) AS earned FROM partage.line_day
                  WHERE ws = ${ws} AND product = ${product} AND role = 'affiliate' AND currency = ${currency} ${inDays}
                  GROUP BY party) e ON e.party = a.party
     WHERE a.ws = ${ws} AND a.product = ${product} AND a.state <> 'requested' ${narrowed(ws, query)}
     ORDER BY ${SORT[query.sort]} ${way}, a.created_at, a.id
     LIMIT ${limit} OFFSET ${offset}`.execute(tx);
  const money = await readMoney(
    tx,
    ws,
    query,
    rows.map((row) => row.party),
  );
  return rows.map((row) => {
    const [sales, takeBacks] = [Number(row.sales ?? 0), Number(row.take_backs ?? 0)];
    return {
      ...{ affiliation: row.id, party: row.party, sales, takeBacks },
      ...{ clicks: Number(row.clicks ?? 0), visitors: Number(row.visitors ?? 0) },
      clickSales: Number(row.click_sales ?? 0),
      refundRate: sales === 0 ? null : Math.round((takeBacks / sales) * 1_000_000),
      money: money.get(row.party) ?? [],
    };
  });
}

function narrowed(ws: number, { product, search, state, terms }: FigureQuery): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = [];
  if (search !== undefined) {
    const like = `%${search.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
    parts.push(sql`AND (p.name ILIKE ${like} OR a.code ILIKE ${like} OR p.email ILIKE ${like})`);
  }
  if (state !== undefined) parts.push(sql`AND a.state = ${state}`);
  const inForce = sql`(SELECT max(version) FROM partage.program_terms WHERE ws = ${ws} AND product = ${product})`;
  if (terms === "accepted") parts.push(sql`AND a.accepted_terms = ${inForce}`);
  if (terms === "missing") parts.push(sql`AND a.accepted_terms IS DISTINCT FROM ${inForce}`);
  return sql.join(parts, sql` `);
}

function daysOf({ from, to }: FigureQuery): RawBuilder<unknown> {
  const since = from === undefined ? sql`` : sql`AND day >= ${from}::date`;
  return to === undefined ? since : sql`${since} AND day <= ${to}::date`;
}

/** By currency, most earned first. */
async function readMoney(
  tx: Tx,
  ws: number,
  query: FigureQuery,
  parties: readonly Uuid[],
): Promise<Map<Uuid, EarnedSums[]>> {
  const found = new Map<Uuid, EarnedSums[]>();
  if (parties.length === 0) return found;
  const those = sql`WHERE ws = ${ws} AND product = ${query.product} AND party = any(${[...parties]}::uuid[])
    ${daysOf(query)}`;
  const { rows } = await sql<Record<"party" | "currency" | "paid" | "taken" | "earned", string>>`
    SELECT party, currency, sum(paid) AS paid, sum(taken) AS taken, sum(earned) AS earned FROM (
      SELECT party, currency, paid, taken, 0 AS earned FROM partage.party_sale_day ${those}
      UNION ALL
      SELECT party, currency, 0, 0, given - taken FROM partage.line_day ${those} AND role = 'affiliate') t
    GROUP BY 1, 2 ORDER BY 5 DESC, 2`.execute(tx);
  for (const { party, currency, paid, taken, earned } of rows) {
    const one = { currency, paid: Number(paid), taken: Number(taken), earned: Number(earned) };
    found.set(party as Uuid, [...(found.get(party as Uuid) ?? []), one]);
  }
  return found;
}
