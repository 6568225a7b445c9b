// Every workspace of the database, for what looks at all of them: verify, jobs at start. Row-level security
// hides them even from the owner, so each number that was given is looked up under its own workspace.
import type { Uuid } from "../base/id.ts";
import type { Database } from "./pool.ts";
import { inWorkspace } from "./transaction.ts";

export async function listEveryWorkspace(db: Database): Promise<{ ws: number; id: Uuid }[]> {
  const given = await db.pool.query(
    "SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS last FROM partage.workspace_number",
  );
  const found: { ws: number; id: Uuid }[] = [];
  for (let ws = 1; ws <= Number(given.rows[0].last); ws++) {
    const row = await inWorkspace(db, ws, (tx) =>
      tx.selectFrom("workspace").select("id").where("ws", "=", ws).executeTakeFirst(),
    );
    if (row !== undefined) found.push({ ws, id: row.id as Uuid });
  }
  return found;
}
