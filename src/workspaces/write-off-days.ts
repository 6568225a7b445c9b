// After how many days below zero a write-off is proposed; null: never. Reads and writes that one setting.
// Example: readWriteOffDays(tx, 7) → 180.
import type { Tx } from "../db/transaction.ts";

export async function readWriteOffDays(tx: Tx, ws: number): Promise<number | null> {
  const row = await tx
    .selectFrom("workspace")
    .select("write_off_days")
    .where("ws", "=", ws)
    .executeTakeFirst();
  return row?.write_off_days ?? null;
}
