// The hash of one batch as the chain holds it now: what a head printed earlier is compared with. Reads only.
// Example: batch 24 → "554e50d8…"; null once the tail that held it was cut off.
import type { Database } from "../db/pool.ts";
import { inWorkspace } from "../db/transaction.ts";

/** Hex; null where there is no such batch. */
export async function readBatchHash(db: Database, ws: number, batch: number): Promise<string | null> {
  if (!Number.isSafeInteger(batch)) return null;
  const row = await inWorkspace(db, ws, (tx) =>
    tx
      .selectFrom("journal_batch")
      .select("hash")
      .where("ws", "=", ws)
      .where("batch", "=", batch)
      .executeTakeFirst(),
  );
  return row?.hash.toString("hex") ?? null;
}
