// What a rolling reserve is a part of, line by line: each entry of a party's last so many days, as it was
// recorded by a place of the ledger, and the last day on which it counts. Reads only; adds up to what
// readEarnedLately says.
// Example: 10 % of 30 days on 31 March: sale of 8 March, 582 → counts until 6 April.
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import type { ReserveRule } from "./earned-lately.ts";

export interface ReserveLine {
  seq: number;
  kind: string;
  at: Date;
  subject: Uuid;
  /** The shop's own number of the sale. */
  about: string | null;
  product: Uuid | null;
  amount: number;
  countsUntil: string;
}

interface Asked {
  currency: string;
  /** The day that is told; what happened after it does not count. */
  day: string;
  batch: number;
  after: number | undefined;
  limit: number;
}

/** In the order of the ledger. */
export async function listReserveLines(
  tx: Tx,
  ws: number,
  { party, days }: ReserveRule,
  { currency, day, batch, after = 0, limit }: Asked,
): Promise<ReserveLine[]> {
  const { rows } = await sql<ReserveLine>`
    WITH zone AS MATERIALIZED (SELECT time_zone FROM partage.workspace WHERE ws = ${ws}), own AS MATERIALIZED (
      SELECT account FROM partage.ledger_account
       WHERE ws = ${ws} AND owner = ${party} AND currency = ${currency} AND kind IN ('payable', 'reserved')
    ), touched AS MATERIALIZED ( -- nothing is available before the day it happened
      SELECT DISTINCT b.from_seq + e.ordinal AS seq FROM own
        JOIN partage.account_batch a ON a.ws = ${ws} AND a.account = own.account AND a.batch <= ${batch}
             AND a.available_on >= ${day}::date - ${days}::int + 1
        JOIN partage.journal_batch b ON b.ws = ${ws} AND b.batch = a.batch, unnest(a.entries) AS e (ordinal)
    ), counted AS (
      SELECT j.seq, j.kind, j.happened_at AS at, j.subject,
             (j.happened_at AT TIME ZONE zone.time_zone)::date AS on_day, sum(p.amount)::bigint AS amount
        FROM touched CROSS JOIN zone JOIN partage.journal j ON j.ws = ${ws} AND j.seq = touched.seq
       CROSS JOIN LATERAL unnest(j.accounts, j.amounts) AS p (account, amount)
        JOIN own ON own.account = p.account
       WHERE j.kind IN ('sale', 'refund', 'dispute_lost', 'fee', 'settlement') AND j.seq > ${after}
       GROUP BY 1, 2, 3, 4, 5
    )
    SELECT c.seq, c.kind, c.at, c.subject, coalesce(s.product, k.product) AS product, sj.key AS about, c.amount,
           (c.on_day + ${days}::int - 1)::text AS "countsUntil"
      FROM counted c
      LEFT JOIN partage.sale s ON s.ws = ${ws} AND s.id = c.subject
      LEFT JOIN partage.journal sj ON sj.ws = ${ws} AND sj.seq = s.seq
      LEFT JOIN partage.contract k ON k.ws = ${ws} AND k.id = c.subject AND c.kind = 'settlement'
     WHERE c.on_day BETWEEN ${day}::date - ${days}::int + 1 AND ${day}::date AND c.amount <> 0
     ORDER BY c.seq LIMIT ${limit}`.execute(tx);
  return rows;
}
