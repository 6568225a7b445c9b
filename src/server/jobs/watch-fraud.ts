// Looks at the new sales of affiliates of every workspace, each minute, and at what was taken back of sales
// that were put right. Repeats without harm: a commission is held once. Example: two workspaces, one with new
// sales by affiliates → one is looked through.
import { listWorkspaceNumbers } from "../../access/members.ts";
import { inWorkspace } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import { followCorrections } from "../../flows/follow-corrections.ts";
import { watchFraud } from "../../flows/watch-fraud.ts";

export async function watchAllFraud(app: App): Promise<void> {
  const all = await inWorkspace(app.db, null, (tx) => listWorkspaceNumbers(tx));
  for (const ws of all) {
    await watchFraud(app, ws);
    await followCorrections(app, ws);
  }
}
