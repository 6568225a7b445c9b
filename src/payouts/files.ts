// The files of runs as they were handed out first: sealed bytes under a name. Written once, never changed.
// Example: addFile(tx, 7, { run, name: "run-12-sepa-eur.xml", … }) → true; a second time → false.
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

export async function readFile(tx: Tx, ws: number, run: Uuid, name: string): Promise<Buffer | null> {
  const row = await tx
    .selectFrom("payout_file")
    .select("sealed")
    .where("ws", "=", ws)
    .where("run", "=", run)
    .where("name", "=", name)
    .executeTakeFirst();
  return row?.sealed ?? null;
}

export interface TakenFile {
  run: Uuid;
  name: string;
  firstAt: Date;
}

export async function listFiles(tx: Tx, ws: number, run: Uuid): Promise<TakenFile[]> {
  const rows = await tx
    .selectFrom("payout_file")
    .select(["run", "name", "first_at"])
    .where("ws", "=", ws)
    .where("run", "=", run)
    .orderBy("name")
    .execute();
  return rows.map((row) => ({ run: row.run as Uuid, name: row.name, firstAt: row.first_at }));
}

/** False where another was quicker. */
export async function addFile(
  tx: Tx,
  ws: number,
  file: { run: Uuid; name: string; sha256: Buffer; sealed: Buffer; payouts: number },
  by: { actor: string; at: Date },
): Promise<void> {
  await tx
    .insertInto("payout_file")
    .values({ ws, ...file, first_by: by.actor, first_at: by.at })
    .execute();
}
