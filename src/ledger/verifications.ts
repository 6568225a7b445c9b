// The log of verifications: when the books were re-derived, by whom, how far a running one is, what
// disagreed. Never verifies by itself. Example: addVerification → running 0 of 9994; advanceVerification →
// 5000 of 9994.
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import type { Disagreement } from "./verify-ledger.ts";

export interface VerificationRow {
  id: Uuid;
  state: "running" | "done" | "failed";
  startedBy: string;
  startedAt: Date;
  movedAt: Date;
  finishedAt: Date | null;
  entriesTotal: number;
  entriesDone: number;
  sales: number | null;
  plans: number | null;
  headBatch: number | null;
  headHash: string | null;
  found: number | null;
  disagreements: Disagreement[];
  message: string | null;
}

/** The first of them are kept; `found` counts all. */
export const KEPT = 200;

export async function addVerification(
  tx: Tx,
  ws: number,
  row: { id: Uuid; startedBy: string; entriesTotal: number; at: number },
): Promise<void> {
  const at = new Date(row.at);
  await tx
    .insertInto("verification")
    .values({
      ws,
      id: row.id,
      state: "running",
      started_by: row.startedBy,
      started_at: at,
      moved_at: at,
      entries_total: row.entriesTotal,
    })
    .execute();
}

export async function advanceVerification(
  tx: Tx,
  ws: number,
  id: Uuid,
  done: number,
  at: number,
): Promise<void> {
  await tx
    .updateTable("verification")
    .set({ entries_done: done, moved_at: new Date(at) })
    .where("ws", "=", ws)
    .where("id", "=", id)
    .where("state", "=", "running")
    .execute();
}

export interface VerificationEnd {
  state: "done" | "failed";
  at: number;
  entries: number;
  sales: number | null;
  plans: number | null;
  head: { batch: number; hash: string } | null;
  disagreements: readonly Disagreement[];
  message: string | null;
}

export async function endVerification(tx: Tx, ws: number, id: Uuid, end: VerificationEnd): Promise<void> {
  await tx
    .updateTable("verification")
    .set({
      state: end.state,
      finished_at: new Date(end.at),
      moved_at: new Date(end.at),
      entries_done: end.entries,
      sales: end.sales,
      plans: end.plans,
      head_batch: end.head?.batch ?? null,
      head_hash: end.head === null ? null : Buffer.from(end.head.hash, "hex"),
      found: end.state === "done" ? end.disagreements.length : null,
      disagreements: JSON.stringify(end.disagreements.slice(0, KEPT)),
      message: end.message,
    })
    .where("ws", "=", ws)
    .where("id", "=", id)
    .where("state", "=", "running")
    .execute();
}

export async function readVerification(tx: Tx, ws: number, id: Uuid): Promise<VerificationRow | null> {
  const row = await tx
    .selectFrom("verification")
    .selectAll()
    .where("ws", "=", ws)
    .where("id", "=", id)
    .executeTakeFirst();
  return row === undefined ? null : toRow(row);
}

/** Newest first; ids are by time. */
export async function listVerifications(
  tx: Tx,
  ws: number,
  filter: { after?: string | undefined; limit: number; state?: VerificationRow["state"] },
): Promise<VerificationRow[]> {
  let query = tx.selectFrom("verification").selectAll().where("ws", "=", ws);
  if (filter.after !== undefined) query = query.where("id", "<", filter.after);
  if (filter.state !== undefined) query = query.where("state", "=", filter.state);
  return (await query.orderBy("id", "desc").limit(filter.limit).execute()).map(toRow);
}

interface Stored {
  id: string;
  state: string;
  started_by: string;
  started_at: Date;
  moved_at: Date;
  finished_at: Date | null;
  entries_total: number;
  entries_done: number;
  sales: number | null;
  plans: number | null;
  head_batch: number | null;
  head_hash: Buffer | null;
  found: number | null;
  disagreements: unknown;
  message: string | null;
}

function toRow(row: Stored): VerificationRow {
  return {
    id: row.id as Uuid,
    state: row.state as VerificationRow["state"],
    startedBy: row.started_by,
    startedAt: row.started_at,
    movedAt: row.moved_at,
    finishedAt: row.finished_at,
    entriesTotal: row.entries_total,
    entriesDone: row.entries_done,
    sales: row.sales,
    plans: row.plans,
    headBatch: row.head_batch,
    headHash: row.head_hash?.toString("hex") ?? null,
    found: row.found,
    disagreements: row.disagreements as Disagreement[],
    message: row.message,
  };
}
