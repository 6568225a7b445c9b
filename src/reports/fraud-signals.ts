// What is known of a sale of an affiliate that may tell of fraud: devices, times, mail, what was taken back
// of his commissions, uses of coupons without clicks. Reads across rooms, judges nothing; every look is
// bounded.
// Example: listSalesOfDevice(tx, 7, sale, dora, click) → three sales of one card within a day.
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

export interface PromotedSale {
  id: Uuid;
  seq: number;
  product: Uuid;
  at: Date;
  currency: string;
  /** Everybody whom the sale pays a commission. */
  affiliates: Uuid[];
  email: string | null;
  fingerprint: string | null;
}

/** Sales by affiliates above an entry, in order; those that happened before `since` are left out. */
export async function listPromotedSales(
  tx: Tx,
  ws: number,
  range: { after: number; upTo: number; since: number; limit: number },
): Promise<PromotedSale[]> {
  const { rows } = await sql<PromotedSale>`
    SELECT s.id, j.seq, s.product, s.happened_at AS at, s.currency, b.email, b.fingerprint,
           CASE WHEN s.facts ? 'affiliates'
                THEN ARRAY(SELECT (a ->> 'party')::uuid FROM jsonb_array_elements(s.facts -> 'affiliates') AS a)
                ELSE ARRAY[s.affiliate] END AS affiliates
      FROM partage.journal j
      JOIN partage.sale s ON s.ws = j.ws AND s.id = j.subject
      LEFT JOIN partage.buyer b ON b.ws = s.ws AND b.sale = s.id
     WHERE j.ws = ${ws} AND j.seq > ${range.after} AND j.seq <= ${range.upTo} AND j.kind = 'sale'
       AND s.affiliate IS NOT NULL AND s.happened_at >= ${new Date(range.since)}
     ORDER BY j.seq LIMIT ${range.limit}`.execute(tx);
  return rows;
}

