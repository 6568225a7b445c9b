// Deliveries as they came, and the addresses they come to. A delivery is stored before anything is made of it
// and never changed in its body; the same one again is known by the source's own id. An address is known by
// its hash.
// Example: keepDelivery(tx, 7, { id, source: "stripe", key: "evt_1…", body, at }) → { id, isNew: true }.
import { sha256 } from "../base/digest.ts";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

export interface NewDelivery {
  id: Uuid;
  source: string;
  key: string;
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

/** The secret that the source signs with or sends; null when it is not connected any more. */
export async function readSourceSecret(tx: Tx, ws: number, source: string): Promise<string | null> {
  const row = await tx
    .selectFrom("source")
    .select("secret")
    .where("ws", "=", ws)
    .where("name", "=", source)
    .executeTakeFirst();
  return row?.secret ?? null;
}

/** `isNew` is false when it had come before: then `id` is the first one's. */
export async function keepDelivery(
  tx: Tx,
  ws: number,
  delivery: NewDelivery,
): Promise<{ id: Uuid; isNew: boolean }> {
  const { id, source, key, body, at } = delivery;
  const stored = await tx
    .insertInto("delivery")
    .values({ ws, id, source, key, received_at: new Date(at), body, state: "stored" })
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
