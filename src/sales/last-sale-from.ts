// The last posted sale of a product at or after an instant: what stands in the way of terms that would start
// earlier. Never counts what is parked. Example: lastSaleFrom(tx, 7, product, july) → { id, happenedAt: 7
// July }, or null.
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

export interface LastSale {
  id: Uuid;
  /** Epoch milliseconds. */
  happenedAt: number;
}

export async function lastSaleFrom(
  tx: Tx,
  ws: number,
  product: Uuid,
  from: number,
): Promise<LastSale | null> {
  const row = await tx
    .selectFrom("sale")
    .select(["id", "happened_at"])
    .where("ws", "=", ws)
    .where("product", "=", product)
    .where("happened_at", ">=", new Date(from))
    .orderBy("happened_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? { id: row.id as Uuid, happenedAt: row.happened_at.getTime() } : null;
}
