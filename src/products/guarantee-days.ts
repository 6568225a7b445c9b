// How long the money of a product's sales is held for the buyer's guarantee, per offer.
// Example: an offer with 7 guarantee days sold on 1 March may be paid out from 8 March on.
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

/** Offer → guarantee days; null when the workspace has no such product. */
export async function guaranteeDaysOf(
  tx: Tx,
  ws: number,
  product: Uuid,
): Promise<Map<string, number> | null> {
  const found = await tx
    .selectFrom("product")
    .select("id")
    .where("ws", "=", ws)
    .where("id", "=", product)
    .executeTakeFirst();
  if (found === undefined) return null;
  const offers = await tx
    .selectFrom("offer")
    .select(["id", "guarantee_days"])
    .where("ws", "=", ws)
    .where("product", "=", product)
    .execute();
  return new Map(offers.map((offer) => [offer.id, offer.guarantee_days]));
}
