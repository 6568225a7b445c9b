// Every hour: what minimums and milestones owe of periods that have ended, in all workspaces. One workspace
// that fails does not keep the others waiting; the job is then tried again. Repeats without harm.
// Example: five past every hour → on April 1, 00:05 in São Paulo, bruno's March is settled.
import { listWorkspaceNumbers } from "../../access/members.ts";
import { inWorkspace } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import { settleContracts } from "../../flows/settle-contracts.ts";

export async function settleAllContracts(app: App): Promise<void> {
  const workspaces = await inWorkspace(app.db, null, (tx) => listWorkspaceNumbers(tx));
  const failed: unknown[] = [];
  for (const ws of workspaces) {
    await settleContracts(app, ws).catch((error: unknown) => failed.push(error));
  }
  if (failed.length > 0) throw failed[0];
}
