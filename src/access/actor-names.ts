// Who did something, by name: kept when a person joins, leaves or is renamed, so that the audit trail still
// reads when the account is gone. A key keeps its own name in its row. Never decides what anybody may do.
// Example: rememberName(tx, 7, "account:account_…", "Ana", "ana@example.com").
import type { Tx } from "../db/transaction.ts";

export interface ActorName {
  name: string;
  email: string | null;
}

export async function rememberName(
  tx: Tx,
  ws: number,
  actor: string,
  who: { name: string; email: string },
): Promise<void> {
  const name = who.name.trim() === "" ? who.email : who.name;
  await tx
    .insertInto("actor_name")
    .values({ ws, actor, name, email: who.email })
    .onConflict((on) => on.columns(["ws", "actor"]).doUpdateSet({ name, email: who.email }))
    .execute();
}

/** Names of accounts and keys, by actor: those that are not known are left out. */
export async function readActorNames(
  tx: Tx,
  ws: number,
  actors: readonly string[],
): Promise<Map<string, ActorName>> {
  if (actors.length === 0) return new Map();
  const rows = await tx
    .selectFrom("actor_name")
    .select(["actor", "name", "email"])
    .where("ws", "=", ws)
    .where("actor", "in", [...actors])
    .execute();
  return new Map(rows.map(({ actor, name, email }) => [actor, { name, email }]));
}
