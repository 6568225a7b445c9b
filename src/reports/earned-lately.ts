// What parties kept of the sales of their last so many days, what a source paid itself aside: what a rolling
// reserve is a part of. Reads only; at a place of the past from the journal, as it was recorded then.
// Example: readEarnedLately(tx, 7, [{ party: bruno, rate: 100000, days: 30 }], { today: "2026-03-31" })
// → bruno USD: 2026-03-08 582, 2026-03-21 −233.
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

export interface ReserveRule {
  party: Uuid;
  /** Parts per million. */
  rate: number;
  days: number;
}

export interface EarnedDay {
  party: Uuid;
  currency: string;
  day: string;
  amount: number;
}

/** By party, currency and day; of all rules at once. */
export async function readEarnedLately(
  tx: Tx,
  ws: number,
  rules: readonly ReserveRule[],
  { today, batch }: { today: string; batch?: number | undefined },
): Promise<EarnedDay[]> {
  if (rules.length === 0) return [];
  const parties = rules.map((rule) => rule.party);
  const days = rules.map((rule) => rule.days);
  const rule = sql`rule AS MATERIALIZED (
      SELECT r.party, ${today}::date - r.days + 1 AS first
        FROM unnest(${parties}::uuid[], ${days}::int[]) AS r (party, days))`;
  if (batch === undefined) {
    const { rows } = await sql<EarnedDay>`
      WITH ${rule}
      SELECT d.party, d.currency, d.day::text AS day, sum(d.given - d.taken - d.at_source)::bigint AS amount
        FROM rule JOIN partage.line_day d ON d.ws = ${ws} AND d.party = rule.party AND d.day >= rule.first
       GROUP BY d.party, d.currency, d.day ORDER BY d.party, d.currency, d.day`.execute(tx);
    return rows;
  }
  const { rows } = await sql<EarnedDay>`
    WITH ${rule}, zone AS MATERIALIZED (SELECT time_zone FROM partage.workspace WHERE ws = ${ws}), own AS MATERIALIZED (
      SELECT a.account, a.owner AS party, a.currency, rule.first
        FROM rule JOIN partage.ledger_account a
          ON a.ws = ${ws} AND a.owner = rule.party AND a.kind IN ('payable', 'reserved')
    ), touched AS MATERIALIZED ( -- nothing is available before the day it happened
      SELECT DISTINCT b.from_seq + e.ordinal AS seq FROM own
        JOIN partage.account_batch a ON a.ws = ${ws} AND a.account = own.account AND a.batch <= ${batch}
             AND a.available_on >= own.first
        JOIN partage.journal_batch b ON b.ws = ${ws} AND b.batch = a.batch, unnest(a.entries) AS e (ordinal)
    )
    SELECT own.party, own.currency, (j.happened_at AT TIME ZONE zone.time_zone)::date::text AS day,
           sum(p.amount)::bigint AS amount
      FROM touched CROSS JOIN zone JOIN partage.journal j ON j.ws = ${ws} AND j.seq = touched.seq
     CROSS JOIN LATERAL unnest(j.accounts, j.amounts) AS p (account, amount)
      JOIN own ON own.account = p.account
     WHERE j.kind IN ('sale', 'refund', 'dispute_lost', 'fee', 'settlement')
       AND (j.happened_at AT TIME ZONE zone.time_zone)::date >= own.first
     GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`.execute(tx);
  return rows;
}
