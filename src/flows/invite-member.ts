// Invites a person into the team by mail. The invitation and the order to mail it are one commit; the link is
// made when the mail is sent, so that nothing readable of it is ever stored. A new mail ends the link before
// it.
// Example: inviteMember(app, 7, { email: "bruno@example.com", role: "finance" }, caller) → the invitation.
import type { Caller } from "../access/caller.ts";
import {
  addInvite,
  answerInvite,
  forgetInviteLink,
  type Invite,
  listInvites,
  lockInvite,
} from "../access/invites.ts";
import type { Role } from "../access/permissions.ts";
import { newUuid, publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { addJob } from "../db/job-queue.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import type { App } from "./app.ts";
import { INVITATIONS } from "./send-invite.ts";

export const SEND_INVITE = "send_invite";

/** An address may be mailed again after this. */
const PAUSE_MS = 30_000;

export async function inviteMember(
  app: App,
  caller: Caller,
  facts: { email: string; role: Role },
): Promise<Invite> {
  mustOwnOwners(caller, facts.role);
  const at = app.ids.now();
  const { ws, actor } = caller;
  return await inWorkspace(app.db, ws, async (tx) => {
    const there = (await listInvites(tx, ws)).find((one) => one.email === facts.email);
    if (there !== undefined && there.expiresAt.getTime() > at) throw alreadyInvited(there);
    if (there !== undefined) await answerInvite(tx, ws, there.id, "withdrawn", at);
    const invite = await addInvite(tx, ws, { id: newUuid(app.ids), ...facts, invitedBy: actor, at });
    await tell(tx, ws, "member.invited", invite, actor, at);
    await orderMail(tx, ws, invite.id);
    return invite;
  });
}

/** Mails it again, with a new link; the older one leads nowhere from now on. */
export async function resendInvite(app: App, caller: Caller, id: Uuid): Promise<Invite> {
  const at = app.ids.now();
  const { ws, actor } = caller;
  return await inWorkspace(app.db, ws, async (tx) => {
    const invite = await readOpen(tx, ws, id);
    mustOwnOwners(caller, invite.role);
    const since = at - invite.sentAt.getTime();
    if (since < PAUSE_MS && invite.expiresAt.getTime() > at) {
      const seconds = Math.ceil((PAUSE_MS - since) / 1000);
      throw new Refusal(409, "just_sent", `The mail went out just now. Send it again in ${seconds} seconds.`);
    }
    await forgetInviteLink(tx, ws, id);
    await tell(tx, ws, "member.invited_again", invite, actor, at);
    await orderMail(tx, ws, id);
    return invite;
  });
}

export async function withdrawInvite(app: App, caller: Caller, id: Uuid): Promise<void> {
  const at = app.ids.now();
  const { ws, actor } = caller;
  await inWorkspace(app.db, ws, async (tx) => {
    const invite = await readOpen(tx, ws, id);
    mustOwnOwners(caller, invite.role);
    await answerInvite(tx, ws, id, "withdrawn", at);
    await tell(tx, ws, "member.invite_withdrawn", invite, actor, at);
  });
}

/** Only an owner makes somebody owner. */
export function mustOwnOwners(caller: Caller, role: Role): void {
  if (role !== "owner" || (caller.kind === "account" && caller.role === "owner")) return;
  throw new Refusal(403, "not_permitted", "Only an owner may make or unmake an owner.");
}

async function readOpen(tx: Tx, ws: number, id: Uuid): Promise<Invite> {
  const invite = await lockInvite(tx, ws, id);
  if (invite?.state === "open") return invite;
  throw new Refusal(404, "not_found", "There is no such open invitation in this workspace.");
}

async function orderMail(tx: Tx, ws: number, id: Uuid): Promise<void> {
  await addJob(tx, SEND_INVITE, { ws, invite: id }, { key: `${SEND_INVITE} ${id}`, queue: INVITATIONS });
}

async function tell(tx: Tx, ws: number, type: string, invite: Invite, actor: string, at: number) {
  const { id, email, role } = invite;
  await addEvent(tx, ws, { type, subject: publicId("invite", id), actor, payload: { email, role }, at });
}

function alreadyInvited(invite: Invite): Refusal {
  const message = `${invite.email} is invited already. Send the mail again, or withdraw it first.`;
  return new Refusal(409, "already_invited", message, {
    details: [{ path: "email", code: "already_invited", message: "is invited already" }],
    facts: { invite: publicId("invite", invite.id) },
  });
}
