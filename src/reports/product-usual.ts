// What a sale of a product is usually like, read from its latest ones: what is paid, what processors keep,
// what tax is in it; and what would go on if it were archived. Guesses for a preview, never facts of a split.
// Reads only.
// Example: of 200 sales in USD → paid 4900 in the middle, stripe 2.9 % + 30, tax 19 % for buyers in DE.
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import { type Ppm, ppm, WHOLE } from "../base/rate.ts";
import type { Tx } from "../db/transaction.ts";

/** So many of the latest sales. */
const LATEST = 200;
const RECENT_DAYS = 62;
/** What is older is not usual any more, and a product that rarely sells is not searched for ever. */
const LOOKS_BACK_MS = 400 * 86_400_000;

export interface Usual {
  sales: number;
  paid: number | null;
  fees: { party: Uuid; rate: Ppm; fixed: number }[];
  taxes: { country: string; rate: Ppm; sales: number }[];
}

export async function readUsualSale(
  tx: Tx,
  ws: number,
  product: Uuid,
  currency: string,
  now: number,
): Promise<Usual> {
  const since = new Date(now - LOOKS_BACK_MS);
  const latest = sql`(SELECT paid, tax, fee_parties, fee_amounts, facts->>'country' AS country
    FROM partage.sale WHERE ws = ${ws} AND product = ${product} AND currency = ${currency} AND happened_at > ${since}
    ORDER BY happened_at DESC, id DESC LIMIT ${LATEST})`;
  const whole = await sql<{ sales: number; paid: number | null }>`
    SELECT count(*)::int AS sales, (percentile_disc(0.5) WITHIN GROUP (ORDER BY paid))::bigint AS paid
      FROM ${latest} AS s`.execute(tx);
  const fees = await sql<FeeRow>`
    SELECT f.party, regr_slope(f.amount, s.paid) AS slope, regr_intercept(f.amount, s.paid) AS intercept,
           sum(f.amount)::float8 / nullif(sum(s.paid), 0)::float8 AS part
      FROM ${latest} AS s, unnest(s.fee_parties, s.fee_amounts) AS f (party, amount)
     GROUP BY f.party ORDER BY count(*) DESC, f.party LIMIT 5`.execute(tx);
  const taxes = await sql<{ country: string; part: number; sales: number }>`
    SELECT country, sum(tax)::float8 / nullif(sum(paid - tax), 0)::float8 AS part, count(*)::int AS sales
      FROM ${latest} AS s WHERE country IS NOT NULL GROUP BY country ORDER BY count(*) DESC, country LIMIT 30`.execute(
    tx,
  );
  return {
    ...(whole.rows[0] ?? { sales: 0, paid: null }),
    fees: fees.rows.map(lineThrough),
    taxes: taxes.rows.map(({ country, part, sales }) => ({ country, rate: rateOf(part), sales })),
  };
}

interface FeeRow {
  party: Uuid;
  slope: number | null;
  intercept: number | null;
  part: number | null;
}

/** Where all paid the same, or the line makes no sense, the plain part of what was paid. */
function lineThrough({ party, slope, intercept, part }: FeeRow): Usual["fees"][number] {
  const isLine = slope !== null && intercept !== null && slope >= 0 && slope <= 1 && intercept >= -0.5;
  if (!isLine) return { party, rate: rateOf(part), fixed: 0 };
  return { party, rate: rateOf(slope), fixed: Math.max(0, Math.round(intercept)) };
}

/** To a hundredth of a per cent: a guess is not more exact. */
function rateOf(part: number | null): Ppm {
  const hundredths = Math.round((part ?? 0) * 10_000);
  return ppm(Math.min(WHOLE, Math.max(0, hundredths * 100)));
}

export interface Ties {
  offers: number;
  contracts: number;
  affiliations: number;
  subscriptions: number;
  sources: { source: string; names: number }[];
  lastSaleOn: string | null;
}

export async function readTies(tx: Tx, ws: number, product: Uuid, now: number): Promise<Ties> {
  const at = new Date(now);
  const counted = await sql<Omit<Ties, "sources">>`
    SELECT (SELECT count(*)::int FROM partage.offer
             WHERE ws = ${ws} AND product = ${product} AND status = 'active') AS offers,
           (SELECT count(*)::int FROM partage.contract c WHERE c.ws = ${ws} AND c.product = ${product}
               AND NOT coalesce((SELECT v.ends <= ${at} FROM partage.contract_version v
                     WHERE v.ws = c.ws AND v.contract = c.id ORDER BY v.version DESC LIMIT 1), false)) AS contracts,
           (SELECT count(*)::int FROM partage.affiliation
             WHERE ws = ${ws} AND product = ${product} AND state = 'approved') AS affiliations,
           (SELECT count(DISTINCT facts->'subscription'->>'ref')::int FROM partage.sale
             WHERE ws = ${ws} AND product = ${product}
               AND happened_at > ${at}::timestamptz - ${RECENT_DAYS}::int * interval '1 day') AS subscriptions,
           (SELECT max(day)::text FROM partage.sale_day
             WHERE ws = ${ws} AND product = ${product} AND sales > 0) AS "lastSaleOn"`.execute(tx);
  const sources = await sql<{ source: string; names: number }>`
    SELECT source, count(*)::int AS names FROM partage.product_ref
     WHERE ws = ${ws} AND product = ${product} GROUP BY source ORDER BY source`.execute(tx);
  const none = { offers: 0, contracts: 0, affiliations: 0, subscriptions: 0, lastSaleOn: null };
  return { ...(counted.rows[0] ?? none), sources: sources.rows };
}
