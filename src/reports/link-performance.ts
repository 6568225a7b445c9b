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
  /** Of the sales, those that a click led to; renewals, coupons and names are not among them. */
  clickSales: number;
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
    period.link || period.party
      ? [sql`sales`, sql`take_backs`, sql`click_sales`]
      : [sql`first_sales`, sql`first_take_backs`, sql`first_click_sales`];
  const { rows } = await sql<Row>`SELECT day::text, sum(clicks) AS clicks, sum(visitors) AS visitors,
      sum(untracked) AS untracked, sum(ignored) AS ignored, sum(sales) AS sales, sum(take_backs) AS take_backs,
      sum(click_sales) AS click_sales
    FROM (
      SELECT day, sum(clicks) AS clicks, sum(${visitors}) AS visitors, sum(untracked) AS untracked,
             sum(ignored) AS ignored, 0 AS sales, 0 AS take_backs, 0 AS click_sales
        FROM ${clicks} WHERE ws = ${ws} AND day BETWEEN ${from}::date AND ${to}::date ${narrowed(period)} GROUP BY day
      UNION ALL
      SELECT day, 0, 0, 0, 0, sum(${sales[0]}), sum(${sales[1]}), sum(${sales[2]})
        FROM ${salesTable(period)} WHERE ws = ${ws} AND day BETWEEN ${from}::date AND ${to}::date ${narrowed(period)}
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
    FROM ${salesTable(period)} WHERE ws = ${ws} AND day BETWEEN ${from}::date AND ${to}::date ${narrowed(period)}
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
  const { by, sort, limit } = query;
  const isLink = by === "link";
  const key = isLink ? sql`link` : sql`party`;
  const visitors = isLink ? sql`visitors` : sql`party_visitors AS visitors`;
  const facts = sql`${key}, clicks, ${visitors}, untracked, ignored`;
  const clicks = isLink
    ? withMonths(ws, query, facts, "link_day", "link_month")
    : inDays(ws, query, facts, "click_day");
  const known = isLink ? sql`WHERE link <> ${NIL}::uuid` : sql``;
  const { rows } =
    await sql<Row>`SELECT coalesce(c.key, s.key) AS key, clicks, visitors, untracked, ignored, sales,
      take_backs, click_sales
    FROM (SELECT ${key} AS key, sum(clicks) AS clicks, sum(visitors) AS visitors, sum(untracked) AS untracked,
                 sum(ignored) AS ignored FROM (${clicks}) t GROUP BY 1) c
    FULL JOIN (SELECT ${key} AS key, sum(sales) AS sales, sum(take_backs) AS take_backs,
                      sum(click_sales) AS click_sales
                 FROM (${salesOf(ws, query, key)}) t ${known} GROUP BY 1) s ON s.key = c.key
    ORDER BY ${sort === "clicks" ? sql`coalesce(clicks, 0)` : sql`coalesce(sales, 0)`} DESC,
             coalesce(sales, 0) DESC, coalesce(clicks, 0) DESC, 1
    LIMIT ${limit}`.execute(tx);
  const keys = rows.map((row) => String(row.key));
  const sold = await readSoldOf(tx, ws, query, key, keys);
  return rows.map((row) => ({ key: String(row.key), ...sumsOf(row), sold: sold.get(String(row.key)) ?? [] }));
}

function salesOf(ws: number, query: TopQuery, key: RawBuilder<unknown>): RawBuilder<unknown> {
  const facts = sql`${key}, currency, sales, paid, take_backs, taken, click_sales`;
  return query.by === "link"
    ? withMonths(ws, query, facts, "link_sale_day", "link_sale_month")
    : inDays(ws, query, facts, "party_sale_day");
}

function inDays(
  ws: number,
  query: LinkPeriod,
  facts: RawBuilder<unknown>,
  days: string,
): RawBuilder<unknown> {
  return sql`SELECT ${facts} FROM ${sql.table(`partage.${days}`)}
    WHERE ws = ${ws} AND day BETWEEN ${query.from}::date AND ${query.to}::date ${narrowed(query)}`;
}

/** Whole months from the totals by month, what is left at both ends from those by day. */
function withMonths(
  ws: number,
  query: LinkPeriod,
  facts: RawBuilder<unknown>,
  days: string,
  months: string,
): RawBuilder<unknown> {
  const { from, to } = query;
  const [first, end] = wholeMonths(from, to);
  if (first >= end) return inDays(ws, query, facts, days);
  const dayBefore = (day: string) => sql`${day}::date - 1`;
  return sql`SELECT ${facts} FROM ${sql.table(`partage.${months}`)}
      WHERE ws = ${ws} AND month >= ${first}::date AND month < ${end}::date ${narrowed(query)}
    UNION ALL SELECT ${facts} FROM ${sql.table(`partage.${days}`)}
      WHERE ws = ${ws} AND day BETWEEN ${from}::date AND ${dayBefore(first)} ${narrowed(query)}
    UNION ALL SELECT ${facts} FROM ${sql.table(`partage.${days}`)}
      WHERE ws = ${ws} AND day BETWEEN ${end}::date AND ${to}::date ${narrowed(query)}`;
}

/** First day of the first whole month of a period, and of the first month that is not whole any more. */
export function wholeMonths(from: string, to: string): [first: string, end: string] {
  const monthAfter = (day: string) => {
    const date = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
    date.setUTCMonth(date.getUTCMonth() + 1);
    return date.toISOString().slice(0, 10);
  };
  const first = from.endsWith("-01") ? from : monthAfter(from);
  const next = new Date(Date.parse(to) + 86_400_000).toISOString().slice(0, 10);
  return [first, `${next.slice(0, 7)}-01`];
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
      FROM (${salesOf(ws, query, key)}) t WHERE ${key} = any(${[...keys]}::uuid[])
     GROUP BY 1, 2 ORDER BY 3 DESC, 2`.execute(tx);
  for (const row of rows) {
    const one = { currency: String(row.currency), paid: whole(row.paid), taken: whole(row.taken) };
    found.set(String(row.key), [...(found.get(String(row.key)) ?? []), one]);
  }
  return found;
}

/** A link's own, or an affiliate's and a product's: as coarse as the question lets it be. */
function salesTable({ link }: LinkPeriod): RawBuilder<unknown> {
  return link === undefined ? sql`partage.party_sale_day` : sql`partage.link_sale_day`;
}

function sumsOf(row: Row): LinkSums {
  return {
    clicks: whole(row.clicks),
    visitors: whole(row.visitors),
    untracked: whole(row.untracked),
    ignored: whole(row.ignored),
    sales: whole(row.sales),
    clickSales: whole(row.click_sales),
    takeBacks: whole(row.take_backs),
  };
}
