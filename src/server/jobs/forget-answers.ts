// Forgets the answers kept for an Idempotency-Key once they are a day old, workspace by workspace.
// Example: an answer of yesterday 12:00 is gone after 12:17 today; until then the key would be taken anew
// anyway.
import { listWorkspaceNumbers } from "../../access/members.ts";
import { inWorkspace } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import { KEPT_MS } from "../idempotency.ts";

export async function forgetAnswers(app: App): Promise<void> {
  const before = new Date(app.ids.now() - KEPT_MS);
  const workspaces = await inWorkspace(app.db, null, (tx) => listWorkspaceNumbers(tx));
  for (const ws of [0, ...workspaces]) {
    await inWorkspace(app.db, ws, (tx) =>
      tx.deleteFrom("idempotency").where("ws", "=", ws).where("created_at", "<", before).execute(),
    );
  }
}
