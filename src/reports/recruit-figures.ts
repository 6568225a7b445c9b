// How each affiliate that a manager recruited does on a product: clicks, sales, what the manager earned of
// them, over some days or in all; applicants first, then sorted by any of it, a page at a time. Reads only;
// currencies are never added together: sorted by what was earned in one of them.
// Example: nina 812 clicks, 41 sales, 150.88 USD for mara; before otto 30 clicks, no sale.
import { type RawBuilder, sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

export interface RecruitQuery {
  manager: Uuid;
  product: Uuid;
  /** Part of the name or the code: an address is not a manager's to see. */
  search?: string | undefined;
  state?: string | undefined;
  /** Days in the workspace's time zone, both included; left out: without end. */
  from?: string | undefined;
  to?: string | undefined;
  sort: "earned" | "sales" | "clicks" | "name" | "since";
  direction: "asc" | "desc";
  /** What `earned` is compared in. */
  currency: string;
  /** Of those that are passed over. */
  offset: number;
  limit: number;
}

export interface RecruitFigures {
  affiliation: Uuid;
  clicks: number;
  sales: number;
  /** Given less what was taken back, of the sales of these days. */
  money: { currency: string; earned: number }[];
}

const SORT: Record<RecruitQuery["sort"], RawBuilder<unknown>> = {
  earned: sql`coalesce(s.earned, 0)`,
  sales: sql`coalesce(s.sales, 0)`,
  clicks: sql`coalesce(c.clicks, 0)`,
  name: sql`lower(p.name)`,
  since: sql`a.created_at`,
};

export async function readRecruitFigures(tx: Tx, ws: number, query: RecruitQuery): Promise<RecruitFigures[]> {
  const { manager, product, currency, offset, limit, direction } = query;
  const inDays = daysOf(query);
  const way = direction === "asc" ? sql`ASC` : sql`DESC`;
  const { rows } = await sql<{ id: Uuid; party: Uuid; clicks: string | null; sales: string | null }>`
    SELECT a.id, a.party, c.clicks, s.sales
      FROM partage.affiliation a
      JOIN partage.party p ON p.ws = a.ws AND p.id = a.party
      LEFT JOIN (SELECT party, sum(clicks) AS clicks FROM partage.click_day
                  WHERE ws = ${ws} AND product = ${product} ${inDays} GROUP BY party) c ON c.party = a.party
      LEFT JOIN (SELECT affiliate, count(*) AS sales,
                        sum(given - taken) FILTER (WHERE currency = ${currency}) AS earned
                   FROM partage.recruit_sale WHERE ws = ${ws} AND manager = ${manager} AND product = ${product} ${inDays}
                  GROUP BY affiliate) s ON s.affiliate = a.party
     WHERE a.ws = ${ws} AND a.product = ${product} AND a.recruited_by = ${manager} ${narrowed(query)}
     ORDER BY a.state = 'requested' DESC, ${SORT[query.sort]} ${way}, a.created_at DESC, a.id
     LIMIT ${limit} OFFSET ${offset}`.execute(tx);
  const parties = rows.map((row) => row.party);
  const money = await readMoney(tx, ws, query, parties);
  return rows.map((row) => ({
    affiliation: row.id,
    clicks: Number(row.clicks ?? 0),
    sales: Number(row.sales ?? 0),
    money: money.get(row.party) ?? [],
  }));
}

function narrowed({ search, state }: RecruitQuery): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = [];
  if (search !== undefined) {
    const like = `%${search.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
    parts.push(sql`AND (p.name ILIKE ${like} OR a.code ILIKE ${like})`);
  }
  if (state !== undefined) parts.push(sql`AND a.state = ${state}`);
  return sql.join(parts, sql` `);
}

function daysOf({ from, to }: RecruitQuery): RawBuilder<unknown> {
  const since = from === undefined ? sql`` : sql`AND day >= ${from}::date`;
  return to === undefined ? since : sql`${since} AND day <= ${to}::date`;
}

/** By currency, most earned first. */
async function readMoney(
  tx: Tx,
  ws: number,
  query: RecruitQuery,
  parties: readonly Uuid[],
): Promise<Map<Uuid, RecruitFigures["money"]>> {
  if (parties.length === 0) return new Map();
  const { rows } = await sql<{ affiliate: Uuid; currency: string; earned: string }>`
    SELECT affiliate, currency, sum(given - taken) AS earned FROM partage.recruit_sale
     WHERE ws = ${ws} AND manager = ${query.manager} AND product = ${query.product}
       AND affiliate = any(${[...parties]}::uuid[]) ${daysOf(query)}
     GROUP BY 1, 2 ORDER BY 3 DESC, 2`.execute(tx);
  const byParty = Map.groupBy(rows, (row) => row.affiliate);
  return new Map(
    [...byParty].map(([party, own]) => [
      party,
      own.map(({ currency, earned }) => ({ currency, earned: Number(earned) })),
    ]),
  );
}
