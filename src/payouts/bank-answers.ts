// The answers of banks that were read: once by their bytes, with what was applied and what did not fit.
// Example: addAnswer(tx, 7, { kind: "camt.054", said: 120, applied: 118, known: 1, differences: [{ … }] }).
import { type Selectable, sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import { uuidArray } from "../db/array.ts";
import type { BankAnswer as Row } from "../db/tables.ts";
import type { Tx } from "../db/transaction.ts";

export interface Difference {
  reference: string;
  code: "unknown_reference" | "wrong_amount" | "contradicts" | "not_carried_out";
  message: string;
  /** Of wrong_amount, minor units; `told` is null where it is no amount of the currency. */
  told?: number | null;
  expected?: number;
  currency?: string;
}

/** What an answer made of a payout: booked it so, was known before, or does not fit. */
export type Told = "settled" | "failed" | "returned" | "known" | "differs";

export interface BankAnswer {
  id: Uuid;
  kind: string;
  said: number;
  applied: number;
  /** Of what was booked; null of an answer that was read before this was counted. */
  outcomes: { settled: number; failed: number; returned: number } | null;
  known: number;
  differences: Difference[];
  toldName: string;
  toldAt: Date;
  /** Who dealt with what did not fit. */
  dealt: { name: string; at: Date } | null;
}

export async function addAnswer(
  tx: Tx,
  ws: number,
  answer: Omit<BankAnswer, "dealt"> & { sha256: Buffer; toldBy: string },
  spoken: readonly { payout: Uuid; said: Told }[],
): Promise<void> {
  const done = await tx
    .insertInto("bank_answer")
    .values({
      ws,
      id: answer.id,
      sha256: answer.sha256,
      kind: answer.kind,
      said: answer.said,
      applied: answer.applied,
      ...answer.outcomes,
      known: answer.known,
      differences: JSON.stringify(answer.differences),
      told_by: answer.toldBy,
      told_name: answer.toldName,
      told_at: answer.toldAt,
    })
    .onConflict((conflict) => conflict.columns(["ws", "sha256"]).doNothing())
    .executeTakeFirst();
  if (spoken.length === 0 || done.numInsertedOrUpdatedRows === 0n) return;
  await sql`INSERT INTO partage.bank_answer_payout (ws, answer, payout, said)
    SELECT DISTINCT ${ws}::int, ${answer.id}::uuid, * FROM unnest(${uuidArray(spoken.map((one) => one.payout))}::uuid[],
      ${spoken.map((one) => one.said)}::text[])`.execute(tx);
}

export async function readAnswer(tx: Tx, ws: number, id: Uuid): Promise<BankAnswer | null> {
  const [row] = await listWhere(tx, ws, sql<boolean>`id = ${id}`, 1);
  return row ?? null;
}

/** False where somebody said so before. */
export async function noteDealtWith(
  tx: Tx,
  ws: number,
  answer: Uuid,
  by: { actor: string; name: string; at: Date },
): Promise<boolean> {
  const done = await tx
    .insertInto("bank_answer_dealt")
    .values({ ws, answer, ...by })
    .onConflict((conflict) => conflict.columns(["ws", "answer"]).doNothing())
    .executeTakeFirst();
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function findAnswer(tx: Tx, ws: number, sha256: Buffer): Promise<BankAnswer | null> {
  const [row] = await listWhere(tx, ws, sql<boolean>`sha256 = ${sha256}`, 1);
  return row ?? null;
}

/** Newest first. */
export async function listAnswers(
  tx: Tx,
  ws: number,
  filter: { after?: string | undefined; limit: number },
): Promise<BankAnswer[]> {
  const { after = null, limit } = filter;
  return await listWhere(tx, ws, sql<boolean>`(${after}::uuid IS NULL OR id < ${after}::uuid)`, limit);
}

async function listWhere(
  tx: Tx,
  ws: number,
  where: ReturnType<typeof sql<boolean>>,
  limit: number,
): Promise<BankAnswer[]> {
  const rows = await tx
    .selectFrom("bank_answer")
    .leftJoin("bank_answer_dealt as d", (join) =>
      join.onRef("d.ws", "=", "bank_answer.ws").onRef("d.answer", "=", "bank_answer.id"),
    )
    .selectAll("bank_answer")
    .select(["d.name as dealt_name", "d.at as dealt_at"])
    .where("bank_answer.ws", "=", ws)
    .where(where)
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id as Uuid,
    kind: row.kind,
    said: row.said,
    applied: row.applied,
    outcomes: outcomesOf(row),
    known: row.known,
    differences: row.differences as unknown as Difference[],
    toldName: row.told_name,
    toldAt: row.told_at,
    dealt: row.dealt_at === null ? null : { name: row.dealt_name ?? "", at: row.dealt_at },
  }));
}

function outcomesOf(row: Pick<Selectable<Row>, "settled" | "failed" | "returned">): BankAnswer["outcomes"] {
  const { settled, failed, returned } = row;
  return settled === null || failed === null || returned === null ? null : { settled, failed, returned };
}
