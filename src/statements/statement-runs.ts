// Runs that issue a whole period: how far one is, what it has added up and not yet issued, what came of it.
// One runs at a time in a workspace. Never issues by itself.
// Example: addRun → running, total unknown; saveWaiting 204 → total 204; moveRun 100 → 100 of 204.
import type { Selectable } from "kysely";
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import type { StatementRun as Row } from "../db/tables.ts";
import { takenBy } from "../db/taken.ts";
import type { Tx } from "../db/transaction.ts";
import type { StatementSums } from "./sum-statements.ts";

export interface StatementRun {
  id: Uuid;
  untilDay: string;
  state: "running" | "done" | "failed" | "stopped";
  total: number | null;
  done: number;
  issued: number;
  message: string | null;
  startedBy: string;
  startedName: string;
  startedAt: Date;
  movedAt: Date;
  finishedAt: Date | null;
}

/** Where the ledger stood; the hash in hexadecimal. */
interface Head {
  seq: number;
  batch: number;
  hash: string;
}

/** Throws 409 while another one runs. */
export async function addRun(
  tx: Tx,
  ws: number,
  run: { id: Uuid; untilDay: string; by: string; name: string; at: number },
): Promise<void> {
  const at = new Date(run.at);
  await tx
    .insertInto("statement_run")
    .values({
      ws,
      id: run.id,
      until_day: run.untilDay,
      state: "running",
      started_by: run.by,
      started_name: run.name,
      started_at: at,
      moved_at: at,
    })
    .execute()
    .catch((error: unknown) => {
      if (takenBy(error) !== "statement_run_one") throw error;
      throw new Refusal(409, "run_running", "Statements are being issued already: wait until that run ends.");
    });
}

export async function readRun(tx: Tx, ws: number, id: Uuid): Promise<StatementRun | null> {
  const row = await tx
    .selectFrom("statement_run")
    .selectAll()
    .where("ws", "=", ws)
    .where("id", "=", id)
    .executeTakeFirst();
  return row === undefined ? null : toRun(row);
}

/** Newest first; ids are by time. */
export async function listRuns(
  tx: Tx,
  ws: number,
  { after, limit, state }: { after?: string | undefined; limit: number; state?: "running" },
): Promise<StatementRun[]> {
  let query = tx.selectFrom("statement_run").selectAll().where("ws", "=", ws);
  if (after !== undefined) query = query.where("id", "<", after);
  if (state !== undefined) query = query.where("state", "=", state);
  return (await query.orderBy("id", "desc").limit(limit).execute()).map(toRun);
}

/** Once it has looked: what is to be issued. */
export async function saveWaiting(
  tx: Tx,
  ws: number,
  run: Uuid,
  head: Head,
  all: readonly StatementSums[],
  at: number,
): Promise<void> {
  const moved = await tx
    .updateTable("statement_run")
    .set({
      ...{ total: all.length, moved_at: new Date(at) },
      ...{ head_seq: head.seq, head_batch: head.batch, head_hash: Buffer.from(head.hash, "hex") },
    })
    .where("ws", "=", ws)
    .where("id", "=", run)
    .where("state", "=", "running")
    .executeTakeFirst();
  // Stopped while it looked.
  if (moved.numUpdatedRows === 0n) return;
  for (let from = 0; from < all.length; from += 1000) {
    await tx
      .insertInto("statement_waiting")
      .values(
        all.slice(from, from + 1000).map((sums, i) => ({
          ...{ ws, run, n: from + i + 1, party: sums.party, currency: sums.currency },
          sums: JSON.stringify(sums),
        })),
      )
      .execute();
  }
}

/** The next so many, taken out, and where the ledger stood when they were added up. */
export async function takeWaiting(
  tx: Tx,
  ws: number,
  run: Uuid,
  count: number,
): Promise<{ sums: StatementSums[]; head: Head | null }> {
  const next = tx
    .selectFrom("statement_waiting")
    .select("n")
    .where("ws", "=", ws)
    .where("run", "=", run)
    .orderBy("n")
    .limit(count);
  const rows = await tx
    .deleteFrom("statement_waiting")
    .where("ws", "=", ws)
    .where("run", "=", run)
    .where("n", "in", next)
    .returning(["n", "sums"])
    .execute();
  const { head_seq, head_batch, head_hash } = await tx
    .selectFrom("statement_run")
    .select(["head_seq", "head_batch", "head_hash"])
    .where("ws", "=", ws)
    .where("id", "=", run)
    .executeTakeFirstOrThrow();
  const sums = rows.sort((a, b) => a.n - b.n).map((row) => row.sums as unknown as StatementSums);
  if (head_seq === null || head_batch === null || head_hash === null) return { sums, head: null };
  return { sums, head: { seq: head_seq, batch: head_batch, hash: head_hash.toString("hex") } };
}

export async function moveRun(
  tx: Tx,
  ws: number,
  id: Uuid,
  by: { done: number; issued: number; at: number },
): Promise<void> {
  await tx
    .updateTable("statement_run")
    .set((is) => ({
      done: is("done", "+", by.done),
      issued: is("issued", "+", by.issued),
      moved_at: new Date(by.at),
    }))
    .where("ws", "=", ws)
    .where("id", "=", id)
    .execute();
}

/** False when another worker ended it before. */
export async function endRun(
  tx: Tx,
  ws: number,
  id: Uuid,
  end: { state: "done" | "failed" | "stopped"; at: number; message: string | null },
): Promise<boolean> {
  await tx.deleteFrom("statement_waiting").where("ws", "=", ws).where("run", "=", id).execute();
  const { numUpdatedRows } = await tx
    .updateTable("statement_run")
    .set({
      state: end.state,
      finished_at: new Date(end.at),
      moved_at: new Date(end.at),
      message: end.message,
    })
    .where("ws", "=", ws)
    .where("id", "=", id)
    .where("state", "=", "running")
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

function toRun(row: Selectable<Row>): StatementRun {
  return {
    id: row.id as Uuid,
    untilDay: row.until_day,
    state: row.state as StatementRun["state"],
    total: row.total,
    done: row.done,
    issued: row.issued,
    message: row.message,
    startedBy: row.started_by,
    startedName: row.started_name,
    startedAt: row.started_at,
    movedAt: row.moved_at,
    finishedAt: row.finished_at,
  };
}
