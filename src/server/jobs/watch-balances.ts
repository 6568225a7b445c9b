// Every hour: who is below zero, in all workspaces. One workspace that fails does not keep the others
// waiting; the job is then tried again. Repeats without harm. Example: bruno −15.00 → told once.
import { listWorkspaceNumbers } from "../../access/members.ts";
import { inWorkspace } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import { watchBalances } from "../../flows/watch-balances.ts";

export async function watchAllBalances(app: App): Promise<void> {
  const workspaces = await inWorkspace(app.db, null, (tx) => listWorkspaceNumbers(tx));
  const failed: unknown[] = [];
  for (const ws of workspaces) {
    await watchBalances(app, ws).catch((error: unknown) => failed.push(error));
  }
  if (failed.length > 0) throw failed[0];
}
