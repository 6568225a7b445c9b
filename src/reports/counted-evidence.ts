// The sale that a finding is about, and what its evidence counts, as it can be seen today: sales of one buyer
// or provider, sales taken back, the clicks of a flood, which are forgotten after a time. Reads only, judges
// nothing.
// Example: listClicksBefore(tx, 7, click, dora) → 31 clicks of one visitor within the hour, the last first.
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import type { PromotedSale } from "./fraud-signals.ts";

/** Clicks that are shown; all of them are counted. */
const SHOWN = 100;

export interface CountedClick {
  id: Uuid;
  at: Date;
  /** Of the link. */
  code: string;
}

export type JudgedSale = Pick<PromotedSale, "id" | "product" | "at" | "currency" | "email" | "fingerprint">;

export async function readJudgedSale(tx: Tx, ws: number, id: Uuid): Promise<JudgedSale | null> {
  const { rows } = await sql<JudgedSale>`
    SELECT s.id, s.product, s.happened_at AS at, s.currency, b.email, b.fingerprint
      FROM partage.sale s LEFT JOIN partage.buyer b ON b.ws = s.ws AND b.sale = s.id
     WHERE s.ws = ${ws} AND s.id = ${id}`.execute(tx);
  return rows[0] ?? null;
}

/** Of the same affiliate. */
const by = (party: Uuid) => sql`(s.affiliate = ${party}
    OR s.facts -> 'affiliates' @> jsonb_build_array(jsonb_build_object('party', ${party}::text)))`;

/** What the party's sales of the same buyer are, by address or by means of payment; newest first. */
export async function listSalesOfBuyer(tx: Tx, ws: number, sale: JudgedSale, party: Uuid): Promise<Uuid[]> {
  const { rows } = await sql<{ id: Uuid }>`
    SELECT s.id FROM partage.buyer b JOIN partage.sale s ON s.ws = b.ws AND s.id = b.sale
     WHERE b.ws = ${ws} AND (b.email_key = lower(${sale.email}) OR b.fingerprint = ${sale.fingerprint})
       AND s.product = ${sale.product} AND ${by(party)}
     ORDER BY s.happened_at DESC LIMIT ${SHOWN}`.execute(tx);
  return rows.map((one) => one.id);
}

/** The party's sales of the thirty days before to addresses of one provider, the judged one too. */
export async function listSalesOfProvider(
  tx: Tx,
  ws: number,
  { at, product }: JudgedSale,
  party: Uuid,
  domain: string,
): Promise<Uuid[]> {
  const { rows } = await sql<{ id: Uuid }>`
    SELECT s.id FROM partage.sale s JOIN partage.buyer b ON b.ws = s.ws AND b.sale = s.id
     WHERE s.ws = ${ws} AND s.happened_at BETWEEN ${at}::timestamptz - interval '30 days' AND ${at}
       AND s.product = ${product} AND ${by(party)} AND split_part(b.email_key, '@', -1) = ${domain}
     ORDER BY s.happened_at DESC LIMIT ${SHOWN}`.execute(tx);
  return rows.map((one) => one.id);
}

/**
 * The party's sales of which something was taken back within the ninety days that a rate of refunds counts.
 */
export async function listSalesTakenBack(
  tx: Tx,
  ws: number,
  { at, product, currency }: JudgedSale,
  party: Uuid,
): Promise<Uuid[]> {
  const within = (when: string) =>
    sql`${sql.ref(when)} >= ${at}::date - 90 AND ${sql.ref(when)} < ${at}::date + 1`;
  const { rows } = await sql<{ id: Uuid }>`
    WITH back AS (
      SELECT sale, happened_at AS at FROM partage.refund WHERE ws = ${ws} AND ${within("happened_at")}
      UNION ALL SELECT sale, closed_at FROM partage.dispute
       WHERE ws = ${ws} AND state = 'lost' AND ${within("closed_at")}
      UNION ALL SELECT sale, decided_at FROM partage.finding
       WHERE ws = ${ws} AND party = ${party} AND state = 'taken_back' AND ${within("decided_at")}
    )
    SELECT s.id FROM back JOIN partage.sale s ON s.ws = ${ws} AND s.id = back.sale
     WHERE s.product = ${product} AND s.currency = ${currency} AND ${by(party)}
     GROUP BY s.id ORDER BY max(back.at) DESC LIMIT ${SHOWN}`.execute(tx);
  return rows.map((one) => one.id);
}

/** The hour's clicks of the visitor or device of a click, it too; newest first. */
export async function listClicksBefore(
  tx: Tx,
  ws: number,
  click: Uuid,
  party: Uuid,
): Promise<CountedClick[]> {
  const { rows } = await sql<CountedClick>`
    WITH own AS (SELECT visitor, device, link, at FROM partage.click WHERE ws = ${ws} AND id = ${click}),
    flood AS (
      SELECT c.id, c.at, c.link FROM own JOIN partage.click c ON c.ws = ${ws} AND c.visitor = own.visitor
       WHERE c.party = ${party} AND c.at BETWEEN own.at - interval '1 hour' AND own.at
      UNION SELECT c.id, c.at, c.link FROM own
        JOIN partage.click c ON c.ws = ${ws} AND c.link = own.link AND c.device = own.device
       WHERE c.at BETWEEN own.at - interval '1 hour' AND own.at)
    SELECT f.id, f.at, l.code FROM flood f JOIN partage.affiliate_link l ON l.ws = ${ws} AND l.id = f.link
     ORDER BY f.at DESC, f.id DESC LIMIT ${SHOWN}`.execute(tx);
  return rows;
}
