// One person's inbox over everything they have to do with: as a member of their teams, while the role is one
// that is told, and as each party they speak for. One look for each; what a party was told is read under the
// party's own policy. Marks read what the person says; never another person's.
// Example: readInbox(app, account, { unread: false, limit: 26 }) → newest first, of three businesses.
import { listMemberships } from "../access/members.ts";
import { listPartiesOf } from "../access/party-accounts.ts";
import type { Uuid } from "../base/id.ts";
import { inParty, inWorkspace, type Tx } from "../db/transaction.ts";
import type { Notice } from "../notices/notice.ts";
import { countUnread, listNotices } from "../notices/read-notices.ts";
import { markRead } from "../notices/write-notices.ts";
import type { App } from "./app.ts";
import { TOLD_ROLES } from "./deliver-notices.ts";

/** Where a person is told something: a workspace as a member, or as one party of it. */
interface Place {
  ws: number;
  workspace: Uuid;
  party: Uuid | null;
}

export interface InboxNotice extends Notice {
  workspace: { id: Uuid; name: string; timeZone: string };
}

interface Asked {
  unread: boolean;
  after?: readonly [number, string] | undefined;
  limit: number;
}

/** Newest first, over all places. */
export async function readInbox(app: App, account: Uuid, asked: Asked): Promise<InboxNotice[]> {
  const found: InboxNotice[] = [];
  for (const place of await placesOf(app, account)) {
    const here = await look(app, place, async (tx) => {
      const notices = await listNotices(tx, place.ws, { account, party: place.party }, asked);
      if (notices.length === 0) return [];
      const { name, time_zone: timeZone } = await tx
        .selectFrom("workspace")
        .select(["name", "time_zone"])
        .where("ws", "=", place.ws)
        .executeTakeFirstOrThrow();
      const workspace = { id: place.workspace, name, timeZone };
      return notices.map((one) => ({ ...one, workspace }));
    });
    found.push(...here);
  }
  return found.sort(newestFirst).slice(0, asked.limit);
}

export async function countInbox(app: App, account: Uuid): Promise<number> {
  let unread = 0;
  for (const place of await placesOf(app, account)) {
    unread += await look(app, place, (tx) => countUnread(tx, place.ws, { account, party: place.party }));
  }
  return unread;
}

/**
 * `ids`, or all that were there at `upTo`, so that what has just come is not missed. Answers how many became
 * read.
 */
export async function readInInbox(
  app: App,
  account: Uuid,
  which: { ids: readonly Uuid[] } | { upTo: number },
): Promise<number> {
  let read = 0;
  for (const { ws, party } of await placesOf(app, account)) {
    read += await inWorkspace(app.db, ws, (tx) => markRead(tx, ws, { account, party }, which, app.ids.now()));
  }
  return read;
}

async function placesOf(app: App, account: Uuid): Promise<Place[]> {
  return await inWorkspace(app.db, null, async (tx) => {
    const teams = (await listMemberships(tx, account)).filter(({ role }) => TOLD_ROLES.includes(role));
    const parties = await listPartiesOf(tx, account);
    return [
      ...teams.map(({ ws, workspace }) => ({ ws, workspace, party: null })),
      ...parties.map(({ ws, workspace, party }) => ({ ws, workspace, party })),
    ];
  });
}

function look<T>(app: App, { ws, party }: Place, read: (tx: Tx) => Promise<T>): Promise<T> {
  return party === null ? inWorkspace(app.db, ws, read) : inParty(app.db, { ws, party }, read);
}

function newestFirst(one: Notice, other: Notice): number {
  const byTime = other.createdAt.getTime() - one.createdAt.getTime();
  if (byTime !== 0) return byTime;
  return one.id < other.id ? 1 : -1;
}
