// Writes notices, marks them read by the person they are for, and marks their mails sent. Each is written
// once, in the transaction that moves the head of what was told. Never changes what a notice says.
// Example: addNotices(tx, 7, [{ id, account, party, kind: "accepted", … }], now).
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import type { Notice } from "./notice.ts";

export type NewNotice = Pick<Notice, "id" | "account" | "party" | "kind" | "leadsTo" | "facts"> & {
  isMailed: boolean;
};

export async function addNotices(
  tx: Tx,
  ws: number,
  notices: readonly NewNotice[],
  at: number,
): Promise<void> {
  if (notices.length === 0) return;
  const rows = notices.map(({ id, account, party, kind, leadsTo, facts, isMailed }) => ({
    ...{ ws, id, account, party, kind },
    leads_to: leadsTo,
    facts: JSON.stringify(facts),
    created_at: new Date(at),
    mail: isMailed ? "waiting" : "none",
  }));
  await tx.insertInto("notice").values(rows).execute();
}

/** False where another had sent it meanwhile. */
export async function markMailed(tx: Tx, ws: number, id: Uuid, at: number): Promise<boolean> {
  const done = await tx
    .updateTable("notice")
    .set({ mail: "sent", mailed_at: new Date(at) })
    .where("ws", "=", ws)
    .where("id", "=", id)
    .where("mail", "=", "waiting")
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/**
 * Not wanted any more or nobody to send it to ("none"); or it could not be sent for too long ("given_up").
 */
export async function dropMail(
  tx: Tx,
  ws: number,
  id: Uuid,
  mail: "none" | "given_up" = "none",
): Promise<void> {
  await tx
    .updateTable("notice")
    .set({ mail })
    .where("ws", "=", ws)
    .where("id", "=", id)
    .where("mail", "=", "waiting")
    .execute();
}

export interface Reader {
  account: Uuid;
  /** Null: what is told to members. */
  party: Uuid | null;
}

/** Those of `ids` that are this reader's, or all that were there at `upTo`. Answers how many became read. */
export async function markRead(
  tx: Tx,
  ws: number,
  { account, party }: Reader,
  which: { ids: readonly Uuid[] } | { upTo: number },
  at: number,
): Promise<number> {
  if ("ids" in which && which.ids.length === 0) return 0;
  let query = tx
    .updateTable("notice")
    .set({ read_at: new Date(at) })
    .where("ws", "=", ws)
    .where("account", "=", account)
    .where("party", party === null ? "is" : "=", party)
    .where("read_at", "is", null);
  query =
    "ids" in which
      ? query.where("id", "in", [...which.ids])
      : query.where("created_at", "<=", new Date(which.upTo));
  const done = await query.executeTakeFirst();
  return Number(done.numUpdatedRows);
}