export interface ClickSignals {
  /** The last click of the party on the way to the sale. */
  click: Uuid | null;
  secondsAfterClick: number | null;
  clicksBefore: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Judged sales that are looked through for the same device. */
const NEWEST = 2_000;

/** From the journey of the sale; nothing where it was not judged. */
export async function readClickSignals(
  tx: Tx,
  ws: number,
  { id, at }: Pick<PromotedSale, "id" | "at">,
  party: Uuid,
): Promise<ClickSignals> {
  const { rows } = await sql<{ id: Uuid; link: Uuid; visitor: Uuid; device: string | null; at: Date }>`
    SELECT c.id, c.link, c.visitor, c.device, c.at
      FROM partage.sale_journey y, jsonb_array_elements(y.journey -> 'touches') AS t
      JOIN partage.click c ON c.ws = ${ws} AND c.id = (t ->> 'id')::uuid
     WHERE y.ws = ${ws} AND y.sale = ${id} AND t ->> 'by' = 'link' AND t ->> 'party' = ${party}
     ORDER BY c.at DESC LIMIT 1`.execute(tx);
  const click = rows[0];
  if (click === undefined) return { click: null, secondsAfterClick: null, clicksBefore: 0 };
  const since = new Date(click.at.getTime() - HOUR_MS);
  const counted = await sql<{ clicks: number }>`
    SELECT count(*)::int AS clicks FROM (
      SELECT id FROM partage.click WHERE ws = ${ws} AND visitor = ${click.visitor} AND party = ${party}
         AND at BETWEEN ${since} AND ${click.at}
      UNION SELECT id FROM partage.click WHERE ws = ${ws} AND link = ${click.link} AND device = ${click.device}
         AND at BETWEEN ${since} AND ${click.at} LIMIT 10000) AS c`.execute(tx);
  const secondsAfterClick = Math.max(0, Math.floor((at.getTime() - click.at.getTime()) / 1000));
  return { click: click.id, secondsAfterClick, clicksBefore: counted.rows[0]?.clicks ?? 0 };
}

/** Sales of the party whose click was one of the hour's flood before a click: of its visitor or device. */
export async function listSalesOfFlood(tx: Tx, ws: number, click: Uuid, party: Uuid): Promise<Uuid[]> {
  const { rows } = await sql<{ sale: Uuid }>`
    WITH own AS (SELECT id, visitor, device, link, at FROM partage.click WHERE ws = ${ws} AND id = ${click}),
    flood AS (
      SELECT c.id FROM own JOIN partage.click c ON c.ws = ${ws} AND c.visitor = own.visitor
       WHERE c.party = ${party} AND c.at BETWEEN own.at - interval '1 hour' AND own.at
      UNION SELECT c.id FROM own JOIN partage.click c ON c.ws = ${ws} AND c.link = own.link AND c.device = own.device
       WHERE c.at BETWEEN own.at - interval '1 hour' AND own.at LIMIT 10000)
    SELECT DISTINCT y.sale FROM own
      JOIN partage.sale_journey y ON y.ws = ${ws} AND y.parties @> ARRAY[${party}]::uuid[]
       AND y.at >= own.at - interval '1 hour'
      CROSS JOIN LATERAL jsonb_array_elements(y.journey -> 'touches') AS t
      JOIN flood f ON f.id = (CASE WHEN t ->> 'by' = 'link' THEN t ->> 'id' END)::uuid
     WHERE t ->> 'party' = ${party} AND (t ->> 'weight')::int > 0 LIMIT ${NEWEST}`.execute(tx);
  return rows.map((one) => one.sale);
}

/** Sales of the party within a day before this one, this one too, by the same means of payment or device. */
export async function listSalesOfDevice(
  tx: Tx,
  ws: number,
  { id, at, fingerprint }: Pick<PromotedSale, "id" | "at" | "fingerprint">,
  party: Uuid,
  click: Uuid | null,
): Promise<Uuid[]> {
  const since = new Date(at.getTime() - DAY_MS);
  const { rows } = await sql<{ sale: Uuid }>`
    SELECT DISTINCT sale FROM (
      SELECT ${id}::uuid AS sale
      UNION ALL
      SELECT s.id FROM partage.buyer b JOIN partage.sale s ON s.ws = b.ws AND s.id = b.sale
       WHERE b.ws = ${ws} AND b.fingerprint = ${fingerprint} AND s.happened_at BETWEEN ${since} AND ${at}
         AND (s.affiliate = ${party} OR s.facts -> 'affiliates' @> jsonb_build_array(jsonb_build_object('party', ${party}::text)))
      UNION ALL
      SELECT y.sale FROM (SELECT * FROM partage.sale_journey WHERE ws = ${ws} ORDER BY seq DESC LIMIT ${NEWEST}) AS y,
             jsonb_array_elements(y.journey -> 'touches') AS t
        JOIN partage.click c ON c.ws = ${ws} AND c.id = (CASE WHEN t ->> 'by' = 'link' THEN t ->> 'id' END)::uuid
        JOIN partage.click own ON own.ws = ${ws} AND own.id = ${click}::uuid
       WHERE y.at BETWEEN ${since} AND ${at} AND t ->> 'party' = ${party}
         AND (t ->> 'weight')::int > 0 AND (c.visitor = own.visitor OR c.device = own.device)
    ) AS same LIMIT ${NEWEST}`.execute(tx);
  return rows.map((one) => one.sale);
}

/** The uses without a click that count as one leak with this sale's: sales of the party within the week. */
export async function listUnclickedSales(
  tx: Tx,
  ws: number,
  { id, at }: Pick<PromotedSale, "id" | "at">,
  party: Uuid,
): Promise<Uuid[]> {
  const week = new Date(at.getTime() - 7 * DAY_MS);
  const { rows } = await sql<{ sale: Uuid }>`
    SELECT DISTINCT u.sale FROM partage.coupon_use own
      JOIN partage.coupon_use u ON u.ws = own.ws AND u.coupon = own.coupon
     WHERE own.ws = ${ws} AND own.sale = ${id} AND own.party = ${party} AND own.counted
       AND u.party = ${party} AND u.counted AND NOT u.clicked AND u.at > ${week} AND u.at <= ${at}
     LIMIT ${NEWEST}`.execute(tx);
  return rows.map((one) => one.sale);
}

export interface CommissionSum {
  given: number;
  taken: number;
  /** On which a commission was given. */
  days: number;
}

/** Of an affiliate on a product within ninety days before an instant. */
export async function sumCommission(
  tx: Tx,
  ws: number,
  { product, at, currency }: Pick<PromotedSale, "product" | "at" | "currency">,
  party: Uuid,
): Promise<CommissionSum> {
  const { rows } = await sql<CommissionSum>`
    SELECT coalesce(sum(given), 0)::bigint AS given, coalesce(sum(taken), 0)::bigint AS taken,
           (count(*) FILTER (WHERE given > 0))::int AS days
      FROM partage.line_day WHERE ws = ${ws} AND party = ${party} AND product = ${product} AND role = 'affiliate'
       AND currency = ${currency} AND day BETWEEN ${at}::date - 90 AND ${at}::date`.execute(tx);
  return rows[0] ?? { given: 0, taken: 0, days: 0 };
}

export interface CouponSignals {
  code: string;
  /** Uses without a click within a week. */
  unclicked: number;
  /** A week of it in the eight before, or of the product's other coupons in this one: the larger. */
  usual: number;
}

/** Of the coupon of the party that credited the sale; null where none did. */
export async function readCouponSignals(
  tx: Tx,
  ws: number,
  { id, product, at }: Pick<PromotedSale, "id" | "product" | "at">,
  party: Uuid,
): Promise<CouponSignals | null> {
  const week = new Date(at.getTime() - 7 * DAY_MS);
  const before = new Date(at.getTime() - 63 * DAY_MS);
  const { rows } = await sql<CouponSignals>`
    WITH used AS (
      SELECT k.id, k.code FROM partage.coupon_use u JOIN partage.coupon k ON k.ws = u.ws AND k.id = u.coupon
       WHERE u.ws = ${ws} AND u.sale = ${id} AND u.party = ${party} AND u.counted LIMIT 1
    ), own AS (
      SELECT count(*) FILTER (WHERE u.at > ${week}) AS recent, count(*) FILTER (WHERE u.at <= ${week}) / 8.0 AS past
        FROM partage.coupon_use u JOIN used ON used.id = u.coupon
       WHERE u.ws = ${ws} AND u.counted AND NOT u.clicked AND u.at > ${before} AND u.at <= ${at}
    ), others AS (
      SELECT coalesce(avg(uses), 0) AS uses FROM (
        SELECT count(*) AS uses FROM partage.coupon_use u JOIN partage.coupon k ON k.ws = u.ws AND k.id = u.coupon
         WHERE u.ws = ${ws} AND k.product = ${product} AND u.counted AND NOT u.clicked AND u.at > ${week}
           AND u.at <= ${at} AND u.coupon NOT IN (SELECT id FROM used) GROUP BY u.coupon) AS each
    )
    SELECT used.code, own.recent::int AS unclicked, ceil(greatest(own.past, others.uses))::int AS usual
      FROM used, own, others`.execute(tx);
  return rows[0] ?? null;
}
