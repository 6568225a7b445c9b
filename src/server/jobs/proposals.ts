// The mails of invitations, and every few minutes a look over all workspaces for what time has ended. Repeats
// without harm: what was answered meanwhile is not mailed again. Example: { ws: 7, proposal: "019a…" } → one
// mail.
import { listWorkspaceNumbers } from "../../access/members.ts";
import type { Uuid } from "../../base/id.ts";
import { Broken } from "../../base/refusal.ts";
import { inWorkspace } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import type { Mailing } from "../../flows/send-invite.ts";
import { sendProposal, sendWithdrawn } from "../../flows/send-proposal.ts";
import { watchContracts } from "../../flows/watch-contracts.ts";

export async function runSendProposal(app: App, by: Mailing, payload: unknown): Promise<void> {
  const { ws, proposal, again, isReminder } = subjectOf(payload);
  await sendProposal(app, by, ws, proposal, again, isReminder);
}

export async function runSendWithdrawn(app: App, by: Mailing, payload: unknown): Promise<void> {
  const { ws, proposal } = subjectOf(payload);
  await sendWithdrawn(app, by, ws, proposal);
}

export async function watchAllContracts(app: App): Promise<void> {
  const workspaces = await inWorkspace(app.db, null, (tx) => listWorkspaceNumbers(tx));
  for (const ws of workspaces) await watchContracts(app, ws);
}

interface About {
  ws: number;
  proposal: Uuid;
  again: boolean;
  isReminder: boolean;
}

function subjectOf(payload: unknown): About {
  const { ws, proposal, again, isReminder } = (payload ?? {}) as Partial<Record<keyof About, unknown>>;
  if (typeof ws !== "number" || typeof proposal !== "string") {
    throw new Broken("a job about a proposal that names none");
  }
  return { ws, proposal: proposal as Uuid, again: again === true, isReminder: isReminder === true };
}
