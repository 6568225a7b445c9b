// Every line of a sale, for a party that was granted to see what the others share. Read in the workspace's
// own transaction, after the grant was found to count; a party without one is told so.
// Example: showAllLines(app, 7, bruno, sale) → producer ana 52.42, bruno 5.82, carla 31.36, market 10.40
import { listLiveGrants } from "../access/data-grants.ts";
import type { Uuid } from "../base/id.ts";
import { inWorkspace } from "../db/transaction.ts";
import { todayIn } from "../reports/balances.ts";
import type { App } from "./app.ts";
import { recallSale } from "./explain-sale.ts";
import { mustSee, notGranted, showsOthers } from "./share-data.ts";

export interface SeenLine {
  party: Uuid;
  role: string;
  amount: number;
  reversed: number;
}

/** Throws 404 for a sale that is not the party's to see, 403 `not_granted`. */
export async function showAllLines(
  app: App,
  ws: number,
  party: Uuid,
  id: Uuid,
): Promise<{ currency: string; lines: SeenLine[] }> {
  const { product, currency } = await mustSee(app, ws, id, party);
  const live = await inWorkspace(app.db, ws, async (tx) =>
    listLiveGrants(tx, ws, { party, product, today: await todayIn(tx, ws, app.ids.now()) }),
  );
  if (!showsOthers(live, product))
    throw notGranted("What others get of this product is not shared with you.");
  const sale = await recallSale(app, ws, id);
  const lines = sale.lines.map(({ role, amount }, i) => ({
    party: sale.posted[i]?.party as Uuid,
    role,
    amount,
    reversed: sale.taken[i] ?? 0,
  }));
  return { currency, lines };
}
