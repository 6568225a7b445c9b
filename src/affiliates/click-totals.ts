// What a batch of clicks adds to the totals by day, per link: clicks, visitors who are new on that day to the
// link, to the affiliate and to the product. Adds up only; the statements that keep it stand here as well.
// Example: one visitor on two links of carla in a day → clicks 1 and 1, party visitors 1 and 0.
import { dayIn } from "../base/calendar.ts";
import type { Uuid } from "../base/id.ts";
import type { NewClick, Uncounted } from "./click.ts";

export interface LinkTotals {
  readonly link: Uuid;
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly product: Uuid;
  readonly party: Uuid | null;
  clicks: number;
  visitors: number;
  partyVisitors: number;
  productVisitors: number;
  untracked: number;
  ignored: number;
}

/** `seen`: who was here on which day before this batch; what the batch brings is added to it. */
export function totalsOf(
  timeZone: string,
  clicks: readonly NewClick[],
  uncounted: readonly Uncounted[],
  seen: Set<string>,
): LinkTotals[] {
  const totals = new Map<string, LinkTotals>();
  const isNew = (key: string) => !seen.has(key) && seen.add(key) !== undefined;
  const back = whoCameBack(clicks);
  const isNobodyKnown = seen.size === 0;
  for (const click of clicks) {
    const { link, product, party, visitor } = click;
    const day = dayIn(timeZone, click.at);
    const total = totalFor(totals, click, day);
    total.clicks += 1;
    // A number that was given out just now, and stands here once, is new to everybody.
    if (isNobodyKnown && !back.has(visitor)) {
      total.visitors += 1;
      total.partyVisitors += 1;
      total.productVisitors += 1;
      continue;
    }
    if (isNew(`${day} ${visitor} ${link}`)) total.visitors += 1;
    if (isNew(`${day} ${visitor} ${party} ${product}`)) total.partyVisitors += 1;
    if (isNew(`${day} ${visitor} ${product}`)) total.productVisitors += 1;
  }
  for (const one of uncounted) {
    const total = totalFor(totals, one, dayIn(timeZone, one.at));
    total.untracked += one.untracked;
    total.ignored += one.ignored;
  }
  return [...totals.values()].sort((a, b) => (a.link === b.link ? a.day - b.day : a.link < b.link ? -1 : 1));
}

function whoCameBack(clicks: readonly NewClick[]): ReadonlySet<string> {
  const once = new Set<string>();
  const back = new Set<string>();
  for (const { visitor, isReturning } of clicks) {
    if (isReturning || once.has(visitor)) back.add(visitor);
    else once.add(visitor);
  }
  return back;
}

function totalFor(
  totals: Map<string, LinkTotals>,
  { link, product, party }: { link: Uuid; product: Uuid; party: Uuid | null },
  day: number,
): LinkTotals {
  const key = `${link} ${day}`;
  let total = totals.get(key);
  if (total === undefined) {
    const none = { clicks: 0, visitors: 0, partyVisitors: 0, productVisitors: 0, untracked: 0, ignored: 0 };
    total = { link, day, product, party, ...none };
    totals.set(key, total);
  }
  return total;
}

const ROWS = `unnest($2::uuid[], $3::date[], $4::uuid[], $5::uuid[], $6::bigint[], $7::bigint[], $8::bigint[],
    $9::bigint[], $10::bigint[], $11::bigint[])
    AS t (link, day, product, party, clicks, visitors, party_visitors, product_visitors, untracked, ignored)`;

export const LINK_DAYS = `INSERT INTO partage.link_day AS d (ws, link, day, product, party, clicks, visitors,
    party_visitors, product_visitors, untracked, ignored)
  SELECT $1::int, link, day, product, party, clicks, visitors, party_visitors, product_visitors, untracked, ignored
    FROM ${ROWS} ORDER BY link, day
  ON CONFLICT (ws, link, day) DO UPDATE SET clicks = d.clicks + excluded.clicks,
    visitors = d.visitors + excluded.visitors, party_visitors = d.party_visitors + excluded.party_visitors,
    product_visitors = d.product_visitors + excluded.product_visitors,
    untracked = d.untracked + excluded.untracked, ignored = d.ignored + excluded.ignored`;

/** The producer's own links stand under the nil party. */
export const CLICK_DAYS = `INSERT INTO partage.click_day AS d (ws, product, party, day, clicks, party_visitors,
    product_visitors, untracked, ignored)
  SELECT $1::int, product, coalesce(party, '00000000-0000-0000-0000-000000000000'), day, sum(clicks),
         sum(party_visitors), sum(product_visitors), sum(untracked), sum(ignored)
    FROM ${ROWS} GROUP BY product, party, day ORDER BY product, party, day
  ON CONFLICT (ws, product, party, day) DO UPDATE SET clicks = d.clicks + excluded.clicks,
    party_visitors = d.party_visitors + excluded.party_visitors,
    product_visitors = d.product_visitors + excluded.product_visitors,
    untracked = d.untracked + excluded.untracked, ignored = d.ignored + excluded.ignored`;

/** Visitors of a month are the sum of its days'. */
export const LINK_MONTHS = `INSERT INTO partage.link_month AS d (ws, link, month, product, party, clicks, visitors,
    untracked, ignored)
  SELECT $1::int, link, date_trunc('month', day)::date, product, party, sum(clicks), sum(visitors), sum(untracked),
         sum(ignored) FROM ${ROWS} GROUP BY 2, 3, 4, 5 ORDER BY 2, 3
  ON CONFLICT (ws, link, month) DO UPDATE SET clicks = d.clicks + excluded.clicks,
    visitors = d.visitors + excluded.visitors, untracked = d.untracked + excluded.untracked,
    ignored = d.ignored + excluded.ignored`;
