// Deliveries as they came, and the addresses they come to. A delivery is stored before anything is made of it
// and never changed in its body; the same one again is known by the source's own id. An address is known by
// its hash. What is turned away is counted, so that a wrong secret is seen.
// Example: keepDelivery(tx, 7, { id, source: "stripe", key: "evt_1…", body, at }) → { id, isNew: true }.
import { sha256 } from "../base/digest.ts";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

export interface NewDelivery {
  id: Uuid;
  source: string;
  key: string;
  /** As the platform calls it; null where the body does not say. */
  type: string | null;
  /** Without those that hold a secret. */
  headers: Record<string, string> | null;
  /** Well-formed text without NUL: the flow has looked. */
  body: string;
  at: number;
}

/** What is stored of an address: whoever reads the database cannot send to it. */
export function hashAddress(address: string): Buffer {
  return sha256(address);
}

/** Whose address it is; null when nobody's. Runs outside a workspace. */
export async function findAddress(tx: Tx, address: string): Promise<{ ws: number; source: string } | null> {
  const row = await tx
    .selectFrom("source_address")
    .select(["ws", "source"])
    .where("hash", "=", hashAddress(address))
    .executeTakeFirst();
  return row ?? null;
}

/**
 * The secrets that the source signs with or sends, the newest first; [] while none was told; null when it is
 * not connected any more.
 */
export async function readSourceSecrets(
  tx: Tx,
  ws: number,
  source: string,
  now: number,
): Promise<string[] | null> {
  const row = await tx
    .selectFrom("source")
    .select(["secret", "old_secret", "old_secret_until"])
    .where("ws", "=", ws)
    .where("name", "=", source)
    .executeTakeFirst();
  if (row === undefined) return null;
  const isOldGood = row.old_secret_until !== null && row.old_secret_until.getTime() > now;
  return [row.secret, isOldGood ? row.old_secret : null].filter((one) => one !== null);
}

/** Somebody knew the address and not the secret: most often it was pasted wrong. */
export async function noteTurnedAway(
  tx: Tx,
  ws: number,
  source: string,
  code: string,
  at: number,
): Promise<void> {
  await tx
    .updateTable("source")
    .set((is) => ({
      turned_away: is("turned_away", "+", 1),
      turned_away_at: new Date(at),
      turned_away_code: code,
    }))
    .where("ws", "=", ws)
    .where("name", "=", source)
    .where("turned_away", "<", 1_000_000)
    .execute();
}

/** The secret fits: what was turned away before is forgotten. */
export async function forgetTurnedAway(tx: Tx, ws: number, source: string): Promise<void> {
  await tx
    .updateTable("source")
    .set({ turned_away: 0, turned_away_at: null, turned_away_code: null })
    .where("ws", "=", ws)
    .where("name", "=", source)
    .where("turned_away", ">", 0)
    .execute();
}

/** `isNew` is false when it had come before: then `id` is the first one's. */
export async function keepDelivery(
  tx: Tx,
  ws: number,
  delivery: NewDelivery,
): Promise<{ id: Uuid; isNew: boolean }> {
  const { id, source, key, type, headers, body, at } = delivery;
  const stored = await tx
    .insertInto("delivery")
    .values({
      ...{ ws, id, source, key, type, body, received_at: new Date(at), state: "stored" },
      headers: headers === null ? null : JSON.stringify(headers),
    })
    .onConflict((conflict) => conflict.columns(["ws", "source", "key"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  if (stored) return { id, isNew: true };
  const before = await tx
    .selectFrom("delivery")
    .select("id")
    .where("ws", "=", ws)
    .where("source", "=", source)
    .where("key", "=", key)
    .executeTakeFirstOrThrow();
  return { id: before.id as Uuid, isNew: false };
}
