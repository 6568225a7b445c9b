// How links and affiliates do between two days: clicks, visitors, sales, what was taken back; a row a link or
// an affiliate, best first, and a line of days. From totals by day, never from single clicks or sales. Reads
// only; currencies are never added together.
// Example: 1–31 March → carla 4,120 clicks, 61 sales, 2 taken back.
import { type RawBuilder, sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

export interface LinkPeriod {
  /** Days in the workspace's time zone, both included: "2026-03-01". */
  from: string;
  to: string;
  product?: Uuid | undefined;
  party?: Uuid | undefined;
  link?: Uuid | undefined;
}

export interface LinkSums {
  clicks: number;
  /** Different on each day. */
  visitors: number;
  untracked: number;
  ignored: number;
  sales: number;
  takeBacks: number;
}

export interface SoldSums {
  currency: string;
  paid: number;
  taken: number;
}

/** The party of the producer's own links. */
const NIL = "00000000-0000-0000-0000-000000000000";

type Row = Record<string, string | null>;
const whole = (value: string | null | undefined) => Number(value ?? 0);

function narrowed(period: LinkPeriod): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = [];
  if (period.product !== undefined) parts.push(sql`AND product = ${period.product}`);
  if (period.party === NIL) parts.push(sql`AND coalesce(party, ${NIL}::uuid) = ${NIL}`);
  else if (period.party !== undefined) parts.push(sql`AND party = ${period.party}`);
  if (period.link !== undefined) parts.push(sql`AND link = ${period.link}`);
  return sql.join(parts, sql` `);
}

/** By day; a day without anything is left out. A party's or a product's visitors count once a day. */
export async function readLinkDays(
  tx: Tx,
  ws: number,
  period: LinkPeriod,
): Promise<({ day: string } & LinkSums)[]> {
  const { from, to } = period;
  const visitors = period.link ? sql`visitors` : period.party ? sql`party_visitors` : sql`product_visitors`;
  const clicks = period.link ? sql`partage.link_day` : sql`partage.click_day`;
  const sales =
    period.link || period.party ? [sql`sales`, sql`take_backs`] : [sql`first_sales`, sql`first_take_backs`];
  const { rows } = await sql<Row>`SELECT day::text, sum(clicks) AS clicks, sum(visitors) AS visitors,
      sum(untracked) AS untracked, sum(ignored) AS ignored, sum(sales) AS sales, sum(take_backs) AS take_backs
    FROM (
      SELECT day, sum(clicks) AS clicks, sum(${visitors}) AS visitors, sum(untracked) AS untracked,
             sum(ignored) AS ignored, 0 AS sales, 0 AS take_backs
        FROM ${clicks} WHERE ws = ${ws} AND day BETWEEN ${from}::date AND ${to}::date ${narrowed(period)} GROUP BY day
      UNION ALL
      SELECT day, 0, 0, 0, 0, sum(${sales[0]}), sum(${sales[1]})
        FROM partage.link_sale_day WHERE ws = ${ws} AND day BETWEEN ${from}::date AND ${to}::date ${narrowed(period)}
       GROUP BY day) t
    GROUP BY day ORDER BY day`.execute(tx);
  return rows.map((row) => ({ day: String(row.day), ...sumsOf(row) }));
}

/** What was sold in all, by currency. */
export async function readLinkSold(tx: Tx, ws: number, period: LinkPeriod): Promise<SoldSums[]> {
  const { from, to } = period;
  const [paid, taken] =
    period.link || period.party ? [sql`paid`, sql`taken`] : [sql`first_paid`, sql`first_taken`];
  const { rows } = await sql<Row>`SELECT currency, sum(${paid}) AS paid, sum(${taken}) AS taken
    FROM partage.link_sale_day WHERE ws = ${ws} AND day BETWEEN ${from}::date AND ${to}::date ${narrowed(period)}
    GROUP BY currency ORDER BY 2 DESC, 1`.execute(tx);
  return rows.map((row) => ({
    currency: String(row.currency),
    paid: whole(row.paid),
    taken: whole(row.taken),
  }));
}

export interface TopRow extends LinkSums {
  /** Of the link, or of the affiliate. */
  key: string;
  sold: SoldSums[];
}

export interface TopQuery extends LinkPeriod {
  by: "link" | "party";
  sort: "clicks" | "sales";
  limit: number;
}

/** Best first. Sales that no link led to (a coupon, a name) count for the affiliate and for no link. */
export async function readTop(tx: Tx, ws: number, query: TopQuery): Promise<TopRow[]> {
  const { from, to, by, sort, limit } = query;
  const isLink = by === "link";
  const key = isLink ? sql`link` : sql`coalesce(party, ${NIL}::uuid)`;
  const clicks = isLink ? sql`partage.link_day` : sql`partage.click_day`;
  const visitors = isLink ? sql`visitors` : sql`party_visitors`;
  const days = sql`day BETWEEN ${from}::date AND ${to}::date ${narrowed(query)}`;
  const known = isLink ? sql`AND link <> ${NIL}::uuid` : sql``;
  const { rows } =
    await sql<Row>`SELECT coalesce(c.key, s.key) AS key, clicks, visitors, untracked, ignored, sales,
      take_backs
    FROM (SELECT ${key} AS key, sum(clicks) AS clicks, sum(${visitors}) AS visitors, sum(untracked) AS untracked,
                 sum(ignored) AS ignored
            FROM ${clicks} WHERE ws = ${ws} AND ${days} GROUP BY 1) c
    FULL JOIN (SELECT ${key} AS key, sum(sales) AS sales, sum(take_backs) AS take_backs
                 FROM partage.link_sale_day WHERE ws = ${ws} AND ${days} ${known} GROUP BY 1) s ON s.key = c.key
    ORDER BY ${sort === "clicks" ? sql`coalesce(clicks, 0)` : sql`coalesce(sales, 0)`} DESC,
             coalesce(sales, 0) DESC, coalesce(clicks, 0) DESC, 1
    LIMIT ${limit}`.execute(tx);
  const keys = rows.map((row) => String(row.key));
  const sold = await readSoldOf(tx, ws, query, isLink ? sql`link` : sql`party`, keys);
  return rows.map((row) => ({ key: String(row.key), ...sumsOf(row), sold: sold.get(String(row.key)) ?? [] }));
}

async function readSoldOf(
  tx: Tx,
  ws: number,
  query: TopQuery,
  key: RawBuilder<unknown>,
  keys: readonly string[],
): Promise<Map<string, SoldSums[]>> {
  const found = new Map<string, SoldSums[]>();
  if (keys.length === 0) return found;
  const { rows } = await sql<Row>`SELECT ${key} AS key, currency, sum(paid) AS paid, sum(taken) AS taken
      FROM partage.link_sale_day
     WHERE ws = ${ws} AND day BETWEEN ${query.from}::date AND ${query.to}::date ${narrowed(query)}
       AND ${key} = any(${[...keys]}::uuid[])
     GROUP BY 1, 2 ORDER BY 3 DESC, 2`.execute(tx);
  for (const row of rows) {
    const one = { currency: String(row.currency), paid: whole(row.paid), taken: whole(row.taken) };
    found.set(String(row.key), [...(found.get(String(row.key)) ?? []), one]);
  }
  return found;
}

function sumsOf(row: Row): LinkSums {
  return {
    clicks: whole(row.clicks),
    visitors: whole(row.visitors),
    untracked: whole(row.untracked),
    ignored: whole(row.ignored),
    sales: whole(row.sales),
    takeBacks: whole(row.take_backs),
  };
}
