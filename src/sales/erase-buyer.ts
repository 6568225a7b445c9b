// Forgets who bought: name, address and reference are gone for good, the sale and its amounts stay as they
// are. A later message of the source does not bring them back. Never touches the ledger, which holds no
// person's data.
// Example: eraseBuyer(tx, 7, sale, now) → what was known of claire; the same again → null.
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

export interface ErasedBuyer {
  email: string | null;
  name: string | null;
  reference: string | null;
}

/** What was known, so that it can be taken out elsewhere; null when nothing was any more. */
export async function eraseBuyer(tx: Tx, ws: number, sale: Uuid, now: number): Promise<ErasedBuyer | null> {
  const known = await tx
    .selectFrom("buyer")
    .select(["email", "name", "reference"])
    .where("ws", "=", ws)
    .where("sale", "=", sale)
    .where("erased_at", "is", null)
    .forUpdate()
    .executeTakeFirst();
  if (known === undefined) return null;
  await tx
    .updateTable("buyer")
    .set({ email: null, name: null, reference: null, fingerprint: null, erased_at: new Date(now) })
    .where("ws", "=", ws)
    .where("sale", "=", sale)
    .execute();
  return known;
}
