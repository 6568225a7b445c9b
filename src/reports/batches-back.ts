// Which batches of an account hold its next entries, from a place in it backwards: walked one by one by the
// index until they have enough, so that a page costs the same whatever the account holds and whatever the
// planner believes of it. Reads only.
// Example: batchesBack(7, { account: sql`3`, from: [812, 40_771], limit: 26 }) → 812, 811 and 809.
import { type RawBuilder, sql } from "kysely";

export interface Back {
  account: RawBuilder<unknown>;
  /** The batch and the number of the last entry shown. */
  from: readonly [batch: number, seq: number];
  limit: number;
}

/** One column, `batch`; the batch of `from` is the first, whether it has more or not. */
export function batchesBack(ws: number, { account, from: [batch, seq], limit }: Back): RawBuilder<unknown> {
  const own = sql`a.ws = ${ws} AND a.account = ${account}`;
  return sql`WITH RECURSIVE back (batch, found) AS (
      SELECT ${batch}::bigint,
             (SELECT count(*) FROM partage.account_batch a
                JOIN partage.journal_batch b ON b.ws = a.ws AND b.batch = a.batch, unnest(a.entries) AS e (ordinal)
               WHERE ${own} AND b.ws = ${ws} AND a.batch = ${batch}::bigint
                 AND b.from_seq + e.ordinal < ${seq}::bigint)::bigint
      UNION ALL
      SELECT next.batch,
             back.found + (SELECT sum(cardinality(a.entries)) FROM partage.account_batch a
                            WHERE ${own} AND a.batch = next.batch)::bigint
        FROM back, LATERAL (SELECT a.batch FROM partage.account_batch a
                             WHERE ${own} AND a.batch < back.batch ORDER BY a.batch DESC LIMIT 1) next
       WHERE back.found < ${limit}
    ) SELECT batch FROM back`;
}
