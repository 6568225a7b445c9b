// What of money out waits for a person: files that nobody took for a day, payouts that are unknown or say why
// they do not go on, answers of banks in which something did not fit. Reads only.
// Example: { runs: [{ run, no: 12, untaken: 198, stuck: 0 }], answers: 1 }
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

const DAY_MS = 86_400_000;
/** A service that was asked just now may answer at the next look. */
const PATIENCE_MS = 15 * 60_000;
const FEW = 5;

export interface WaitingRun {
  run: Uuid;
  no: number;
  /** Payouts whose file was not taken for a day. */
  untaken: number;
  /** Payouts that are unknown, or wait for a person. */
  stuck: number;
}

/** Oldest first; at most five. */
export async function listWaitingRuns(tx: Tx, ws: number, now: number): Promise<WaitingRun[]> {
  const [day, lately] = [new Date(now - DAY_MS), new Date(now - PATIENCE_MS)];
  const { rows } = await sql<WaitingRun>`
    SELECT run, no, untaken, stuck FROM (
      SELECT r.id AS run, r.no,
             count(*) FILTER (WHERE p.rail NOT IN ('paypal', 'stripe') AND p.sent_at IS NULL
                                AND p.begun_at < ${day})::int AS untaken,
             count(*) FILTER (WHERE p.rail IN ('paypal', 'stripe') AND p.begun_at < ${lately}
                                AND (p.state = 'unknown' OR p.reason NOT IN ('', 'service_busy')))::int AS stuck
        FROM partage.payout_run r JOIN partage.payout p ON p.ws = r.ws AND p.run = r.id
       WHERE r.ws = ${ws} AND p.ws = ${ws} AND r.state IN ('approved', 'paying')
         AND p.state IN ('in_transit', 'unknown')
       GROUP BY r.id, r.no
    ) open WHERE untaken > 0 OR stuck > 0 ORDER BY no LIMIT ${FEW}`.execute(tx);
  return rows;
}

/** Answers in which something did not fit and that nobody has dealt with. */
export async function countOpenAnswers(tx: Tx, ws: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM partage.bank_answer b
     WHERE b.ws = ${ws} AND jsonb_array_length(b.differences) > 0
       AND NOT EXISTS (SELECT FROM partage.bank_answer_dealt d WHERE d.ws = ${ws} AND d.answer = b.id)`.execute(
    tx,
  );
  return rows[0]?.count ?? 0;
}
