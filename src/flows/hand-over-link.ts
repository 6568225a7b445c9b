// Where a server sends no mail, whoever invites takes the link of an invitation and hands it over themselves.
// Refused where mail leaves: there the mail is what proves the address. Ends every link before it; never
// accepts anything, and an account made by such a link counts as unproven. The trail keeps who took it.
// Example: handOverInvite(app, door, caller, invite) → "https://…/invite#k3V…", 409 mail_leaves elsewhere.
import type { Caller } from "../access/caller.ts";
import { issueToken } from "../access/invitation-tokens.ts";
import { lockInvite, makeInviteToken, renewInvite } from "../access/invites.ts";
import { listInvitations, renewSecret } from "../affiliates/invitation.ts";
import { readProgramHead } from "../affiliates/read-program.ts";
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { stateAt } from "../contracts/proposal.ts";
import { readProposal } from "../contracts/read-proposals.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { App } from "./app.ts";
import { mustOwnOwners } from "./invite-member.ts";
import { affiliateInvitationLink } from "./send-affiliate-invitation.ts";
import { inviteLink } from "./send-invite.ts";
import { invitationLink } from "./send-proposal.ts";

/** How this server is reached, and whether its mails stay in its own folder. */
export interface Hands {
  readonly publicUrl: string;
  readonly mailStays?: boolean | undefined;
}

/** Of an invitation into the team. Throws 404, 409 `mail_leaves`. */
export async function handOverInvite(app: App, by: Hands, caller: Caller, id: Uuid): Promise<string> {
  mustStay(by);
  const { ws, actor } = caller;
  const at = app.ids.now();
  const { token, hash } = makeInviteToken(app.ids);
  await inWorkspace(app.db, ws, async (tx) => {
    const invite = await lockInvite(tx, ws, id);
    if (invite?.state !== "open") throw notOpen();
    mustOwnOwners(caller, invite.role);
    await renewInvite(tx, ws, id, { hash, byHand: true, at });
    const payload = { email: invite.email, role: invite.role };
    const subject = publicId("invite", id);
    await addEvent(tx, ws, { type: "member.link_taken", subject, actor, payload, at });
  });
  return inviteLink(by.publicUrl, token);
}

/** Of an invitation to share, or to confirm a recorded contract. Throws 404, 409 `mail_leaves`. */
export async function handOverProposal(app: App, by: Hands, caller: Caller, id: Uuid): Promise<string> {
  mustStay(by);
  const { ws, actor } = caller;
  const at = app.ids.now();
  const token = await inWorkspace(app.db, ws, async (tx) => {
    const proposal = await readProposal(tx, ws, id);
    if (proposal === null || proposal.email === null || stateAt(proposal, at) !== "open") throw notOpen();
    const payload = { email: proposal.email };
    const subject = publicId("proposal", id);
    await addEvent(tx, ws, { type: "contract.link_taken", subject, actor, payload, at });
    return await issueToken(tx, app.ids, ws, id, true);
  });
  return invitationLink(by.publicUrl, token);
}

/** Of an invitation to promote; for a manager only of the own ones. Throws 404, 409 `mail_leaves`. */
export async function handOverAffiliateInvitation(
  app: App,
  by: Hands,
  who: Pick<Caller, "ws" | "actor"> & { party?: Uuid },
  id: Uuid,
): Promise<string> {
  mustStay(by);
  const { ws, actor, party } = who;
  const at = app.ids.now();
  return await inWorkspace(app.db, ws, async (tx) => {
    const found = (await listInvitations(tx, ws, { id, limit: 1 }))[0];
    if (found?.state !== "open" || found.lapsesAt.getTime() <= at) throw notOpen();
    if (party !== undefined && found.recruitedBy !== party) throw notOpen();
    const program = await readProgramHead(tx, ws, found.product);
    if (program === null) throw notOpen();
    const payload = { invitation: publicId("invitation", id), email: found.email };
    const subject = publicId("product", found.product);
    await addEvent(tx, ws, { type: "affiliate.link_taken", subject, actor, payload, at });
    const secret = await renewSecret(tx, app.ids, ws, id, true);
    return affiliateInvitationLink(by.publicUrl, program.slug, secret);
  });
}

function mustStay({ mailStays }: Hands): void {
  if (mailStays === true) return;
  const message = "Invitations leave this server by mail: have the mail sent again instead.";
  throw new Refusal(409, "mail_leaves", message);
}

function notOpen(): Refusal {
  return new Refusal(404, "not_found", "There is no such open invitation in this workspace.");
}
