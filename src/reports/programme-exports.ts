// Pages of what stands around programmes, for files: commission rules, coupons, leads, single clicks, touches
// of journeys, invitations. By id, a thousand at a time. Reads only; no person's address but of who was
// invited. Example: readClicksPage(tx, 7, { after: null }) → the first 1,000 clicks there are.
import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../db/transaction.ts";

const PAGE = 1_000;

export interface ExportPage {
  after: string | null;
  /** Days in the workspace's time zone, both included; left out: without end. */
  from?: string | undefined;
  to?: string | undefined;
}

const beyond = (column: string, after: string | null) =>
  after === null ? sql`` : sql`AND ${sql.ref(column)} > ${after}::uuid`;

/** Narrowed by days where any are told; needs `w`, the workspace. */
function onDays(column: string, { from, to }: ExportPage): RawBuilder<unknown> {
  const day = sql`(${sql.ref(column)} AT TIME ZONE w.time_zone)::date`;
  const since = from === undefined ? sql`` : sql`AND ${day} >= ${from}::date`;
  return to === undefined ? since : sql`${since} AND ${day} <= ${to}::date`;
}

export interface ExportedRule {
  id: string;
  product: string;
  affiliate: string | null;
  offer: string | null;
  rate: number;
  starts: Date;
  ends: Date | null;
  created_at: Date;
}

export async function readRulesPage(tx: Tx, ws: number, { after }: ExportPage): Promise<ExportedRule[]> {
  const { rows } =
    await sql<ExportedRule>`SELECT r.id, p.name AS product, a.name AS affiliate, o.name AS offer, r.rate,
      r.starts, r.ends, r.created_at
    FROM partage.commission_rule r
    JOIN partage.product p ON p.ws = r.ws AND p.id = r.product
    LEFT JOIN partage.party a ON a.ws = r.ws AND a.id = r.party
    LEFT JOIN partage.offer o ON o.ws = r.ws AND o.id = r.offer
   WHERE r.ws = ${ws} ${beyond("r.id", after)} ORDER BY r.id LIMIT ${PAGE}`.execute(tx);
  return rows;
}

export interface ExportedLead {
  id: string;
  product: string;
  external_id: string;
  at: Date;
  clicks: number;
}

export async function readLeadsPage(tx: Tx, ws: number, page: ExportPage): Promise<ExportedLead[]> {
  const { rows } = await sql<ExportedLead>`SELECT l.id, p.name AS product, l.external_id, l.at,
      cardinality(l.clicks) AS clicks
    FROM partage.lead l
    JOIN partage.workspace w ON w.ws = l.ws
    JOIN partage.product p ON p.ws = l.ws AND p.id = l.product
   WHERE l.ws = ${ws} ${beyond("l.id", page.after)} ${onDays("l.at", page)} ORDER BY l.id LIMIT ${PAGE}`.execute(
    tx,
  );
  return rows;
}

export interface ExportedClick {
  id: string;
  at: Date;
  code: string;
  product: string;
  affiliate: string | null;
  campaign: string | null;
  sub_id: string | null;
  referrer: string | null;
}

export async function readClicksPage(tx: Tx, ws: number, page: ExportPage): Promise<ExportedClick[]> {
  const { rows } = await sql<ExportedClick>`SELECT k.id, k.at, l.code, p.name AS product, a.name AS affiliate,
      l.campaign, coalesce(k.sub_id, l.sub_id) AS sub_id, k.referrer
    FROM partage.click k
    JOIN partage.workspace w ON w.ws = k.ws
    JOIN partage.affiliate_link l ON l.ws = k.ws AND l.id = k.link
    JOIN partage.product p ON p.ws = k.ws AND p.id = k.product
    LEFT JOIN partage.party a ON a.ws = k.ws AND a.id = k.party
   WHERE k.ws = ${ws} ${beyond("k.id", page.after)} ${onDays("k.at", page)} ORDER BY k.id LIMIT ${PAGE}`.execute(
    tx,
  );
  return rows;
}

export interface ExportedTouch {
  sale: string;
  source: string;
  key: string;
  product: string;
  sold_at: Date;
  no: number;
  by: string;
  at: string;
  affiliate: string | null;
  code: string | null;
  /** Parts per million of the credit. */
  weight: number;
  skipped: string | null;
}

