// What a statement's figure "held by the rolling reserve" is made of: the setting of its last day, what was
// earned in the days that counted, and each line of it, all at the statement's own place of the ledger, so
// that what was recorded later changes nothing. Reads only.
// Example: 10 % of 30 days: earned 5000.00, 500.00 is to stay, 200.00 is pending anyway → held 300.00.
import { sumMinor } from "../base/amount.ts";
import type { Tx } from "../db/transaction.ts";
import { type ReserveRule, readEarnedLately } from "../reports/earned-lately.ts";
import { listReserveLines, type ReserveLine } from "../reports/reserve-lines.ts";
import { readReserveRules, reserveOf } from "../reports/rolling-reserve.ts";
import type { Composed } from "./compose-statements.ts";

export type ReserveOf = Pick<
  Composed,
  "party" | "currency" | "untilDay" | "before" | "headBatch" | "pending" | "rolling"
>;

export interface StatementReserve {
  /** Null: there was none on that day. */
  rule: ReserveRule | null;
  earned: number;
  reserve: number;
  pending: number;
  held: number;
  lines: ReserveLine[];
}

export async function readStatementReserve(
  tx: Tx,
  ws: number,
  { party, currency, untilDay, before, headBatch, pending, rolling }: ReserveOf,
  page: { after: number | undefined; limit: number },
): Promise<StatementReserve> {
  const past = { at: before.getTime() - 1, batch: headBatch };
  const [rule] = await readReserveRules(tx, ws, { past, parties: [party] });
  const told = { pending: pending ?? 0, held: rolling ?? 0 };
  if (rule === undefined) return { rule: null, earned: 0, reserve: 0, ...told, lines: [] };
  const days = await readEarnedLately(tx, ws, [rule], { today: untilDay, batch: headBatch });
  const counted = days.filter((one) => one.currency === currency && one.day <= untilDay);
  const earned = sumMinor(counted.map((one) => one.amount));
  const asked = { currency, day: untilDay, batch: headBatch, ...page };
  const lines = await listReserveLines(tx, ws, rule, asked);
  return { rule, earned, reserve: reserveOf(earned, rule.rate), ...told, lines };
}
