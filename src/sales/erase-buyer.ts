// Forgets who bought: name, address and reference are gone for good, the sale and its amounts stay as they
// are. A later message of the source does not bring them back. Never touches the ledger, which holds no
// person's data.
// Example: eraseBuyer(tx, 7, sale, now) → true; the same again → false.
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

/** False when nothing was known of the buyer any more. */
export async function eraseBuyer(tx: Tx, ws: number, sale: Uuid, now: number): Promise<boolean> {
  const erased = await tx
    .updateTable("buyer")
    .set({ email: null, name: null, reference: null, erased_at: new Date(now) })
    .where("ws", "=", ws)
    .where("sale", "=", sale)
    .where("erased_at", "is", null)
    .returning("sale")
    .execute();
  return erased.length > 0;
}
