// Up to where a workspace's people were told what happened; and what is told once and never again. Two
// processes may look at the same time: the row is locked, so that one writes and the other then finds it
// written.
// Example: lockHead(tx, 7) → { seq: 211, daySeq: 90 }; moveHead(tx, 7, { seq: 214 }).
import type { Tx } from "../db/transaction.ts";

export interface NoticeHead {
  /** The last event that was told of. */
  seq: number;
  /** The last entry of the journal that a day's sales counted. */
  daySeq: number;
}

/** Locked until the transaction ends. */
export async function lockHead(tx: Tx, ws: number): Promise<NoticeHead> {
  await tx
    .insertInto("notice_head")
    .values({ ws, seq: 0, day_seq: 0 })
    .onConflict((conflict) => conflict.column("ws").doNothing())
    .execute();
  const row = await tx
    .selectFrom("notice_head")
    .select(["seq", "day_seq"])
    .where("ws", "=", ws)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return { seq: row.seq, daySeq: row.day_seq };
}

/** The last event that was told of; 0 before the first. */
export async function readHead(tx: Tx, ws: number): Promise<number> {
  const row = await tx.selectFrom("notice_head").select("seq").where("ws", "=", ws).executeTakeFirst();
  return row?.seq ?? 0;
}

export async function moveHead(tx: Tx, ws: number, { seq, daySeq }: Partial<NoticeHead>): Promise<void> {
  await tx
    .updateTable("notice_head")
    .set({ ...(seq === undefined ? {} : { seq }), ...(daySeq === undefined ? {} : { day_seq: daySeq }) })
    .where("ws", "=", ws)
    .execute();
}

/** True for the first who says it; the mark stands with what the same transaction tells. */
export async function markOnce(tx: Tx, ws: number, name: string, at: number): Promise<boolean> {
  const done = await tx
    .insertInto("notice_mark")
    .values({ ws, name, at: new Date(at) })
    .onConflict((conflict) => conflict.columns(["ws", "name"]).doNothing())
    .executeTakeFirst();
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Which of these names were marked. */
export async function readMarks(tx: Tx, ws: number, names: readonly string[]): Promise<Set<string>> {
  if (names.length === 0) return new Set();
  const rows = await tx
    .selectFrom("notice_mark")
    .select("name")
    .where("ws", "=", ws)
    .where("name", "in", [...names])
    .execute();
  return new Set(rows.map((row) => row.name));
}
