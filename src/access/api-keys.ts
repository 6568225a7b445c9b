// API keys: opaque, scoped to one workspace and a list of permissions, shown once. Only a SHA-256 is stored:
// a key has 200 random bits, so a slow hash would add nothing. The table api_key_hash leads from a key to its
// workspace.
// Example: makeSecret(random) → { secret: "partage_8k3…", hash, hint: "w7qd" }.
import { createHash } from "node:crypto";
import { sql } from "kysely";
import { type IdSource, parsePublicId, type Uuid } from "../base/id.ts";
import { assert } from "../base/refusal.ts";
import { enter, type Tx } from "../db/transaction.ts";
import { type KeyCaller, keyActor } from "./caller.ts";
import { isPermission, type Permission } from "./permissions.ts";

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const LETTERS = 40;
const SECRET = new RegExp(`^partage_[${ALPHABET}]{${LETTERS}}$`);

export interface ApiKey {
  id: Uuid;
  name: string;
  hint: string;
  scopes: Permission[];
  createdBy: string;
  createdAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
  /** The secret before this one goes on working until then. */
  oldUntil: Date | null;
}

export function makeSecret(ids: IdSource): { secret: string; hash: Buffer; hint: string } {
  const letters = Array.from(ids.random(LETTERS), (byte) => ALPHABET[byte & 31]).join("");
  const secret = `partage_${letters}`;
  return { secret, hash: hashSecret(secret), hint: letters.slice(-4) };
}

/** False for what cannot be a key of ours, so that no database is asked. */
export function looksLikeSecret(text: string): boolean {
  return SECRET.test(text);
}

export function hashSecret(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}

export interface NewApiKey {
  id: Uuid;
  name: string;
  hash: Buffer;
  hint: string;
  scopes: readonly Permission[];
  createdBy: string;
  at: number;
}

export async function addApiKey(tx: Tx, ws: number, key: NewApiKey): Promise<void> {
  await tx
    .insertInto("api_key")
    .values({
      ws,
      id: key.id,
      name: key.name,
      hint: key.hint,
      scopes: [...key.scopes],
      created_by: key.createdBy,
      known_to: [key.createdBy],
      created_at: new Date(key.at),
    })
    .execute();
  await tx.insertInto("api_key_hash").values({ hash: key.hash, ws, id: key.id }).execute();
}

/**
 * From a key's hash to who it is; null when it is not known or was revoked. Runs outside a workspace, enters
 * its own.
 */
export async function findApiKey(tx: Tx, hash: Buffer, now: number): Promise<KeyCaller | null> {
  const found = await tx
    .selectFrom("api_key_hash")
    .select(["ws", "id"])
    .where("hash", "=", hash)
    .where((is) => is.or([is("until", "is", null), is("until", ">", new Date(now))]))
    .executeTakeFirst();
  if (!found) return null;
  await enter(tx, found.ws);
  const key = await tx
    .selectFrom("api_key")
    .innerJoin("workspace_list", "workspace_list.ws", "api_key.ws")
    .select([
      "api_key.name",
      "api_key.scopes",
      "api_key.revoked_at",
      "workspace_list.id as workspace",
      "workspace_list.suspended_why",
    ])
    .where("api_key.ws", "=", found.ws)
    .where("api_key.id", "=", found.id)
    .executeTakeFirst();
  if (!key || key.revoked_at !== null) return null;
  const id = found.id as Uuid;
  return {
    kind: "key",
    actor: keyActor(id),
    ws: found.ws,
    workspace: key.workspace as Uuid,
    key: id,
    name: key.name,
    scopes: toScopes(key.scopes),
    suspended: key.suspended_why,
  };
}

