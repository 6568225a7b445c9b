// Adds what was sold and taken back since the last round to the totals of links and affiliates; direct sales
// that came by a link of the producer's own stand under the nil party, as its clicks do. Follows the
// journal in its order; the place moves in the same transaction, so that a round that is killed counts
// nothing. Never decides who was credited: that stands with the sale.
// Example: 5,000 entries → 40 totals raised, place 12,000 → 17,000.
import { sql } from "kysely";
import type { Tx } from "../db/transaction.ts";

/** Entries in one round. */
const ROUND = 5_000;
const NIL = "00000000-0000-0000-0000-000000000000";

/** True when there may be more. Another round of the same workspace is not waited for. */
export async function countLinkSales(tx: Tx, ws: number): Promise<boolean> {
  await tx
    .insertInto("link_sale_place")
    .values({ ws, seq: 0 })
    .onConflict((on) => on.doNothing())
    .execute();
  const place = await tx
    .selectFrom("link_sale_place")
    .select("seq")
    .where("ws", "=", ws)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (place === undefined) return false;
  const { rows } = await sql<{ last: string | null; n: string }>`SELECT max(seq) AS last, count(*) AS n FROM
    (SELECT seq FROM partage.journal WHERE ws = ${ws} AND seq > ${place.seq} ORDER BY seq LIMIT ${ROUND}) j`.execute(
    tx,
  );
  const last = rows[0]?.last ?? null;
  if (last === null) return false;
  const to = Number(last);
  await keepCredits(tx, ws, place.seq, to);
  await keepOwn(tx, ws, place.seq, to);
  await addTotals(tx, ws, place.seq, to);
  await tx.updateTable("link_sale_place").set({ seq: to }).where("ws", "=", ws).execute();
  return Number(rows[0]?.n) === ROUND;
}

/** Whose link a sale came by: the affiliate's first credited touch; of a renewal the first charge's. */
async function keepCredits(tx: Tx, ws: number, from: number, to: number): Promise<void> {
  await sql`INSERT INTO partage.link_sale (ws, sale, party, link, click, first)
    SELECT s.ws, s.id, a.party, coalesce(k.link, b.link, ${NIL}::uuid), k.id, a.no = 1
      FROM partage.journal j
      JOIN partage.sale s ON s.ws = j.ws AND s.id = j.subject
      LEFT JOIN partage.sale_journey y ON y.ws = s.ws AND y.sale = s.id
     CROSS JOIN LATERAL (
        SELECT (f.one ->> 'party')::uuid AS party, f.no
          FROM jsonb_array_elements(s.facts -> 'affiliates') WITH ORDINALITY AS f (one, no)
        UNION ALL
        SELECT s.affiliate, 1 WHERE s.affiliate IS NOT NULL AND NOT coalesce(s.facts ? 'affiliates', false)) a
      LEFT JOIN LATERAL (
        SELECT t.one ->> 'by' AS by, t.one ->> 'id' AS id
          FROM jsonb_array_elements(y.journey -> 'touches') WITH ORDINALITY AS t (one, no)
         WHERE t.one ->> 'skipped' IS NULL AND t.one ->> 'party' = a.party::text
         ORDER BY t.no LIMIT 1) t ON true
      LEFT JOIN partage.click k ON k.ws = s.ws AND k.id = CASE WHEN t.by = 'link' THEN t.id::uuid END
      LEFT JOIN partage.link_sale b ON b.ws = s.ws AND b.party = a.party
            AND b.sale = CASE WHEN t.by = 'first_charge' AND t.id <> '' THEN t.id::uuid END
     WHERE j.ws = ${ws} AND j.seq > ${from} AND j.seq <= ${to} AND j.kind = 'sale'
    ON CONFLICT DO NOTHING`.execute(tx);
}

/** A direct sale came by the producer's own link where the buyer had followed one: the last of them. */
async function keepOwn(tx: Tx, ws: number, from: number, to: number): Promise<void> {
  await sql`INSERT INTO partage.link_sale (ws, sale, party, link, click, first)
    SELECT s.ws, s.id, ${NIL}::uuid, k.link, k.id, true
      FROM partage.journal j
      JOIN partage.sale s ON s.ws = j.ws AND s.id = j.subject AND s.affiliate IS NULL
      JOIN partage.sale_journey y ON y.ws = s.ws AND y.sale = s.id
     CROSS JOIN LATERAL (
        SELECT t.one ->> 'id' AS id FROM jsonb_array_elements(y.journey -> 'touches') WITH ORDINALITY AS t (one, no)
         WHERE t.one ->> 'skipped' = 'own_link' ORDER BY t.no DESC LIMIT 1) t
      JOIN partage.click k ON k.ws = s.ws AND k.id = t.id::uuid
     WHERE j.ws = ${ws} AND j.seq > ${from} AND j.seq <= ${to} AND j.kind = 'sale'
    ON CONFLICT DO NOTHING`.execute(tx);
}

