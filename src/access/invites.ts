// Invitations into a workspace's team: an address, a role, a link of which only the hash is kept. One open
// invitation an address; a new link ends the one before it, but a mail's never one that was handed over.
// Never makes a member: that is the flow's.
// Example: addInvite(tx, 7, { id, email: "bruno@example.com", role: "finance", … }); findInvite(tx, hash).
import { createHash } from "node:crypto";
import type { Selectable } from "kysely";
import type { IdSource, Uuid } from "../base/id.ts";
import { assert } from "../base/refusal.ts";
import type { Invite as InviteRow } from "../db/tables.ts";
import { enter, type Tx } from "../db/transaction.ts";
import { isRole, type Role } from "./permissions.ts";

export const INVITE_DAYS = 7;
const DAY_MS = 86_400_000;

export interface Invite {
  ws: number;
  id: Uuid;
  email: string;
  role: Role;
  state: "open" | "accepted" | "withdrawn";
  invitedBy: string;
  createdAt: Date;
  sentAt: Date;
  expiresAt: Date;
}

/** By which link it was found. */
export interface FoundInvite extends Invite {
  /** Handed over by whoever invites: proves no address. */
  byHand: boolean;
}

/** 32 random bytes, for the mail alone. */
export function makeInviteToken(ids: IdSource): { token: string; hash: Buffer } {
  const token = Buffer.from(ids.random(32)).toString("base64url");
  return { token, hash: hashInviteToken(token) };
}

export function hashInviteToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

export async function addInvite(
  tx: Tx,
  ws: number,
  invite: { id: Uuid; email: string; role: Role; invitedBy: string; at: number },
): Promise<Invite> {
  const at = new Date(invite.at);
  const row = await tx
    .insertInto("invite")
    .values({
      ws,
      id: invite.id,
      email: invite.email,
      role: invite.role,
      state: "open",
      invited_by: invite.invitedBy,
      created_at: at,
      sent_at: at,
      expires_at: new Date(invite.at + INVITE_DAYS * DAY_MS),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return toInvite(row);
}

/**
 * From now on the link with this hash leads to the invitation, for seven more days: instead of every other,
 * and a mail's beside one that was handed over.
 */
export async function renewInvite(
  tx: Tx,
  ws: number,
  id: Uuid,
  link: { hash: Buffer; byHand: boolean; at: number },
): Promise<void> {
  const { hash, byHand, at } = link;
  if (byHand) await forgetInviteLink(tx, ws, id);
  else await forgetMailedLink(tx, ws, id);
  await tx.insertInto("invite_hash").values({ hash, ws, id, by_hand: byHand }).execute();
  await tx
    .updateTable("invite")
    .set({ sent_at: new Date(at), expires_at: new Date(at + INVITE_DAYS * DAY_MS) })
    .where("ws", "=", ws)
    .where("id", "=", id)
    .execute();
}

async function forgetMailedLink(tx: Tx, ws: number, id: Uuid): Promise<void> {
  const all = tx.deleteFrom("invite_hash").where("ws", "=", ws).where("id", "=", id);
  await all.where("by_hand", "=", false).execute();
}

/** No link leads to it any more. */
export async function forgetInviteLink(tx: Tx, ws: number, id: Uuid): Promise<void> {
  await tx.deleteFrom("invite_hash").where("ws", "=", ws).where("id", "=", id).execute();
}

/**
 * Null when the link is not known: withdrawn, answered or replaced. Leaves the transaction inside its
 * workspace.
 */
export async function findInvite(tx: Tx, token: string): Promise<FoundInvite | null> {
  const found = await tx
    .selectFrom("invite_hash")
    .select(["ws", "id", "by_hand"])
    .where("hash", "=", hashInviteToken(token))
    .executeTakeFirst();
  if (!found) return null;
  await enter(tx, found.ws);
  const invite = await lockInvite(tx, found.ws, found.id as Uuid);
  return invite && { ...invite, byHand: found.by_hand };
}

/** Waits for whoever is answering it at this moment. */
export async function lockInvite(tx: Tx, ws: number, id: Uuid): Promise<Invite | null> {
  const row = await tx
    .selectFrom("invite")
    .selectAll()
    .where("ws", "=", ws)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  return row ? toInvite(row) : null;
}

/** The open ones, newest first, those that ran out included. */
export async function listInvites(tx: Tx, ws: number): Promise<Invite[]> {
  const rows = await tx
    .selectFrom("invite")
    .selectAll()
    .where("ws", "=", ws)
    .where("state", "=", "open")
    .orderBy("created_at", "desc")
    .orderBy("id")
    .execute();
  return rows.map(toInvite);
}

export async function answerInvite(
  tx: Tx,
  ws: number,
  id: Uuid,
  state: "accepted" | "withdrawn",
  at: number,
): Promise<void> {
  await forgetInviteLink(tx, ws, id);
  await tx
    .updateTable("invite")
    .set({ state, answered_at: new Date(at) })
    .where("ws", "=", ws)
    .where("id", "=", id)
    .execute();
}

function toInvite(row: Selectable<InviteRow>): Invite {
  assert(isRole(row.role), `an invitation of workspace ${row.ws} has the role ${row.role}`);
  return {
    ws: row.ws,
    id: row.id as Uuid,
    email: row.email,
    role: row.role,
    state: row.state as Invite["state"],
    invitedBy: row.invited_by,
    createdAt: row.created_at,
    sentAt: row.sent_at,
    expiresAt: row.expires_at,
  };
}
