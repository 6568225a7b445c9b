// Hands what is to be told to those it is for: of the producer's side the owners, admins and finance, of a
// party every account that speaks for it, or its known address where none does; never to who did it. Each
// is a row of the inbox, and a mail where the person wants one. Inside the transaction that notes what was
// told.
// Example: "bruno declined" told to the producer → two notices (ana, owner; fay, finance), two mails.
import { accountActor } from "../access/caller.ts";
import { listMembers } from "../access/members.ts";
import { listAccountsOf } from "../access/party-accounts.ts";
import { type Role, roleMay } from "../access/permissions.ts";
import { newUuid, type Uuid } from "../base/id.ts";
import { addJob } from "../db/job-queue.ts";
import type { Tx } from "../db/transaction.ts";
import { readQuiet } from "../notices/mail-choices.ts";
import { GROUPS, groupOf, type NoticeFacts, type NoticeKind, type Side } from "../notices/notice.ts";
import { addNotices, type NewNotice } from "../notices/write-notices.ts";
import { readParties } from "../parties/read-parties.ts";
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
  /** No mail: it is read where one looks. */
  isInboxOnly?: boolean;
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
  const { kind, leadsTo, facts, actor, isForActorToo = false, isInboxOnly = false, only } = told;
  const everybody = told.to === "party" ? await partySide(tx, ws, told) : await producerSide(tx, ws, kind);
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
    isMailed: !isInboxOnly && (group === "sales" || !quiet.get(account)?.includes(group)),
  }));
}

function personal(facts: NoticeFacts, own: { mayAnswer: boolean; isOwn: boolean }): NoticeFacts {
  return facts.asks === undefined ? facts : { ...facts, ...own };
}

/** Of applicants and affiliates whoever may decide about them is told, and nobody else. */
export function isToldRole(role: Role, kind: NoticeKind): boolean {
  return groupOf(kind) === "affiliates" ? roleMay(role, "affiliates:write") : TOLD_ROLES.includes(role);
}

async function producerSide(tx: Tx, ws: number, kind: NoticeKind): Promise<Reader[]> {
  const members = (await listMembers(tx, ws)).filter(({ role }) => isToldRole(role, kind));
  return members.map(({ account, role }) => ({
    ...{ account, party: null },
    mayAnswer: roleMay(role, "contracts:accept"),
  }));
}

async function partySide(tx: Tx, ws: number, { party, kind }: Told): Promise<Reader[]> {
  const accounts = await listAccountsOf(tx, ws, party);
  if (accounts.length === 0 && isToldByAddress(kind) && (await addressOf(tx, ws, party)) !== null) {
    return [{ account: NOBODY, party, mayAnswer: false }];
  }
  return accounts.map(({ account, mayAccept }) => ({ account, party, mayAnswer: mayAccept }));
}

/** In place of an account: the party has none, and is told at the address that the producer knows. */
export const NOBODY = "00000000-0000-0000-0000-000000000000" as Uuid;

/** What an affiliate must hear of, account or none, and what somebody writes to them. */
function isToldByAddress(kind: NoticeKind): boolean {
  const group = groupOf(kind);
  if (kind === "affiliate_message") return true;
  const isOfAffiliate = kind.startsWith("affiliate_") || kind.startsWith("commission_");
  return isOfAffiliate && group !== "sales" && GROUPS[group].isNeeded;
}

export async function addressOf(tx: Tx, ws: number, party: Uuid): Promise<string | null> {
  return (await readParties(tx, ws, [party])).get(party)?.email ?? null;
}
