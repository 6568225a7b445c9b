// An invitation is looked at, and accepted by the account of the address it was sent to. Looking changes
// nothing. Whoever has no account yet makes one here: a mailed link reached the address, so it is theirs; one
// that was handed over proves nothing of it.
// Example: acceptInvite(app, identity, token, person) → the member; another address → 403 other_address.
import { rememberName } from "../access/actor-names.ts";
import { accountActor } from "../access/caller.ts";
import type { Identity } from "../access/identity.ts";
import { answerInvite, type FoundInvite, findInvite, type Invite } from "../access/invites.ts";
import { addMember, findMembership } from "../access/members.ts";
import type { SignedIn } from "../access/signed-in.ts";
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";

export interface SeenInvite extends FoundInvite {
  workspaceId: Uuid;
  workspaceName: string;
  inviter: string | null;
  hasAccount: boolean;
}

/** Throws 410 `invite_over`. */
export async function lookAtInvite(app: App, identity: Identity, token: string): Promise<SeenInvite> {
  const { invite, id, name } = await inWorkspace(app.db, null, async (tx) => {
    const invite = await mustBeOpen(tx, app, token);
    return { invite, ...(await readWorkspace(tx, invite.ws)) };
  });
  const hasAccount = (await identity.findAccount(invite.email)) !== null;
  return { ...invite, workspaceId: id, workspaceName: name, inviter: null, hasAccount };
}

/** Makes the account of the invited address; throws 409 `email_taken` where there is one. */
export async function createInvitedAccount(
  app: App,
  identity: Identity,
  facts: { token: string; name: string; password: string },
): Promise<SignedIn> {
  const { email, byHand } = await lookAtInvite(app, identity, facts.token);
  const { name, password } = facts;
  const verified = !byHand;
  const account = await identity.createAccount({ email, name, password, verified });
  return { account, email, name, verified };
}

/** Throws 403 `other_address`, 410 `invite_over`. */
export async function acceptInvite(app: App, token: string, person: SignedIn): Promise<Uuid> {
  return await inWorkspace(app.db, null, async (tx) => {
    const invite = await mustBeOpen(tx, app, token);
    if (invite.email !== person.email.toLowerCase()) throw otherAddress(invite, person);
    const at = app.ids.now();
    const { ws } = invite;
    const { id: workspace } = await readWorkspace(tx, ws);
    const before = await findMembership(tx, person.account, workspace);
    const actor = accountActor(person.account);
    await answerInvite(tx, ws, invite.id, "accepted", at);
    if (before === null)
      await addMember(tx, { account: person.account, ws, workspace, role: invite.role, at });
    await rememberName(tx, ws, actor, person);
    const subject = publicId("account", person.account);
    const payload = { email: person.email, role: before?.role ?? invite.role, invitedBy: invite.invitedBy };
    await addEvent(tx, ws, { type: "member.joined", subject, actor, payload, at });
    return workspace;
  });
}

async function mustBeOpen(tx: Tx, app: App, token: string): Promise<FoundInvite> {
  const invite = await findInvite(tx, token);
  if (invite?.state === "open" && invite.expiresAt.getTime() > app.ids.now()) return invite;
  throw new Refusal(
    410,
    "invite_over",
    "This invitation was answered, withdrawn or replaced by a newer mail, or its seven days are over. Ask for a new one.",
  );
}

function otherAddress(invite: Invite, person: SignedIn): Refusal {
  const message = `The invitation is for ${invite.email}, and you are signed in as ${person.email}. Sign in with ${invite.email}, or ask for an invitation to your own address.`;
  return new Refusal(403, "other_address", message, { facts: { invited: invite.email } });
}
