// The sale that a finding is about, and the clicks that a flood or a hurry counts, as they can be seen today:
// single clicks are forgotten after a time. Reads only, judges nothing.
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

export type JudgedSale = Pick<PromotedSale, "id" | "product" | "at" | "fingerprint">;

export async function readJudgedSale(tx: Tx, ws: number, id: Uuid): Promise<JudgedSale | null> {
  const { rows } = await sql<JudgedSale>`
    SELECT s.id, s.product, s.happened_at AS at, b.fingerprint
      FROM partage.sale s LEFT JOIN partage.buyer b ON b.ws = s.ws AND b.sale = s.id
     WHERE s.ws = ${ws} AND s.id = ${id}`.execute(tx);
  return rows[0] ?? null;
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
