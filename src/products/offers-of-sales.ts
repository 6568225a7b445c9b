// What of a product's offers decides how a sale of theirs is posted: how long its money is held for the
// buyer's guarantee, and whether it is part of one purchase paid in instalments.
// Example: an offer with 7 guarantee days sold on 1 March may be paid out from 8 March on.
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

export interface OfferOfSale {
  guaranteeDays: number;
  isInstalments: boolean;
  isActive: boolean;
}

/** By offer; null when the workspace has no such product. */
export async function offersOfSales(
  tx: Tx,
  ws: number,
  product: Uuid,
): Promise<Map<string, OfferOfSale> | null> {
  const found = await tx
    .selectFrom("product")
    .select("id")
    .where("ws", "=", ws)
    .where("id", "=", product)
    .executeTakeFirst();
  if (found === undefined) return null;
  const offers = await tx
    .selectFrom("offer")
    .select(["id", "guarantee_days", "kind", "status"])
    .where("ws", "=", ws)
    .where("product", "=", product)
    .execute();
  return new Map(
    offers.map((offer) => {
      const isInstalments = offer.kind === "instalments";
      const isActive = offer.status === "active";
      return [offer.id, { guaranteeDays: offer.guarantee_days, isInstalments, isActive }];
    }),
  );
}
