// What the link of an invitation shows, and who may act by it: whoever holds it has proved the address it was
// mailed to. Opening never accepts and changes nothing, so that a mail scanner does no harm.
// Example: openInvitation(app, "k3V…") → ana's invitation to 10 % of "Piano in 30 days", open.
import { findToken } from "../access/invitation-tokens.ts";
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import type { AgreementExample } from "../contracts/agreement.ts";
import { readProposal } from "../contracts/read-proposals.ts";
import { inWorkspace } from "../db/transaction.ts";
import { findParty } from "../parties/read-parties.ts";
import type { Names } from "../reports/names.ts";
import { readPostingSettings } from "../workspaces/posting-settings.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import { exampleOfProposal, warningsOfProposal } from "./preview-invitation.ts";
import { type ShownProposal, showProposals } from "./show-proposals.ts";
import type { WorstCase } from "./warn-worst-case.ts";

export interface OpenedInvitation {
  ws: number;
  workspace: { id: Uuid; name: string; timeZone: string };
  proposal: ShownProposal;
  /** The address that is invited. */
  email: string;
  /** The link was handed over, not mailed: it proves no address. */
  byHand: boolean;
  names: Names;
  producer: string;
  example: AgreementExample | null;
  warnings: WorstCase[];
}

/** Throws 410 `invitation_gone`: cut off, used, replaced by a newer link, or answered. */
export async function openInvitation(app: App, token: string): Promise<OpenedInvitation> {
  const found = await inWorkspace(app.db, null, (tx) => findToken(tx, token));
  if (found === null) throw gone();
  const { ws } = found;
  return await inWorkspace(app.db, ws, async (tx) => {
    const proposal = await readProposal(tx, ws, found.proposal);
    if (proposal === null || proposal.email === null) throw gone();
    const { shown, names } = await showProposals(tx, ws, [proposal]);
    const { id, name, timeZone } = await readWorkspace(tx, ws);
    const workspace = { id, name, timeZone };
    const producer = await findParty(tx, ws, (await readPostingSettings(tx, ws)).producer);
    return {
      ws,
      workspace,
      proposal: shown[0] as ShownProposal,
      email: proposal.email,
      byHand: found.byHand,
      names,
      producer: producer?.name ?? name,
      example: await exampleOfProposal(app, tx, ws, proposal, true),
      warnings: await warningsOfProposal(app, tx, ws, proposal, true),
    };
  });
}

function gone(): Refusal {
  const message =
    "This link does not work any more: it was used, replaced by a newer one, or cut off on its way. " +
    "Look for a newer mail, or ask who invited you to send another.";
  return new Refusal(410, "invitation_gone", message);
}
