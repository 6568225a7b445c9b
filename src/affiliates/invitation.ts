// Invitations to promote a product, by e-mail: made, found by the secret of their link, accepted, taken back.
// Only the hash of the secret is kept; each mail makes a new one.
// Example: addInvitation(tx, 7, { product, email: "dora@example.com", recruitedBy: davi, … }) → open for 30
// days.
import { createHash } from "node:crypto";
import type { Selectable } from "kysely";
import type { IdSource, Uuid } from "../base/id.ts";
import type { Ppm } from "../base/rate.ts";
import type { AffiliateInvitation as InvitationRow } from "../db/tables.ts";
import type { Tx } from "../db/transaction.ts";

export interface Invitation {
  id: Uuid;
  product: Uuid;
  email: string;
  name: string | null;
  message: string;
  language: string;
  recruitedBy: Uuid | null;
  rate: Ppm | null;
  state: "open" | "accepted" | "withdrawn";
  createdBy: string;
  createdAt: Date;
  lapsesAt: Date;
}

const OPEN_MS = 30 * 86_400_000;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

export type NewInvitation = Pick<
  Invitation,
  "id" | "product" | "email" | "name" | "message" | "language" | "recruitedBy" | "rate"
> & { actor: string; at: number };

export async function addInvitation(tx: Tx, ws: number, made: NewInvitation): Promise<void> {
  const { id, product, email, name, message, language, recruitedBy, rate, actor, at } = made;
  await tx
    .insertInto("affiliate_invitation")
    .values({
      ...{ ws, id, product, email, name, message, language, rate },
      recruited_by: recruitedBy,
      state: "open",
      created_by: actor,
      created_at: new Date(at),
      lapses_at: new Date(at + OPEN_MS),
    })
    .execute();
}

export interface InvitationFilter {
  id?: Uuid | undefined;
  product?: Uuid | undefined;
  recruitedBy?: Uuid | undefined;
  email?: string | undefined;
  state?: "open" | undefined;
  after?: readonly [number, string] | undefined;
  limit: number;
}

/** Newest first. */
export async function listInvitations(tx: Tx, ws: number, filter: InvitationFilter): Promise<Invitation[]> {
  const { id, product, recruitedBy, email, state, after, limit } = filter;
  let query = tx.selectFrom("affiliate_invitation").selectAll().where("ws", "=", ws);
  if (id !== undefined) query = query.where("id", "=", id);
  if (product !== undefined) query = query.where("product", "=", product);
  if (recruitedBy !== undefined) query = query.where("recruited_by", "=", recruitedBy);
  if (state !== undefined) query = query.where("state", "=", state);
  if (email !== undefined) {
    query = query.where((is) => is(is.fn("lower", ["email"]), "=", email.toLowerCase()));
  }
  if (after !== undefined) {
    const [at, last] = after;
    query = query.where((is) => is(is.refTuple("created_at", "id"), "<", is.tuple(new Date(at), last)));
  }
  const rows = await query.orderBy("created_at", "desc").orderBy("id", "desc").limit(limit).execute();
  return rows.map(toInvitation);
}

/**
 * Answers the only copy of the secret there is; an older one works no more. One that is handed over stands
 * beside a mail's that is written later.
 */
export async function renewSecret(
  tx: Tx,
  ids: IdSource,
  ws: number,
  id: Uuid,
  byHand = false,
): Promise<string> {
  const secret = Buffer.from(ids.random(32)).toString("base64url");
  const hash = hashOf(secret);
  await tx
    .updateTable("affiliate_invitation")
    .set(byHand ? { token_hash: null, hand_hash: hash } : { token_hash: hash })
    .where("ws", "=", ws)
    .where("id", "=", id)
    .execute();
  return secret;
}

/** Open ones of this product alone, locked until the transaction ends; null when it opens nothing. */
export async function findInvitation(
  tx: Tx,
  ws: number,
  product: Uuid,
  secret: string,
  now: number,
): Promise<Invitation | null> {
  if (!TOKEN.test(secret)) return null;
  const row = await tx
    .selectFrom("affiliate_invitation")
    .selectAll()
    .where("ws", "=", ws)
    .where("product", "=", product)
    .where((is) => is.or([is("token_hash", "=", hashOf(secret)), is("hand_hash", "=", hashOf(secret))]))
    .where("state", "=", "open")
    .where("lapses_at", ">", new Date(now))
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row ? toInvitation(row) : null;
}

export async function closeInvitation(
  tx: Tx,
  ws: number,
  id: Uuid,
  state: "accepted" | "withdrawn",
  affiliation: Uuid | null = null,
): Promise<void> {
  await tx
    .updateTable("affiliate_invitation")
    .set({ state, affiliation, token_hash: null, hand_hash: null })
    .where("ws", "=", ws)
    .where("id", "=", id)
    .execute();
}

function hashOf(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}

function toInvitation(row: Selectable<InvitationRow>): Invitation {
  return {
    id: row.id as Uuid,
    product: row.product as Uuid,
    email: row.email,
    name: row.name,
    message: row.message,
    language: row.language,
    recruitedBy: row.recruited_by as Uuid | null,
    rate: row.rate as Ppm | null,
    state: row.state as Invitation["state"],
    createdBy: row.created_by,
    createdAt: row.created_at,
    lapsesAt: row.lapses_at,
  };
}
