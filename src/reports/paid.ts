// What a party was paid so far, by currency as it was earned: what arrived, what is under way, and what a
// source paid it itself. Reads only; what failed or came back is not in it.
// Example: readPaid(tx, 7, bruno) → USD arrived 94535, under way 0, by sources 1200.
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

export interface Paid {
  currency: string;
  arrived: number;
  underWay: number;
  bySources: number;
}

export async function readPaid(tx: Tx, ws: number, party: Uuid): Promise<Paid[]> {
  const { rows } = await sql<Paid>`
    SELECT currency, sum(arrived)::bigint AS arrived, sum(under_way)::bigint AS "underWay",
           sum(by_sources)::bigint AS "bySources" FROM (
      SELECT owed_currency AS currency, CASE WHEN state = 'settled' THEN owed_amount ELSE 0 END AS arrived,
             CASE WHEN state IN ('in_transit', 'unknown') THEN owed_amount ELSE 0 END AS under_way, 0 AS by_sources
        FROM partage.payout WHERE ws = ${ws} AND party = ${party}::uuid
      UNION ALL
      SELECT currency, 0, 0, at_source FROM partage.line_day
       WHERE ws = ${ws} AND party = ${party}::uuid AND at_source <> 0
    ) AS one GROUP BY currency HAVING sum(arrived) <> 0 OR sum(under_way) <> 0 OR sum(by_sources) <> 0
     ORDER BY currency`.execute(tx);
  return rows;
}
