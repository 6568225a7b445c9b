// Runs of the schedule that nobody has to look at, and that wait all the same: the program was stopped after
// proposing and before approving. Reads only. Example: listCutOff(tx, 7) → [run 13].
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

/** Oldest first. */
export async function listCutOff(tx: Tx, ws: number): Promise<Uuid[]> {
  const rows = await tx
    .selectFrom("payout_run")
    .select("id")
    .where("ws", "=", ws)
    .where("scheduled", "=", true)
    .where("state", "=", "proposed")
    .where("four_eyes", "=", false)
    .orderBy("no")
    .execute();
  return rows.map((row) => row.id as Uuid);
}
