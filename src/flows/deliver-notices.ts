// Hands what is to be told to those it is for: of the producer's side the owners, admins and finance, of a
// party every account that speaks for it; never to who did it. Each is a row of the inbox, and a mail where
// the person wants one. Inside the transaction that notes what was told.
// Example: "bruno declined" told to the producer → two notices (ana, owner; fay, finance), two mails.
import { accountActor } from "../access/caller.ts";
import { listMembers } from "../access/members.ts";
import { listAccountsOf } from "../access/party-accounts.ts";
import { roleMay } from "../access/permissions.ts";
import { newUuid, type Uuid } from "../base/id.ts";
import { addJob } from "../db/job-queue.ts";
import type { Tx } from "../db/transaction.ts";
import { readQuiet } from "../notices/mail-choices.ts";
import { groupOf, type NoticeFacts, type NoticeKind, type Side } from "../notices/notice.ts";
import { addNotices, type NewNotice } from "../notices/write-notices.ts";
import type { App } from "./app.ts";

export const MAIL_NOTICES = "mail_notices";

/** The name of an actor; null where nobody is known by it. */
export type NameOf = (actor: string) => string | null;

/** Who of a team is told of contracts: a role that was taken away is told no more, and shown nothing. */
export const TOLD_ROLES: readonly string[] = ["owner", "admin", "finance"];

export interface Told {
  to: Side;
  party: Uuid;
  kind: NoticeKind;
  leadsTo: string | null;
  facts: NoticeFacts;
  /** Who did it: not told, unless it is theirs to keep, as an agreement is. */
  actor: string;
  isForActorToo?: boolean;
  /** Only these accounts. */
  only?: readonly string[];
}

interface Reader {
  account: Uuid;
  party: Uuid | null;
  mayAnswer: boolean;
}

/** Answers how many notices were written. */
export async function deliverNotices(app: App, tx: Tx, ws: number, told: readonly Told[]): Promise<number> {
  const notices: NewNotice[] = [];
  for (const one of told) notices.push(...(await noticesFor(app, tx, ws, one)));
  await addNotices(tx, ws, notices, app.ids.now());
  if (notices.some((one) => one.isMailed)) {
    // Mails wait for mails and keep nothing else waiting.
    await addJob(tx, MAIL_NOTICES, { ws }, { key: `${MAIL_NOTICES} ${ws}`, queue: MAIL_NOTICES });
  }
  return notices.length;
}

async function noticesFor(app: App, tx: Tx, ws: number, told: Told): Promise<NewNotice[]> {
  const { kind, leadsTo, facts, actor, isForActorToo = false, only } = told;
  const everybody = told.to === "party" ? await partySide(tx, ws, told.party) : await producerSide(tx, ws);
  const readers = everybody.filter(
    ({ account }) =>
      (isForActorToo || accountActor(account) !== actor) && (only === undefined || only.includes(account)),
  );
  const quiet = await readQuiet(
    tx,
    readers.map((one) => one.account),
  );
  const group = groupOf(kind);
  return readers.map(({ account, party, mayAnswer }) => ({
    ...{ id: newUuid(app.ids), account, party, kind, leadsTo },
    facts: personal(facts, { mayAnswer, isOwn: accountActor(account) === actor }),
    isMailed: group === "sales" || !quiet.get(account)?.includes(group),
  }));
}

function personal(facts: NoticeFacts, own: { mayAnswer: boolean; isOwn: boolean }): NoticeFacts {
  return facts.asks === undefined ? facts : { ...facts, ...own };
}

async function producerSide(tx: Tx, ws: number): Promise<Reader[]> {
  const members = (await listMembers(tx, ws)).filter(({ role }) => TOLD_ROLES.includes(role));
  return members.map(({ account, role }) => ({
    ...{ account, party: null },
    mayAnswer: roleMay(role, "contracts:accept"),
  }));
}

async function partySide(tx: Tx, ws: number, party: Uuid): Promise<Reader[]> {
  const accounts = await listAccountsOf(tx, ws, party);
  return accounts.map(({ account, mayAccept }) => ({ account, party, mayAnswer: mayAccept }));
}
