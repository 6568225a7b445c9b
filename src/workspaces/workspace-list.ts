// Which workspaces the installation holds and which are suspended: nothing of their business. A suspended one
// is read by its members and changed by nobody; what its sources report is still booked, because it happened.
// Example: suspend(tx, id, "unpaid", "account:…", now); readSuspension(tx, 7) → { at, why: "unpaid" }.
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

export interface ListedWorkspace {
  ws: number;
  id: Uuid;
  createdAt: Date;
  suspended: Suspension | null;
}

export interface Suspension {
  at: Date;
  why: string;
}

/** Newest first; `after` is the number of the last one shown. Runs outside a workspace too. */
export async function listWorkspaces(tx: Tx, limit: number, after?: number): Promise<ListedWorkspace[]> {
  const rows = await tx
    .selectFrom("workspace_list")
    .selectAll()
    .$if(after !== undefined, (query) => query.where("ws", "<", after as number))
    .orderBy("ws", "desc")
    .limit(limit)
    .execute();
  return rows.map(toListed);
}

export async function findWorkspace(tx: Tx, id: Uuid): Promise<ListedWorkspace | null> {
  const row = await tx.selectFrom("workspace_list").selectAll().where("id", "=", id).executeTakeFirst();
  return row ? toListed(row) : null;
}

export async function readSuspension(tx: Tx, ws: number): Promise<Suspension | null> {
  const row = await tx.selectFrom("workspace_list").selectAll().where("ws", "=", ws).executeTakeFirst();
  return row ? toListed(row).suspended : null;
}

/** `why` null: no longer. */
export async function suspend(tx: Tx, id: Uuid, why: string | null, by: string, at: number): Promise<void> {
  await tx
    .updateTable("workspace_list")
    .set({
      suspended_at: why === null ? null : new Date(at),
      suspended_by: why === null ? null : by,
      suspended_why: why,
    })
    .where("id", "=", id)
    .execute();
}

function toListed(row: {
  ws: number;
  id: string;
  created_at: Date;
  suspended_at: Date | null;
  suspended_why: string | null;
}): ListedWorkspace {
  const { suspended_at: at, suspended_why: why } = row;
  return {
    ws: row.ws,
    id: row.id as Uuid,
    createdAt: row.created_at,
    suspended: at === null || why === null ? null : { at, why },
  };
}
