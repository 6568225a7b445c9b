// Leave for an operator to read one workspace for a time: asked with a reason, given by an owner, never more
// than reading, ended at once when it is revoked. Without one that is given and not over an operator is a
// stranger.
// Example: findGrant(tx, 7, account, now) → the grant that opens the door, or null.
import type { Selectable } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { SupportGrant as Row } from "../db/tables.ts";
import type { Tx } from "../db/transaction.ts";

export interface SupportGrant {
  id: Uuid;
  /** The operator's. */
  account: Uuid;
  reason: string;
  hours: number;
  state: "asked" | "given" | "refused" | "revoked";
  askedAt: Date;
  decidedBy: string | null;
  decidedAt: Date | null;
  expiresAt: Date | null;
}

/** The one that counts now. */
export async function findGrant(
  tx: Tx,
  ws: number,
  account: Uuid,
  now: number,
): Promise<SupportGrant | null> {
  const row = await tx
    .selectFrom("support_grant")
    .selectAll()
    .where("ws", "=", ws)
    .where("account", "=", account)
    .where("state", "=", "given")
    .where("expires_at", ">", new Date(now))
    .orderBy("expires_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? toGrant(row) : null;
}

/** Newest first; of one operator where told. */
export async function listGrants(
  tx: Tx,
  ws: number,
  filter: { account?: Uuid; limit: number },
): Promise<SupportGrant[]> {
  let query = tx.selectFrom("support_grant").selectAll().where("ws", "=", ws);
  if (filter.account !== undefined) query = query.where("account", "=", filter.account);
  const rows = await query.orderBy("asked_at", "desc").orderBy("id").limit(filter.limit).execute();
  return rows.map(toGrant);
}

export async function lockGrant(tx: Tx, ws: number, id: Uuid): Promise<SupportGrant | null> {
  const row = await tx
    .selectFrom("support_grant")
    .selectAll()
    .where("ws", "=", ws)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  return row ? toGrant(row) : null;
}

/** False when one of this operator is open already. */
export async function addGrant(
  tx: Tx,
  ws: number,
  grant: { id: Uuid; account: Uuid; reason: string; hours: number; at: number },
): Promise<boolean> {
  const { id, account, reason, hours, at } = grant;
  const done = await tx
    .insertInto("support_grant")
    .values({ ws, id, account, reason, hours, state: "asked", asked_at: new Date(at) })
    .onConflict((on) => on.columns(["ws", "account"]).where("state", "=", "asked").doNothing())
    .executeTakeFirst();
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function decideGrant(
  tx: Tx,
  ws: number,
  id: Uuid,
  decision: { state: "given" | "refused" | "revoked"; by: string; at: number; expiresAt: number | null },
): Promise<void> {
  const { state, by, at, expiresAt } = decision;
  await tx
    .updateTable("support_grant")
    .set({
      state,
      decided_by: by,
      decided_at: new Date(at),
      ...(expiresAt === null ? {} : { expires_at: new Date(expiresAt) }),
    })
    .where("ws", "=", ws)
    .where("id", "=", id)
    .execute();
}

function toGrant(row: Selectable<Row>): SupportGrant {
  return {
    id: row.id as Uuid,
    account: row.account as Uuid,
    reason: row.reason,
    hours: row.hours,
    state: row.state as SupportGrant["state"],
    askedAt: row.asked_at,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    expiresAt: row.expires_at,
  };
}