/** Whole sales: a thousand of them, each with all its touches. */
export async function readTouchesPage(tx: Tx, ws: number, page: ExportPage): Promise<ExportedTouch[]> {
  const { rows } = await sql<ExportedTouch>`WITH j AS (
      SELECT y.* FROM partage.sale_journey y JOIN partage.workspace w ON w.ws = y.ws
       WHERE y.ws = ${ws} ${beyond("y.sale", page.after)} ${onDays("y.at", page)} ORDER BY y.sale LIMIT ${PAGE})
    SELECT j.sale, e.source, e.key, p.name AS product, j.at AS sold_at, t.no::int, t.one ->> 'by' AS by,
           t.one ->> 'at' AS at, a.name AS affiliate, coalesce(t.one ->> 'code', l.code) AS code,
           coalesce((t.one ->> 'weight')::int, 0) AS weight, t.one ->> 'skipped' AS skipped
      FROM j
      JOIN partage.product p ON p.ws = j.ws AND p.id = j.product
      JOIN partage.sale s ON s.ws = j.ws AND s.id = j.sale
      JOIN partage.journal e ON e.ws = s.ws AND e.seq = s.seq
     CROSS JOIN LATERAL jsonb_array_elements(j.journey -> 'touches') WITH ORDINALITY AS t (one, no)
      LEFT JOIN partage.party a ON a.ws = j.ws AND a.id = (t.one ->> 'party')::uuid
      LEFT JOIN partage.click k ON k.ws = j.ws AND k.id = CASE WHEN t.one ->> 'by' = 'link'
        THEN (t.one ->> 'id')::uuid END
      LEFT JOIN partage.affiliate_link l ON l.ws = k.ws AND l.id = k.link
     ORDER BY j.sale, t.no`.execute(tx);
  return rows;
}

export interface ExportedInvitation {
  id: string;
  product: string;
  email: string;
  name: string | null;
  rate: number | null;
  manager: string | null;
  state: string;
  created_at: Date;
  lapses_at: Date;
}

export async function readInvitationsPage(
  tx: Tx,
  ws: number,
  { after }: ExportPage,
): Promise<ExportedInvitation[]> {
  const { rows } = await sql<ExportedInvitation>`SELECT i.id, p.name AS product, i.email, i.name, i.rate,
      m.name AS manager, i.state, i.created_at, i.lapses_at
    FROM partage.affiliate_invitation i
    JOIN partage.product p ON p.ws = i.ws AND p.id = i.product
    LEFT JOIN partage.party m ON m.ws = i.ws AND m.id = i.recruited_by
   WHERE i.ws = ${ws} ${beyond("i.id", after)} ORDER BY i.id LIMIT ${PAGE}`.execute(tx);
  return rows;
}

export interface ExportedCoupon {
  id: string;
  code: string;
  product: string;
  affiliate: string;
  state: string;
  discount: string;
  rate: number | null;
  amount: number | null;
  currency: string | null;
  starts_at: Date | null;
  ends_at: Date | null;
  most_uses: number | null;
  uses: number;
  clicked: number;
  external_id: string | null;
}

export async function readCouponsPage(tx: Tx, ws: number, { after }: ExportPage): Promise<ExportedCoupon[]> {
  const { rows } =
    await sql<ExportedCoupon>`SELECT c.id, c.code, p.name AS product, a.name AS affiliate, c.state,
      c.discount, c.rate, c.amount, c.currency, c.starts_at, c.ends_at, c.most_uses, c.external_id,
      coalesce(u.uses, 0)::int AS uses, coalesce(u.clicked, 0)::int AS clicked
    FROM partage.coupon c
    JOIN partage.product p ON p.ws = c.ws AND p.id = c.product
    JOIN partage.party a ON a.ws = c.ws AND a.id = c.party
    LEFT JOIN LATERAL (SELECT count(*) AS uses, count(*) FILTER (WHERE clicked) AS clicked
      FROM partage.coupon_use x WHERE x.ws = c.ws AND x.coupon = c.id AND x.counted) u ON true
   WHERE c.ws = ${ws} ${beyond("c.id", after)} ORDER BY c.id LIMIT ${PAGE}`.execute(tx);
  return rows;
}
