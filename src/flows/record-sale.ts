// Records a sale: split by the plan of its instant, posted in one flight with its neighbours, answered after
// the commit. The same facts again are answered with what was recorded; other facts under the same id are
// refused (409).
import { Refusal } from "../base/refusal.ts";
import { Declined } from "../ledger/planner.ts";
import type { SaleFacts } from "../sales/facts.ts";
import type { App } from "./app.ts";
import type { Posted, SaleAct } from "./plan-sales.ts";

export function recordSale(app: App, ws: number, facts: SaleFacts, actor: string): Promise<Posted> {
  return app.posting.post(ws, { is: "sale", facts, actor });
}

export type Recorded = { ok: true; posted: Posted } | { ok: false; refusal: Refusal };

/**
 * Many at once, an answer each in the same order; what is not a refusal (database away) is thrown for all.
 */
export async function recordSales(
  app: App,
  ws: number,
  facts: readonly SaleFacts[],
  actor: string,
): Promise<Recorded[]> {
  const acts = facts.map((one): SaleAct => ({ is: "sale", facts: one, actor }));
  const results = await app.posting.postAll(ws, acts);
  return results.map((posted): Recorded => {
    if (!(posted instanceof Declined)) return { ok: true, posted };
    if (posted.why instanceof Refusal) return { ok: false, refusal: posted.why };
    throw posted.why;
  });
}