/** Newest first; `after` is the sort key of the last one shown. */
export async function listApiKeys(
  tx: Tx,
  ws: number,
  limit: number,
  after: readonly [number, string] | undefined,
): Promise<ApiKey[]> {
  const rows = await tx
    .selectFrom("api_key")
    .selectAll()
    .where("ws", "=", ws)
    .$if(after !== undefined, (query) =>
      query.where((is) => {
        const [at, id] = after as readonly [number, string];
        return is(is.refTuple("created_at", "id"), "<", is.tuple(new Date(at), id));
      }),
    )
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.map(toApiKey);
}

export async function readApiKey(tx: Tx, ws: number, id: Uuid): Promise<ApiKey | null> {
  const row = await tx
    .selectFrom("api_key")
    .selectAll()
    .where("ws", "=", ws)
    .where("id", "=", id)
    .executeTakeFirst();
  return row ? toApiKey(row) : null;
}

/**
 * For ever: the hash is forgotten, the row stays for the record. False when it was not there or revoked
 * before.
 */
export async function revokeApiKey(tx: Tx, ws: number, id: Uuid, at: number): Promise<boolean> {
  const result = await tx
    .updateTable("api_key")
    .set({ revoked_at: new Date(at) })
    .where("ws", "=", ws)
    .where("id", "=", id)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  await tx.deleteFrom("api_key_hash").where("ws", "=", ws).where("id", "=", id).execute();
  return result.numUpdatedRows > 0n;
}

/**
 * A new secret for the same key; the one before works until `until`. Null when there is no such key any more.
 */
export async function rotateApiKey(
  tx: Tx,
  ws: number,
  id: Uuid,
  next: { hash: Buffer; hint: string; by: string },
  until: number,
): Promise<ApiKey | null> {
  const row = await tx
    .updateTable("api_key")
    .set({
      ...{ hint: next.hint, old_until: new Date(until) },
      known_to: sql<string[]>`array_append(array_remove(known_to, ${next.by}), ${next.by})`,
    })
    .where("ws", "=", ws)
    .where("id", "=", id)
    .where("revoked_at", "is", null)
    .returningAll()
    .executeTakeFirst();
  if (!row) return null;
  const mine = tx.updateTable("api_key_hash").where("ws", "=", ws).where("id", "=", id);
  await mine
    .where("until", "is", null)
    .set({ until: new Date(until) })
    .execute();
  await tx.insertInto("api_key_hash").values({ hash: next.hash, ws, id }).execute();
  return toApiKey(row);
}

/** Who else may have acted where it says `actor`: of a key, those who know its secret. */
export async function peopleBehind(tx: Tx, ws: number, actor: string): Promise<string[]> {
  const id = actor.startsWith("key:") ? parsePublicId("key", actor.slice("key:".length)) : null;
  if (id === null) return [];
  const row = await tx
    .selectFrom("api_key")
    .select("known_to")
    .where("ws", "=", ws)
    .where("id", "=", id)
    .executeTakeFirst();
  return row?.known_to ?? [];
}

export async function noteApiKeyUse(tx: Tx, ws: number, id: Uuid, at: number): Promise<void> {
  await tx
    .updateTable("api_key")
    .set({ last_used_at: new Date(at) })
    .where("ws", "=", ws)
    .where("id", "=", id)
    .where((is) => is.or([is("last_used_at", "is", null), is("last_used_at", "<", new Date(at))]))
    .execute();
}

function toApiKey(row: {
  id: string;
  name: string;
  hint: string;
  scopes: string[];
  created_by: string;
  created_at: Date;
  last_used_at: Date | null;
  revoked_at: Date | null;
  old_until: Date | null;
}): ApiKey {
  return {
    id: row.id as Uuid,
    name: row.name,
    hint: row.hint,
    scopes: toScopes(row.scopes),
    createdBy: row.created_by,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
    oldUntil: row.old_until,
  };
}

function toScopes(scopes: string[]): Permission[] {
  return scopes.map((scope) => {
    assert(isPermission(scope), `an API key has the scope ${scope}`);
    return scope;
  });
}
