// Mails an open invitation: makes the link, keeps its hash, then sends. Tried again after a failure it makes
// another link and ends the mailed one before. Says nothing of an answered one.
// Example: sendInvite(app, { identity, mailer, publicUrl }, 7, invite) → true.
import type { Identity } from "../access/identity.ts";
import { INVITE_DAYS, type Invite, lockInvite, makeInviteToken, renewInvite } from "../access/invites.ts";
import { parsePublicId, type Uuid } from "../base/id.ts";
import { inWorkspace } from "../db/transaction.ts";
import { inviteMail } from "../notices/invite-mail.ts";
import type { Mailer } from "../notices/mail.ts";
import { toLanguage } from "../notices/mail-language.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import type { Workspace } from "../workspaces/workspace.ts";
import type { App } from "./app.ts";

/** The queue of mails to strangers: they wait for each other, and keep nothing else waiting. */
export const INVITATIONS = "invitations";

export interface Mailing {
  readonly identity: Identity;
  readonly mailer: Mailer;
  readonly publicUrl: string;
}

/** False when there was nothing to send any more. */
export async function sendInvite(app: App, by: Mailing, ws: number, id: Uuid): Promise<boolean> {
  const { token, hash } = makeInviteToken(app.ids);
  const open = await inWorkspace(app.db, ws, async (tx) => {
    const invite = await lockInvite(tx, ws, id);
    if (invite?.state !== "open") return null;
    await renewInvite(tx, ws, id, { hash, byHand: false, at: app.ids.now() });
    return { invite, workspace: await readWorkspace(tx, ws) };
  });
  if (open === null) return false;
  await by.mailer.send(await compose(by, open.invite, open.workspace, token));
  return true;
}

async function compose(by: Mailing, invite: Invite, workspace: Workspace, token: string) {
  const account = parsePublicId("account", invite.invitedBy.replace("account:", ""));
  const people = account === null ? new Map() : await by.identity.readPeople([account]);
  const inviter = account === null ? null : (people.get(account) ?? null);
  return inviteMail({
    to: invite.email,
    inviter: inviter === null ? null : inviter.name || inviter.email,
    workspace: workspace.name,
    role: invite.role,
    link: inviteLink(by.publicUrl, token),
    days: INVITE_DAYS,
    language: toLanguage(workspace.language),
  });
}

/** The token stands behind #, so that no server on the way and no log ever sees it. */
export function inviteLink(publicUrl: string, token: string): string {
  return `${publicUrl.replace(/\/$/, "")}/invite#${token}`;
}
