// Records a sale as a caller tells it: names become ids, and are resolved anew when the terms change before
// it is posted. Thousands of sales of the same names ask the database for them once.
// Example: recordNamedSale(app, 7, { product: { externalId: "piano" }, affiliate: { code: "CARLA" }, … },
// "key:…").

import { Declined } from "../ledger/planner.ts";
import type { App } from "./app.ts";
import type { Posted } from "./plan-sales.ts";
import { recordNamedSales } from "./record-named-sales.ts";
import type { SaleClaim } from "./resolve-sale.ts";

/** Throws 422 with the path of a name that leads nowhere, 409 `sale_differs`. */
export async function recordNamedSale(
  app: App,
  ws: number,
  claim: SaleClaim,
  actor: string,
): Promise<Posted> {
  const [result] = await recordNamedSales(app, ws, [claim], actor);
  if (result instanceof Declined) throw result.why;
  return result as Posted;
}