/** Per link and day, and from that per affiliate and day, per link and month: one statement, one commit. */
async function addTotals(tx: Tx, ws: number, from: number, to: number): Promise<void> {
  const sums = sql`sum(sales) AS sales, sum(paid) AS paid, sum(take_backs) AS take_backs, sum(taken) AS taken,
    sum(click_sales) AS click_sales`;
  const firsts = sql`sum(first_sales) AS first_sales, sum(first_paid) AS first_paid,
    sum(first_take_backs) AS first_take_backs, sum(first_taken) AS first_taken,
    sum(first_click_sales) AS first_click_sales`;
  const added = sql`sales = d.sales + excluded.sales, paid = d.paid + excluded.paid,
    take_backs = d.take_backs + excluded.take_backs, taken = d.taken + excluded.taken,
    click_sales = d.click_sales + excluded.click_sales`;
  const addedFirsts = sql`first_sales = d.first_sales + excluded.first_sales,
    first_paid = d.first_paid + excluded.first_paid, first_take_backs = d.first_take_backs + excluded.first_take_backs,
    first_taken = d.first_taken + excluded.first_taken,
    first_click_sales = d.first_click_sales + excluded.first_click_sales`;
  await sql`WITH entry AS (
      SELECT s.product, l.party, l.link, l.first, (j.happened_at AT TIME ZONE w.time_zone)::date AS day, j.currency,
             CASE WHEN j.kind = 'sale' THEN 1 ELSE 0 END AS sales,
             CASE WHEN j.kind = 'sale' AND l.click IS NOT NULL THEN 1 ELSE 0 END AS click_sales,
             CASE WHEN j.kind = 'sale' THEN s.paid ELSE 0 END AS paid,
             CASE WHEN j.kind = 'sale' THEN 0 ELSE 1 END AS take_backs,
             coalesce(r.amount, CASE WHEN j.kind = 'dispute_lost' THEN d.remaining END, 0) AS taken
        FROM partage.journal j
        JOIN partage.workspace w ON w.ws = j.ws
        JOIN partage.sale s ON s.ws = j.ws AND s.id = j.subject
        JOIN partage.link_sale l ON l.ws = s.ws AND l.sale = s.id
        LEFT JOIN partage.refund r ON r.ws = j.ws AND r.seq = j.seq AND j.kind = 'refund'
        LEFT JOIN partage.dispute d ON d.ws = j.ws AND d.sale = j.subject AND d.closed_seq = j.seq
       WHERE j.ws = ${ws} AND j.seq > ${from} AND j.seq <= ${to} AND j.kind IN ('sale', 'refund', 'dispute_lost')
    ), fine AS (
      SELECT ${ws}::int AS ws, product, party, link, day, currency, ${sums},
             sum(CASE WHEN first THEN sales ELSE 0 END) AS first_sales,
             sum(CASE WHEN first THEN paid ELSE 0 END) AS first_paid,
             sum(CASE WHEN first THEN take_backs ELSE 0 END) AS first_take_backs,
             sum(CASE WHEN first THEN taken ELSE 0 END) AS first_taken,
             sum(CASE WHEN first THEN click_sales ELSE 0 END) AS first_click_sales
        FROM entry GROUP BY product, party, link, day, currency
    ), by_party AS (
      INSERT INTO partage.party_sale_day AS d (ws, product, party, day, currency, sales, paid, take_backs, taken,
        click_sales, first_sales, first_paid, first_take_backs, first_taken, first_click_sales)
      SELECT ws, product, party, day, currency, ${sums}, ${firsts} FROM fine GROUP BY 1, 2, 3, 4, 5
      ON CONFLICT (ws, product, party, day, currency) DO UPDATE SET ${added}, ${addedFirsts}
    ), by_month AS (
      INSERT INTO partage.link_sale_month AS d (ws, link, month, product, party, currency, sales, paid, take_backs, taken,
        click_sales)
      SELECT ws, link, date_trunc('month', day)::date, product, party, currency, ${sums} FROM fine
       GROUP BY 1, 2, 3, 4, 5, 6
      ON CONFLICT (ws, link, month, product, party, currency) DO UPDATE SET ${added}
    )
    INSERT INTO partage.link_sale_day AS d (ws, product, party, link, day, currency, sales, paid, take_backs, taken,
      click_sales, first_sales, first_paid, first_take_backs, first_taken, first_click_sales)
    SELECT ws, product, party, link, day, currency, sales, paid, take_backs, taken, click_sales, first_sales,
           first_paid, first_take_backs, first_taken, first_click_sales FROM fine
    ON CONFLICT (ws, product, party, link, day, currency) DO UPDATE SET ${added}, ${addedFirsts}`.execute(tx);
}
