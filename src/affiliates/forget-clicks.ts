// Forgets single clicks that are older than the workspace keeps them. The totals by day stay, and so does
// what was judged of a sale. In small pieces, because a year of clicks may go at once.
// Example: 730 days kept → on 1 March 2026 what was clicked before 1 March 2024 goes, 10,000 at a time.
import { sql } from "kysely";
import type { Tx } from "../db/transaction.ts";

const PIECE = 10_000;
const DAY_MS = 86_400_000;

/** True when there may be more. */
export async function forgetClicks(tx: Tx, ws: number, now: number): Promise<boolean> {
  const { click_days: days } = await tx
    .selectFrom("workspace")
    .select("click_days")
    .where("ws", "=", ws)
    .executeTakeFirstOrThrow();
  if (days === null) return false;
  // Ids begin with their milliseconds, so the oldest are the least.
  const before = firstIdOf(now - days * DAY_MS);
  const gone = await sql`DELETE FROM partage.click WHERE ws = ${ws} AND id IN
    (SELECT id FROM partage.click WHERE ws = ${ws} AND id < ${before}::uuid ORDER BY id LIMIT ${PIECE})`.execute(
    tx,
  );
  return Number(gone.numAffectedRows ?? 0) === PIECE;
}

function firstIdOf(at: number): string {
  const hex = Math.max(0, at).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7000-8000-000000000000`;
}
