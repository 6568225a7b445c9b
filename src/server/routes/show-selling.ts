// How products sell at a glance, as an answer shows it beside each. Never an earning: any role may see it.
// Example: withSelling(tx, 7, [piano], [shown], now) → shown with offers, an example split and 30 days of
// sales.
import type { Uuid } from "../../base/id.ts";
import type { Tx } from "../../db/transaction.ts";
import { lookAtProducts } from "../../flows/look-at-products.ts";
import type { Product } from "../../products/product.ts";
import { todayIn } from "../../reports/balances.ts";
import { readNames } from "../../reports/names.ts";
import type { Product as Shown } from "../../wire/product.ts";
import type { ListedProduct } from "../../wire/product-selling.ts";
import { readWorkspace } from "../../workspaces/read-workspace.ts";
import { showParty } from "./show-named.ts";
import { showOfferPrice } from "./show-offer.ts";

const DAYS = 30;

export async function withSelling(
  tx: Tx,
  ws: number,
  products: readonly Product[],
  shown: readonly Shown[],
  now: number,
): Promise<ListedProduct[]> {
  const { currency } = await readWorkspace(tx, ws);
  const today = await todayIn(tx, ws, now);
  const ids = products.map((one) => one.id);
  const looked = await lookAtProducts(tx, ws, ids, { now, today, days: DAYS, currency });
  const parties = [...looked.values()].flatMap((one) => one.example.lines.map((line) => line.party));
  const names = await readNames(tx, ws, { parties });
  return shown.map((one, index) => {
    const found = looked.get(ids[index] as Uuid);
    if (found === undefined) return one;
    const lines = found.example.lines.map((line) => ({ ...line, party: showParty(names, line.party) }));
    return {
      ...one,
      selling: {
        offers: found.offers.map(showOfferPrice),
        example: { ...found.example, lines },
        days: DAYS,
        sold: found.sold,
      },
    };
  });
}
