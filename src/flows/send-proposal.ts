// Mails an invitation to the address that was invited, and that it was taken back where nobody else can be
// told. Runs as a job, so that a slow mail server keeps nobody waiting and the invitation stands whatever
// happens to the mail. The link is made here, at each try anew: the mailed one before works no more. Whoever
// has an account is told by notices.
// Example: sendProposal(app, mailing, 7, proposal) → one mail to bruno@example.com.
import { issueToken } from "../access/invitation-tokens.ts";
import { listAccountsOf } from "../access/party-accounts.ts";
import { publicId, type Uuid } from "../base/id.ts";
import { stateAt } from "../contracts/proposal.ts";
import { readProposal } from "../contracts/read-proposals.ts";
import { inWorkspace } from "../db/transaction.ts";
import { readQuiet } from "../notices/mail-choices.ts";
import { toLanguage } from "../notices/mail-language.ts";
import { invitationMail, withdrawnMail } from "../notices/proposal-mails.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import type { Mailing } from "./send-invite.ts";
import { showProposals } from "./show-proposals.ts";

/** Answers how many mails went out; none when it is not open any more, or no invitation. */
export async function sendProposal(
  app: App,
  by: Mailing,
  ws: number,
  id: Uuid,
  isAgain = false,
  isReminder = false,
): Promise<number> {
  if (isReminder && (await wantsNoReminder(app, by, ws, id))) return 0;
  const found = await inWorkspace(app.db, ws, async (tx) => {
    const proposal = await readProposal(tx, ws, id);
    // A recorded contract is mailed for confirmation likewise, to who has no account yet.
    if (proposal === null || proposal.email === null) return null;
    if (stateAt(proposal, app.ids.now()) !== "open") return null;
    const { shown, names } = await showProposals(tx, ws, [proposal]);
    const { name: workspace } = await readWorkspace(tx, ws);
    const token = await issueToken(tx, app.ids, ws, id);
    return { shown: shown[0], product: names.product(proposal.product), workspace, token };
  });
  if (found?.shown === undefined) return 0;
  const { shown, product, workspace, token } = found;
  const language = toLanguage(shown.language);
  const { message, email, createdName } = shown;
  const link = invitationLink(by.publicUrl, token);
  const about = { to: email ?? "", language, by: createdName, workspace, product };
  const rows = shown.inWords[language];
  await by.mailer.send(invitationMail({ ...about, rows, message, link, isAgain }));
  return 1;
}

/** An account of the party under the invited address that has switched reminders off. */
async function wantsNoReminder(app: App, by: Mailing, ws: number, id: Uuid): Promise<boolean> {
  const accounts = await inWorkspace(app.db, ws, async (tx) => {
    const proposal = await readProposal(tx, ws, id);
    const found = proposal === null ? [] : await listAccountsOf(tx, ws, proposal.party);
    const quiet = await readQuiet(
      tx,
      found.map((one) => one.account),
    );
    const silent = found.filter(({ account }) => quiet.get(account)?.includes("reminders"));
    return { email: proposal?.email?.toLowerCase() ?? "", silent: silent.map((one) => one.account) };
  });
  const people = await by.identity.readPeople(accounts.silent);
  return [...people.values()].some((one) => one.email.toLowerCase() === accounts.email);
}

/** To who was invited and has no account that speaks for the party: nothing else would tell them. */
export async function sendWithdrawn(app: App, by: Mailing, ws: number, id: Uuid): Promise<number> {
  const found = await inWorkspace(app.db, ws, async (tx) => {
    const proposal = await readProposal(tx, ws, id);
    if (proposal?.state !== "withdrawn" || proposal.email === null) return null;
    if ((await listAccountsOf(tx, ws, proposal.party)).length > 0) return null;
    const { names } = await showProposals(tx, ws, [proposal]);
    const { name: workspace } = await readWorkspace(tx, ws);
    return { proposal, to: proposal.email, product: names.product(proposal.product), workspace };
  });
  if (found === null) return 0;
  const { proposal, to, product, workspace } = found;
  const language = toLanguage(proposal.language);
  const mail = withdrawnMail({ to, language, by: proposal.answeredName ?? workspace, workspace, product });
  await by.mailer.send({ ...mail, id: publicId("proposal", id) });
  return 1;
}

/** The token stands behind #, so that no server on the way and no log sees it. */
export function invitationLink(publicUrl: string, token: string): string {
  return `${publicUrl.replace(/\/$/, "")}/invitation#${token}`;
}
