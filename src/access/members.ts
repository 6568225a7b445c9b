// Who may enter a workspace, and in which role. Read from the table each time: a role taken away counts at
// once.
// Example: findMembership(tx, account, workspace) → { ws: 7, role: "finance" }, or null.
import type { Uuid } from "../base/id.ts";
import { assert } from "../base/refusal.ts";
import type { Tx } from "../db/transaction.ts";
import { isRole, type Role } from "./permissions.ts";

export interface Membership {
  ws: number;
  workspace: Uuid;
  role: Role;
  createdAt: Date;
}

/** A membership as the door meets it. */
export interface Entrance extends Membership {
  /** Why the workspace is suspended; null: it is not. */
  suspended: string | null;
}

export interface Member extends Membership {
  account: Uuid;
}

/** The role of an account in a workspace; null when it has none. Runs outside a workspace. */
export async function findMembership(tx: Tx, account: Uuid, workspace: Uuid): Promise<Entrance | null> {
  const row = await tx
    .selectFrom("member")
    .leftJoin("workspace_list", "workspace_list.id", "member.workspace")
    .selectAll("member")
    .select("workspace_list.suspended_why")
    .where("member.account", "=", account)
    .where("member.workspace", "=", workspace)
    .executeTakeFirst();
  return row ? { ...toMembership(row), suspended: row.suspended_why } : null;
}

/** Every workspace of an account, oldest first. Runs outside a workspace. */
export async function listMemberships(tx: Tx, account: Uuid): Promise<Membership[]> {
  const rows = await tx
    .selectFrom("member")
    .selectAll()
    .where("account", "=", account)
    .orderBy("created_at")
    .orderBy("workspace")
    .execute();
  return rows.map(toMembership);
}

/** Every member of a workspace, oldest first. */
export async function listMembers(tx: Tx, ws: number): Promise<Member[]> {
  const rows = await tx
    .selectFrom("member")
    .selectAll()
    .where("ws", "=", ws)
    .orderBy("created_at")
    .orderBy("account")
    .execute();
  return rows.map((row) => ({ ...toMembership(row), account: row.account as Uuid }));
}

/**
 * Every workspace there is, for jobs that go through them all: each has a member. Runs outside a workspace.
 */
export async function listWorkspaceNumbers(tx: Tx): Promise<number[]> {
  const rows = await tx.selectFrom("member").select("ws").distinct().orderBy("ws").execute();
  return rows.map((row) => row.ws);
}

/** Up to `limit` accounts that have a workspace; none before the first set-up. Runs outside a workspace. */
export async function listAccounts(tx: Tx, limit: number): Promise<Uuid[]> {
  const rows = await tx.selectFrom("member").select("account").distinct().limit(limit).execute();
  return rows.map((row) => row.account as Uuid);
}

export async function addMember(
  tx: Tx,
  member: { account: Uuid; ws: number; workspace: Uuid; role: Role; at: number },
): Promise<void> {
  const { account, ws, workspace, role, at } = member;
  await tx
    .insertInto("member")
    .values({ account, ws, workspace, role, created_at: new Date(at) })
    .execute();
}

/** False when there is no such member. */
export async function changeRole(tx: Tx, ws: number, account: Uuid, role: Role): Promise<boolean> {
  const result = await tx
    .updateTable("member")
    .set({ role })
    .where("ws", "=", ws)
    .where("account", "=", account)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** False when there is no such member. */
export async function removeMember(tx: Tx, ws: number, account: Uuid): Promise<boolean> {
  const result = await tx
    .deleteFrom("member")
    .where("ws", "=", ws)
    .where("account", "=", account)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

/** Locks the workspace's owners, so that two requests cannot take away the last one together. */
export async function lockOwners(tx: Tx, ws: number): Promise<Uuid[]> {
  const rows = await tx
    .selectFrom("member")
    .select("account")
    .where("ws", "=", ws)
    .where("role", "=", "owner")
    .orderBy("account")
    .forUpdate()
    .execute();
  return rows.map((row) => row.account as Uuid);
}

function toMembership(row: { ws: number; workspace: string; role: string; created_at: Date }): Membership {
  assert(isRole(row.role), `a member of workspace ${row.ws} has the role ${row.role}`);
  return { ws: row.ws, workspace: row.workspace as Uuid, role: row.role, createdAt: row.created_at };
}
