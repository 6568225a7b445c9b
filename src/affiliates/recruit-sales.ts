// What managers earned on the sales of those they recruited, kept beside the sales: a round follows the
// journal in its order and moves its place in the same transaction. Never works out a share: that is told.
// Example: 100.00 by nina, whom mara recruited at 5 % → { manager: mara, affiliate: nina, given: 368, taken:
// 0 }.
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

export interface RecruitSale {
  sale: Uuid;
  manager: Uuid;
  affiliate: Uuid;
  given: number;
  /** Of what was given, taken back so far. */
  taken: number;
}

/** Up to where was counted; null where another round of the same workspace is at it. */
export async function lockRecruitPlace(tx: Tx, ws: number): Promise<number | null> {
  await tx
    .insertInto("recruit_sale_place")
    .values({ ws, seq: 0 })
    .onConflict((on) => on.doNothing())
    .execute();
  const place = await tx
    .selectFrom("recruit_sale_place")
    .select("seq")
    .where("ws", "=", ws)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  return place?.seq ?? null;
}

export interface RecruitRound {
  /** The last entry looked at. */
  to: number;
  entries: number;
  /** Those with a recruited affiliate that were sold, or of which something was taken back. */
  sales: Uuid[];
}

/** Null where there is nothing new. */
export async function readRecruitRound(
  tx: Tx,
  ws: number,
  after: number,
  limit: number,
): Promise<RecruitRound | null> {
  const { rows } = await sql<{ last: number | null; entries: number }>`
    SELECT max(seq) AS last, count(*)::int AS entries FROM
      (SELECT seq FROM partage.journal WHERE ws = ${ws} AND seq > ${after} ORDER BY seq LIMIT ${limit}) j`.execute(
    tx,
  );
  const to = rows[0]?.last ?? null;
  if (to === null) return null;
  const { rows: found } = await sql<{ id: Uuid }>`SELECT DISTINCT s.id
      FROM partage.journal j JOIN partage.sale s ON s.ws = j.ws AND s.id = j.subject
     WHERE j.ws = ${ws} AND j.seq > ${after} AND j.seq <= ${to} AND j.kind IN ('sale', 'refund', 'dispute_lost')
       AND (s.recruited_by IS NOT NULL OR s.facts -> 'affiliates' @? '$[*].recruitedBy ? (@ != null)')`.execute(
    tx,
  );
  return { to: Number(to), entries: rows[0]?.entries ?? 0, sales: found.map((one) => one.id) };
}

/** As they stand now: what was kept of a sale before is replaced. */
export async function keepRecruitSales(tx: Tx, ws: number, rows: readonly RecruitSale[]): Promise<void> {
  if (rows.length === 0) return;
  const of = <K extends keyof RecruitSale>(key: K) => rows.map((row) => row[key]);
  await sql`INSERT INTO partage.recruit_sale AS r (ws, sale, manager, affiliate, product, day, currency, given, taken)
    SELECT ${ws}, u.sale, u.manager, u.affiliate, s.product, (s.happened_at AT TIME ZONE w.time_zone)::date, s.currency,
           u.given, u.taken
      FROM unnest(${of("sale")}::uuid[], ${of("manager")}::uuid[], ${of("affiliate")}::uuid[], ${of("given")}::bigint[],
                  ${of("taken")}::bigint[]) AS u (sale, manager, affiliate, given, taken)
      JOIN partage.sale s ON s.ws = ${ws} AND s.id = u.sale
      JOIN partage.workspace w ON w.ws = s.ws
    ON CONFLICT (ws, sale, manager, affiliate) DO UPDATE SET given = excluded.given, taken = excluded.taken`.execute(
    tx,
  );
}

export async function moveRecruitPlace(tx: Tx, ws: number, seq: number): Promise<void> {
  await tx.updateTable("recruit_sale_place").set({ seq }).where("ws", "=", ws).execute();
}
