// Who runs the installation: accounts marked so, the first owner to begin with; more by `partage operator`.
// An operator makes and suspends workspaces; what is in them is seen only through an owner's grant.
// Example: isOperator(tx, account) → true. Runs outside a workspace.
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

export async function isOperator(tx: Tx, account: Uuid): Promise<boolean> {
  const row = await tx
    .selectFrom("operator")
    .select("account")
    .where("account", "=", account)
    .executeTakeFirst();
  return row !== undefined;
}

/** In the order in which they became it. */
export async function listOperators(tx: Tx): Promise<Uuid[]> {
  const rows = await tx.selectFrom("operator").select("account").orderBy("created_at").execute();
  return rows.map((row) => row.account as Uuid);
}

export async function dropOperator(tx: Tx, account: Uuid): Promise<void> {
  await tx.deleteFrom("operator").where("account", "=", account).execute();
}

export async function makeOperator(tx: Tx, account: Uuid, at: number): Promise<void> {
  await tx
    .insertInto("operator")
    .values({ account, created_at: new Date(at) })
    .onConflict((on) => on.column("account").doNothing())
    .execute();
}
