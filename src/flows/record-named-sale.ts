// Records a sale as a caller tells it: names become ids, and are resolved anew when the terms change before
// it is posted. Thousands of sales of the same names ask the database for them once.
// Example: recordNamedSale(app, 7, { product: { externalId: "piano" }, affiliate: { code: "CARLA" }, … },
// "key:…").
import { Fault } from "../base/refusal.ts";
import type { App } from "./app.ts";
import { nameBookOf } from "./name-book.ts";
import type { Posted } from "./plan-sales.ts";
import { resolveSale, type SaleClaim } from "./resolve-sale.ts";
import { StaleNames } from "./stale-names.ts";

const TRIES = 20;

/** Throws 422 with the path of a name that leads nowhere, 409 `sale_differs`. */
export async function recordNamedSale(
  app: App,
  ws: number,
  claim: SaleClaim,
  actor: string,
): Promise<Posted> {
  for (let tries = 0; tries < TRIES; tries++) {
    const { facts, epoch } = await resolveSale(app, ws, claim, actor);
    try {
      return await app.posting.post(ws, { is: "sale", facts, actor, epoch });
    } catch (error) {
      if (!(error instanceof StaleNames)) throw error;
      nameBookOf(app.db, ws).forget(epoch);
    }
  }
  throw new Fault("terms_contended", "The terms kept changing; nothing was posted. Try again.");
}
