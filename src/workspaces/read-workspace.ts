// Reads the workspace that the transaction is in, and locks its terms for whoever is about to change them.
// Example: await lockTerms(tx, 7) before looking whether a sale is posted that a new contract would have to
// split.
import { sql } from "kysely";
import { assert } from "../base/refusal.ts";
import type { Tx } from "../db/transaction.ts";
import { toWorkspace, type Workspace } from "./workspace.ts";

export async function readWorkspace(tx: Tx, ws: number): Promise<Workspace> {
  const row = await tx.selectFrom("workspace").selectAll().where("ws", "=", ws).executeTakeFirst();
  assert(row, `there is no workspace ${ws}`);
  return toWorkspace(row);
}

/**
 * Waits for posting flights in the air and holds back those to come: what is read afterwards about posted
 * sales stays true until this transaction ends, and two changes of terms never pass each other.
 */
export async function lockTerms(tx: Tx, ws: number): Promise<void> {
  const locked = await sql`SELECT 1 FROM partage.terms_epoch WHERE ws = ${ws} FOR UPDATE`.execute(tx);
  assert(locked.rows.length === 1, `workspace ${ws} has no terms epoch`);
}

/** What everything that decides a split is kept under; read it before what it stands for. */
export async function readEpoch(tx: Tx, ws: number): Promise<number> {
  const row = await tx.selectFrom("terms_epoch").select("epoch").where("ws", "=", ws).executeTakeFirst();
  return row?.epoch ?? 0;
}

/** The first instant after a day of the workspace's calendar: "2026-03-31" in São Paulo → April 1, 03:00 UTC. */
export async function readInstantAfter(tx: Tx, ws: number, day: string): Promise<Date> {
  const { rows } = await sql<{ at: Date }>`
    SELECT (${day}::date + 1)::timestamp AT TIME ZONE time_zone AS at FROM partage.workspace WHERE ws = ${ws}`.execute(
    tx,
  );
  assert(rows[0], `there is no workspace ${ws}`);
  return rows[0].at;
}
