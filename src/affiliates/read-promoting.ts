// Who promotes a product: the parties whose affiliation earns or may earn again. Never writes.
// Example: listPromoting(tx, 7, piano) → [carla, dora]; those refused, blocked or ended are not in it.
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

/** In order of their beginning. */
export async function listPromoting(tx: Tx, ws: number, product: Uuid): Promise<Uuid[]> {
  const rows = await tx
    .selectFrom("affiliation")
    .select("party")
    .where("ws", "=", ws)
    .where("product", "=", product)
    .where("state", "in", ["approved", "suspended"])
    .orderBy("created_at")
    .orderBy("id")
    .execute();
  return rows.map((row) => row.party as Uuid);
}
