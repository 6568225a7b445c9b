// Who promotes a product, and who of them has not accepted its terms of use: the parties whose affiliation
// earns or may earn again. Never writes.
// Example: listPromoting(tx, 7, piano) → [carla, dora]; those refused, blocked or ended are not in it.
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

/**
 * In order of their beginning. `notAccepted`: only who has not accepted that version of the terms of use.
 */
export async function listPromoting(
  tx: Tx,
  ws: number,
  product: Uuid,
  notAccepted?: number,
): Promise<Uuid[]> {
  let query = tx
    .selectFrom("affiliation")
    .select("party")
    .where("ws", "=", ws)
    .where("product", "=", product)
    .where("state", "in", ["approved", "suspended"]);
  if (notAccepted !== undefined) query = query.where("accepted_terms", "is distinct from", notAccepted);
  const rows = await query.orderBy("created_at").orderBy("id").execute();
  return rows.map((row) => row.party as Uuid);
}
