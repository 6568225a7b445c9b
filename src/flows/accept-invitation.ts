// A person accepts an invitation by its link: signed in under the invited address, or under another and
// saying so, or without an account, which is then made. Who has an account signs in first, second factor and
// all: a link alone opens nobody's account.
// Example: bruno has no account: name and password make one, and contract_… begins.
import { accountActor } from "../access/caller.ts";
import type { Identity } from "../access/identity.ts";
import type { SignedIn } from "../access/signed-in.ts";
import { Refusal } from "../base/refusal.ts";
import { checkTermsOfUse } from "../contracts/check-proposal.ts";
import { mustBeOpen } from "../contracts/proposal.ts";
import { type Accepted, acceptProposal } from "./accept-proposal.ts";
import { declineProposal } from "./answer-proposal.ts";
import type { App } from "./app.ts";
import { type OpenedInvitation, openInvitation } from "./open-invitation.ts";

export interface AcceptsInvitation {
  token: string;
  termsOfUse: number;
  /** Signed in under another address than the invited one, and meaning it. */
  underOtherAddress: boolean;
  /** For a new account. */
  name?: string | undefined;
  password?: string | undefined;
}

/** Answers whether an account was made, so that the door can let its person in. */
export async function acceptInvitation(
  app: App,
  identity: Identity,
  asked: AcceptsInvitation,
  person: SignedIn | null,
): Promise<Accepted & { party: string; newAccount: string | null }> {
  const opened = await openInvitation(app, asked.token);
  const { ws, proposal, workspace } = opened;
  // Before an account is made for it; who has one is answered the same at a second click.
  if (person === null) mustBeOpen(proposal, app.ids.now());
  checkTermsOfUse(asked.termsOfUse, proposal.terms);
  const signer = person ?? (await newPerson(identity, opened, asked));
  if (person !== null) checkAddress(opened, person, asked.underOtherAddress);
  const { account, name, email } = signer;
  const by = { actor: accountActor(account), name, email, side: "party" as const, party: proposal.party };
  const link = { account, workspace: workspace.id, email };
  const done = await acceptProposal(app, ws, proposal.id, by, asked.termsOfUse, link);
  return { ...done, party: proposal.party, newAccount: person === null ? email : null };
}

/** Whoever holds the link may say no without an account. */
export async function declineInvitation(app: App, token: string, answer: string): Promise<void> {
  const { ws, proposal, email } = await openInvitation(app, token);
  const by = { actor: `invited:${proposal.id}`, name: email, email, side: "party" as const };
  await declineProposal(app, ws, proposal.id, { ...by, party: proposal.party }, answer);
}

function checkAddress(opened: OpenedInvitation, person: SignedIn, meant: boolean): void {
  if (person.email.toLowerCase() === opened.email.toLowerCase() || meant) return;
  const message =
    `You are signed in as ${person.email}, and this invitation went to ${opened.email}. Accept as ` +
    `${person.email} if both are yours, or sign out and accept under ${opened.email}.`;
  throw new Refusal(409, "other_address", message, {
    facts: { signedInAs: person.email, invited: opened.email },
  });
}

async function newPerson(
  identity: Identity,
  opened: OpenedInvitation,
  asked: AcceptsInvitation,
): Promise<SignedIn> {
  const { email } = opened;
  if ((await identity.findAccount(email)) !== null) {
    const message = `There is an account for ${email}: sign in, and accept then.`;
    throw new Refusal(409, "sign_in_first", message, { facts: { email } });
  }
  const name = asked.name?.trim() ?? "";
  if (name === "") {
    const message = "is needed: it stands on the agreement";
    throw new Refusal(422, "name_needed", `Your name ${message}.`, {
      details: [{ path: "name", code: "name_needed", message }],
    });
  }
  // A mailed link reached the address, so it is theirs.
  const verified = !opened.byHand;
  const account = await identity.createAccount({ email, name, password: asked.password, verified });
  return { account, email, name, verified };
}
