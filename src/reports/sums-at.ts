// What stands on accounts, now or at a place of the past: now from the balances, then from the last mark of
// all balances and what the batches since added. Reads nothing by itself: SQL for the reports around it.
// Example: `WITH ${sumsAt(7, { today, batch: 812 })}` → sums(account, balance, available).
import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../db/transaction.ts";

export interface StandsAt {
  /** Day as text; what is available is available by it. */
  today: string;
  /** The last batch that counts; left out: all of them. */
  batch?: number | undefined;
}

/** The last batch recorded by an instant (epoch milliseconds); 0 before the first. */
export async function batchAt(tx: Tx, ws: number, at: number): Promise<number> {
  const row = await tx
    .selectFrom("journal_batch")
    .select("batch")
    .where("ws", "=", ws)
    .where("recorded_at", "<=", new Date(at))
    .orderBy("recorded_at", "desc")
    .orderBy("batch", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.batch ?? 0;
}

/** Common table expressions `mark`, `by_day` and `sums`; `only` narrows to some accounts. */
export function sumsAt(
  ws: number,
  { today, batch }: StandsAt,
  only: RawBuilder<unknown> = sql`true`,
): RawBuilder<unknown> {
  const days =
    batch === undefined
      ? sql`by_day AS (
      SELECT account, available_on, amount FROM partage.balance WHERE ws = ${ws} AND ${only}
    )`
      : sql`mark AS (
      SELECT coalesce(max(batch), 0) AS batch FROM partage.balance_mark WHERE ws = ${ws} AND batch <= ${batch}
    ), by_day AS (
      SELECT account, available_on, amount FROM partage.balance_mark
       WHERE ws = ${ws} AND batch = (SELECT batch FROM mark) AND ${only}
      UNION ALL
      SELECT account, available_on, delta FROM partage.account_batch
       WHERE ws = ${ws} AND batch > (SELECT batch FROM mark) AND batch <= ${batch} AND ${only}
    )`;
  return sql`${days}, sums AS (
      SELECT account, sum(amount) AS balance,
             coalesce(sum(amount) FILTER (WHERE available_on <= ${today}::date), 0) AS available
        FROM by_day GROUP BY account
    )`;
}

/** The last entry that counts; 0 before the first. */
export async function lastSeqOf(tx: Tx, ws: number, batch?: number): Promise<number> {
  if (batch === 0) return 0;
  let query = tx.selectFrom("journal_batch").select("to_seq").where("ws", "=", ws);
  if (batch !== undefined) query = query.where("batch", "=", batch);
  return (await query.orderBy("batch", "desc").limit(1).executeTakeFirst())?.to_seq ?? 0;
}
