// Mails what a proposal asks, and what became of it. Runs as a job, so that a slow mail server keeps nobody
// waiting and the proposal stands whatever happens to the mail. An invitation's link is made here, at each
// try anew: never more than one works.
// Example: sendProposal(app, mailing, 7, proposal) → one mail to bruno@example.com.
import { issueToken } from "../access/invitation-tokens.ts";
import { listMembers } from "../access/members.ts";
import { listAccountsOf } from "../access/party-accounts.ts";
import { publicId, type Uuid } from "../base/id.ts";
import type { Side } from "../contracts/proposal.ts";
import { stateAt } from "../contracts/proposal.ts";
import { readProposal } from "../contracts/read-proposals.ts";
import { inWorkspace } from "../db/transaction.ts";
import { toLanguage } from "../notices/mail-language.ts";
import { type Answer, answerMail, proposalMail } from "../notices/proposal-mails.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import type { Mailing } from "./send-invite.ts";
import { type ShownProposal, showProposals } from "./show-proposals.ts";

interface Gathered {
  proposal: ShownProposal;
  product: string;
  workspace: { id: Uuid; name: string };
  /** Only of an open invitation. */
  token: string | null;
}

/** Answers how many mails went out; none when it is not open any more. */
export async function sendProposal(app: App, by: Mailing, ws: number, id: Uuid): Promise<number> {
  const found = await gather(app, ws, id, true);
  if (found === null || stateAt(found.proposal, app.ids.now()) !== "open") return 0;
  const { proposal, product, workspace, token } = found;
  const language = toLanguage(proposal.language);
  const about = {
    language,
    kind: proposal.kind,
    by: proposal.createdName,
    workspace: workspace.name,
    product,
    rows: proposal.inWords[language],
    message: proposal.message,
  };
  if (proposal.kind === "invite") {
    const link = `${base(by)}/invitation#${token}`;
    await by.mailer.send(proposalMail({ ...about, to: proposal.email ?? "", link }));
    return 1;
  }
  const answering = proposal.side === "producer" ? "party" : "producer";
  const readers = await addressesOf(app, by, ws, proposal.party, answering);
  const link = linkFor(by, workspace.id, proposal, answering);
  for (const to of readers) await by.mailer.send(proposalMail({ ...about, to, link }));
  return readers.length;
}

/** To the side that did not act: who proposed hears of an answer, who was asked of a withdrawal. */
export async function sendAnswer(app: App, by: Mailing, ws: number, id: Uuid): Promise<number> {
  const found = await gather(app, ws, id, false);
  if (found === null || found.proposal.state === "open") return 0;
  const { proposal, product, workspace } = found;
  const other: Side = proposal.side === "producer" ? "party" : "producer";
  const side = proposal.state === "withdrawn" ? other : proposal.side;
  const language = toLanguage(proposal.language);
  const { kind, answeredName, answer } = proposal;
  const link = linkFor(by, workspace.id, proposal, side);
  const about = {
    language,
    kind,
    answer: proposal.state as Answer,
    by: answeredName,
    product,
    message: answer,
    link,
  };
  const readers = await addressesOf(app, by, ws, proposal.party, side);
  const invited =
    kind === "invite" && side === "party" && proposal.email !== null ? [proposal.email] : readers;
  for (const to of invited) await by.mailer.send(answerMail({ ...about, to }));
  return invited.length;
}

async function gather(app: App, ws: number, id: Uuid, withToken: boolean): Promise<Gathered | null> {
  return await inWorkspace(app.db, ws, async (tx) => {
    const proposal = await readProposal(tx, ws, id);
    if (proposal === null) return null;
    const { shown, names } = await showProposals(tx, ws, [proposal]);
    const { id: workspace, name } = await readWorkspace(tx, ws);
    const invites = withToken && proposal.kind === "invite" && stateAt(proposal, app.ids.now()) === "open";
    const token = invites ? await issueToken(tx, app.ids, ws, id) : null;
    const product = names.product(proposal.product);
    return { proposal: shown[0] as ShownProposal, product, workspace: { id: workspace, name }, token };
  });
}

export async function addressesOf(
  app: App,
  by: Mailing,
  ws: number,
  party: Uuid,
  side: Side,
): Promise<string[]> {
  const accounts = await inWorkspace(app.db, ws, async (tx) => {
    if (side === "party") return (await listAccountsOf(tx, ws, party)).map((one) => one.account);
    const leads = (await listMembers(tx, ws)).filter(({ role }) => role === "owner" || role === "admin");
    return leads.map((one) => one.account);
  });
  const people = await by.identity.readPeople(accounts);
  return [...people.values()].map((person) => person.email);
}

function linkFor(by: Mailing, workspace: Uuid, proposal: ShownProposal, side: Side): string {
  const name = publicId("proposal", proposal.id);
  if (side === "party") return `${base(by)}/partner/${publicId("party", proposal.party)}/requests/${name}`;
  return `${base(by)}/w/${publicId("ws", workspace)}/proposals/${name}`;
}

function base(by: Mailing): string {
  return by.publicUrl.replace(/\/$/, "");
}
