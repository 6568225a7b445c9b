// Sends the mail of one notice. Runs in a job, so that a server that is down or dawdles keeps nobody waiting
// but mails; tried again, it sends only what was not sent, and always the same message. Whoever left the
// team, lost the role or speaks for the party no more gets none; a party without an account gets it at its
// known address.
// Example: mailNotice(app, mailing, 7, notice) → true; asked again → false.
import { listMembers } from "../access/members.ts";
import { listAccountsOf } from "../access/party-accounts.ts";
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
import { addressOf, isToldRole, NOBODY } from "./deliver-notices.ts";
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
  const reader = await readerOf(app, by, ws, found);
  if (reader === null) {
    await inWorkspace(app.db, ws, (tx) => dropMail(tx, ws, id));
    return false;
  }
  await by.mailer.send(await compose(app, by, ws, { ...found, ...reader }));
  return await inWorkspace(app.db, ws, (tx) => markMailed(tx, ws, id, app.ids.now()));
}

interface MailReader {
  to: string;
  language: Language;
  hasAccount: boolean;
}

/** Null: nobody any more, or an invitation has told the same address. */
async function readerOf(
  app: App,
  { identity }: Mailing,
  ws: number,
  { notice: { account, party }, workspace, invited }: Waiting,
): Promise<MailReader | null> {
  if (account === NOBODY && party !== null) {
    const to = await inWorkspace(app.db, ws, (tx) => addressOf(tx, ws, party));
    return to === null ? null : { to, language: toLanguage(workspace.language), hasAccount: false };
  }
  const person = (await identity.readPeople([account])).get(account);
  if (person === undefined || person.email.toLowerCase() === invited?.toLowerCase()) return null;
  const { language } = await identity.own.readProfile(account);
  return { to: person.email, language: toLanguage(language ?? workspace.language), hasAccount: true };
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

async function isStillTold(tx: Tx, ws: number, { account, party, kind }: Notice): Promise<boolean> {
  if (account === NOBODY) return true;
  if (party !== null) return (await listAccountsOf(tx, ws, party)).some((one) => one.account === account);
  const member = (await listMembers(tx, ws)).find((one) => one.account === account);
  return member !== undefined && isToldRole(member.role, kind);
}

async function compose(
  app: App,
  { publicUrl }: Mailing,
  ws: number,
  { notice, workspace, to, language, hasAccount }: Waiting & MailReader,
) {
  const said = await inWorkspace(app.db, ws, (tx) =>
    spellNotice(tx, ws, notice, workspace, language, app.ids.now()),
  );
  const base = publicUrl.replace(/\/$/, "");
  const token = tokenOf(app, ws, notice);
  return noticeMail({
    id: publicId("notice", notice.id),
    ...{ to, language, said, hasAccount },
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
