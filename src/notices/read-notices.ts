// Reads the notices of one person in one workspace, as a member or as one party: a page, how many are unread,
// one for its mail. Never reads another person's. Example: listNotices(tx, 7, { account, party: null }, {
// limit: 26 }).
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { type Notice, type NoticeKind, toNotice } from "./notice.ts";
import type { Reader } from "./write-notices.ts";

/** Newest first. */
export async function listNotices(
  tx: Tx,
  ws: number,
  { account, party }: Reader,
  filter: { unread: boolean; after?: readonly [number, string] | undefined; limit: number },
): Promise<Notice[]> {
  const { unread, after, limit } = filter;
  let query = tx
    .selectFrom("notice")
    .selectAll()
    .where("ws", "=", ws)
    .where("account", "=", account)
    .where("party", party === null ? "is" : "=", party);
  if (unread) query = query.where("read_at", "is", null);
  if (after !== undefined) {
    const [at, last] = after;
    query = query.where((is) => is(is.refTuple("created_at", "id"), "<", is.tuple(new Date(at), last)));
  }
  const rows = await query.orderBy("created_at", "desc").orderBy("id", "desc").limit(limit).execute();
  return rows.map(toNotice);
}

export async function countUnread(tx: Tx, ws: number, { account, party }: Reader): Promise<number> {
  const row = await tx
    .selectFrom("notice")
    .select((is) => is.fn.countAll<number>().as("unread"))
    .where("ws", "=", ws)
    .where("account", "=", account)
    .where("party", party === null ? "is" : "=", party)
    .where("read_at", "is", null)
    .executeTakeFirstOrThrow();
  return Number(row.unread);
}

export async function readNotice(tx: Tx, ws: number, id: Uuid): Promise<Notice | null> {
  const row = await tx
    .selectFrom("notice")
    .selectAll()
    .where("ws", "=", ws)
    .where("id", "=", id)
    .executeTakeFirst();
  return row === undefined ? null : toNotice(row);
}

/** Was anybody told this of that thing since then? */
export async function wasToldSince(
  tx: Tx,
  ws: number,
  kind: NoticeKind,
  leadsTo: string,
  since: Date,
): Promise<boolean> {
  const row = await tx
    .selectFrom("notice")
    .select("id")
    .where("ws", "=", ws)
    .where("kind", "=", kind)
    .where("leads_to", "=", leadsTo)
    .where("created_at", ">", since)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Those whose mail waits, oldest first. */
export async function listMailsWaiting(tx: Tx, ws: number, limit: number): Promise<Notice[]> {
  const rows = await tx
    .selectFrom("notice")
    .selectAll()
    .where("ws", "=", ws)
    .where("mail", "=", "waiting")
    .orderBy("created_at")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map(toNotice);
}
