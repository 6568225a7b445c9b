// Sends the mail of one notice. Runs in a job, so that a server that is down or dawdles keeps nobody waiting
// but mails; tried again, it sends only what was not sent, and always the same message. Whoever left the
// team, lost the role or speaks for the party no more gets none.
// Example: mailNotice(app, mailing, 7, notice) → true; asked again → false.
import { listMembers } from "../access/members.ts";
import { listAccountsOf } from "../access/party-accounts.ts";
import type { SignedIn } from "../access/signed-in.ts";
import { parsePublicId, publicId, type Uuid } from "../base/id.ts";
import { readProposal } from "../contracts/read-proposals.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { type Language, toLanguage } from "../notices/mail-language.ts";
import { GROUPS, groupOf, type Notice } from "../notices/notice.ts";
import { noticeMail } from "../notices/notice-mail.ts";
import { readNotice } from "../notices/read-notices.ts";
import { type MailSwitch, oneClickLink, sealSwitch, switchPage } from "../notices/unsubscribe.ts";
import { dropMail, markMailed } from "../notices/write-notices.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import type { Workspace } from "../workspaces/workspace.ts";
import type { App } from "./app.ts";
import { TOLD_ROLES } from "./deliver-notices.ts";
import { placeOf } from "./place-of-notice.ts";
import type { Mailing } from "./send-invite.ts";
import { spellNotice } from "./spell-notice.ts";

interface Waiting {
  notice: Notice;
  workspace: Workspace;
  /** Where the invitation itself was mailed to. */
  invited: string | null;
}

/** False when there was nothing to send any more. */
export async function mailNotice(app: App, by: Mailing, ws: number, id: Uuid): Promise<boolean> {
  const found = await inWorkspace(app.db, ws, (tx) => findWaiting(tx, ws, id));
  if (found === null) return false;
  const { notice, workspace, invited } = found;
  const person = (await by.identity.readPeople([notice.account])).get(notice.account);
  if (person === undefined || person.email.toLowerCase() === invited?.toLowerCase()) {
    await inWorkspace(app.db, ws, (tx) => dropMail(tx, ws, id));
    return false;
  }
  const { language: own } = await by.identity.own.readProfile(notice.account);
  const language = toLanguage(own ?? workspace.language);
  await by.mailer.send(await compose(app, by, ws, { ...found, person, language }));
  return await inWorkspace(app.db, ws, (tx) => markMailed(tx, ws, id, app.ids.now()));
}

async function findWaiting(tx: Tx, ws: number, id: Uuid): Promise<Waiting | null> {
  const notice = await readNotice(tx, ws, id);
  if (notice?.mail !== "waiting") return null;
  if (!(await isStillTold(tx, ws, notice))) {
    await dropMail(tx, ws, id);
    return null;
  }
  // An invitation has a mail of its own, with its link, to the address that was invited.
  const isInvite =
    notice.kind === "invited" || (notice.kind === "reminded" && notice.facts.asks === "invite");
  const proposal = isInvite ? parsePublicId("proposal", notice.leadsTo ?? "") : null;
  const asked = proposal === null ? null : await readProposal(tx, ws, proposal);
  return { notice, workspace: await readWorkspace(tx, ws), invited: asked?.email ?? null };
}

async function isStillTold(tx: Tx, ws: number, { account, party }: Notice): Promise<boolean> {
  if (party !== null) return (await listAccountsOf(tx, ws, party)).some((one) => one.account === account);
  const member = (await listMembers(tx, ws)).find((one) => one.account === account);
  return member !== undefined && TOLD_ROLES.includes(member.role);
}

async function compose(
  app: App,
  { publicUrl }: Mailing,
  ws: number,
  { notice, workspace, person, language }: Waiting & { person: SignedIn; language: Language },
) {
  const said = await inWorkspace(app.db, ws, (tx) =>
    spellNotice(tx, ws, notice, workspace, language, app.ids.now()),
  );
  const base = publicUrl.replace(/\/$/, "");
  const token = tokenOf(app, ws, notice);
  return noticeMail({
    id: publicId("notice", notice.id),
    to: person.email,
    language,
    said,
    link: base + placeOf(notice, workspace.id),
    choices: token === undefined ? `${base}/account/mails` : switchPage(publicUrl, token),
    unsubscribe: token === undefined ? undefined : oneClickLink(publicUrl, token),
  });
}

/** Nothing where the mail is needed, or the installation seals nothing. */
function tokenOf({ safe }: App, ws: number, { account, party, kind }: Notice): string | undefined {
  const group = groupOf(kind);
  if (safe === undefined) return undefined;
  if (group === "sales") return party === null ? undefined : sealSwitch(safe, { account, ws, party });
  const one: MailSwitch = { account, group };
  return GROUPS[group].isNeeded ? undefined : sealSwitch(safe, one);
}
