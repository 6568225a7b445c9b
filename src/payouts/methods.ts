// Reads and replaces where parties are paid to. One is current a party; the others stay, for the payouts that
// went there. What is sealed is opened by who writes a file, never here.
// Example: replaceMethod(tx, 7, { party: bruno, kind: "iban", … }) → the one before is replaced, in one
// commit.
import { type Selectable, sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { PayoutMethod as Row } from "../db/tables.ts";
import type { Tx } from "../db/transaction.ts";
import type { SealedMethod } from "./method.ts";

export async function readCurrentMethod(tx: Tx, ws: number, party: Uuid): Promise<SealedMethod | null> {
  const row = await tx
    .selectFrom("payout_method")
    .selectAll()
    .where("ws", "=", ws)
    .where("party", "=", party)
    .where("replaced_at", "is", null)
    .executeTakeFirst();
  return row === undefined ? null : toMethod(row);
}

/** Party → its current one; of all parties where none are named. */
export async function listCurrentMethods(
  tx: Tx,
  ws: number,
  parties?: readonly Uuid[],
): Promise<Map<Uuid, SealedMethod>> {
  if (parties?.length === 0) return new Map();
  let query = tx
    .selectFrom("payout_method")
    .selectAll()
    .where("ws", "=", ws)
    .where("replaced_at", "is", null);
  if (parties !== undefined) query = query.where(sql<boolean>`party = any(${[...parties]}::uuid[])`);
  return new Map((await query.execute()).map((row) => [row.party as Uuid, toMethod(row)]));
}

/** By id, the replaced ones too: a run is paid to where it was approved. */
export async function readMethods(
  tx: Tx,
  ws: number,
  ids: readonly Uuid[],
): Promise<Map<Uuid, SealedMethod>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom("payout_method")
    .selectAll()
    .where("ws", "=", ws)
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id as Uuid, toMethod(row)]));
}

export async function replaceMethod(tx: Tx, ws: number, method: SealedMethod): Promise<void> {
  await endMethod(tx, ws, method.party, method.setAt);
  await tx
    .insertInto("payout_method")
    .values({
      ws,
      id: method.id,
      party: method.party,
      kind: method.kind,
      sealed: method.sealed,
      hint: method.hint,
      set_by: method.setBy,
      set_name: method.setName,
      set_side: method.setSide,
      set_at: method.setAt,
      usable_at: method.usableAt,
    })
    .execute();
}

/** False when there was none. */
export async function endMethod(tx: Tx, ws: number, party: Uuid, at: Date): Promise<boolean> {
  const done = await tx
    .updateTable("payout_method")
    .set({ replaced_at: at })
    .where("ws", "=", ws)
    .where("party", "=", party)
    .where("replaced_at", "is", null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/** Had the party ever one? Then what comes now is a change. */
export async function hadMethod(tx: Tx, ws: number, party: Uuid): Promise<boolean> {
  const row = await tx
    .selectFrom("payout_method")
    .select("id")
    .where("ws", "=", ws)
    .where("party", "=", party)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

function toMethod(row: Selectable<Row>): SealedMethod {
  return {
    id: row.id as Uuid,
    party: row.party as Uuid,
    kind: row.kind as SealedMethod["kind"],
    hint: row.hint,
    setBy: row.set_by,
    setName: row.set_name,
    setSide: row.set_side as SealedMethod["setSide"],
    setAt: row.set_at,
    usableAt: row.usable_at,
    sealed: row.sealed,
  };
}
