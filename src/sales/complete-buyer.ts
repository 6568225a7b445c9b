// Completes what is known of who bought, from what a source told later. Never replaces what is known, never
// touches the sale itself, never brings back who was erased. Example: the charge knew the e-mail address, the
// session adds the name.
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import type { BuyerFact } from "./facts.ts";

export async function completeBuyer(tx: Tx, ws: number, sale: Uuid, buyer: BuyerFact): Promise<void> {
  const { email, name, reference } = buyer;
  await tx
    .insertInto("buyer")
    .values({ ws, sale, email, name, reference })
    .onConflict((conflict) =>
      conflict
        .columns(["ws", "sale"])
        .doUpdateSet((is) => ({
          email: is.fn.coalesce("buyer.email", "excluded.email"),
          name: is.fn.coalesce("buyer.name", "excluded.name"),
          reference: is.fn.coalesce("buyer.reference", "excluded.reference"),
        }))
        .where("buyer.erased_at", "is", null),
    )
    .execute();
}
