// Records many sales as callers tell them: names become ids, all are handed to the desk together, and those
// whose names changed their meaning meanwhile are resolved anew. An answer each, in order; one bad sale fails
// alone.
// Example: 1,000 lines of one product and one processor → the database is asked once for the names, one
// flight.
import { Fault } from "../base/refusal.ts";
import { Declined, type Result } from "../ledger/planner.ts";
import type { SaleFacts } from "../sales/facts.ts";
import type { App } from "./app.ts";
import { attributeSales } from "./attribute-sales.ts";
import { nameBookOf } from "./name-book.ts";
import type { Posted, SaleAct } from "./plan-sales.ts";
import { recallNames, resolveSale, type SaleClaim } from "./resolve-sale.ts";
import { StaleNames } from "./stale-names.ts";

const TRIES = 20;

/** Never rejects: what `recordNamedSale` would throw is a Declined in the sale's place. */
export async function recordNamedSales(
  app: App,
  ws: number,
  claims: readonly SaleClaim[],
  actor: string,
): Promise<Result<Posted>[]> {
  const results = new Array<Result<Posted>>(claims.length);
  let open = claims.map((_, index) => index);
  for (let tries = 0; tries < TRIES && open.length > 0; tries++) {
    open = await recordOpen(app, ws, claims, actor, open, results);
  }
  for (const index of open) {
    const message = "The terms kept changing; nothing was posted. Try again.";
    results[index] = new Declined(new Fault("terms_contended", message));
  }
  return results;
}

/** Answers those whose names are to be resolved anew. */
async function recordOpen(
  app: App,
  ws: number,
  claims: readonly SaleClaim[],
  actor: string,
  open: readonly number[],
  results: Result<Posted>[],
): Promise<number[]> {
  const acts: SaleAct[] = [];
  const places: number[] = [];
  // One after the other: names that thousands share are asked for once, and known ones need no promise.
  let away: Fault | null = null;
  for (const index of open) {
    const claim = claims[index] as SaleClaim;
    // Who does not answer for one name is not asked for a thousand.
    if (away !== null) {
      results[index] = new Declined(away);
      continue;
    }
    try {
      const { facts, epoch } = recallNames(app, ws, claim) ?? (await resolveSale(app, ws, claim, actor));
      acts.push({ is: "sale", facts, actor, epoch });
      places.push(index);
    } catch (error) {
      if (error instanceof Fault) away = error;
      results[index] = new Declined(error);
    }
  }
  const judged = await judge(
    app,
    ws,
    acts.map((act) => act.facts),
  );
  if (judged instanceof Fault) {
    for (const index of places) results[index] = new Declined(judged);
    return [];
  }
  for (const [i, facts] of judged.entries()) (acts[i] as SaleAct).facts = facts;
  const again: number[] = [];
  for (const [i, result] of (await app.posting.postAll(ws, acts)).entries()) {
    const index = places[i] as number;
    if (result instanceof Declined && result.why instanceof StaleNames) {
      nameBookOf(app.db, ws).forget(acts[i]?.epoch ?? -1);
      again.push(index);
    } else results[index] = result;
  }
  return again;
}

/** The sales with the affiliates that were found for them. */
async function judge(app: App, ws: number, facts: readonly SaleFacts[]): Promise<SaleFacts[] | Fault> {
  try {
    return await attributeSales(app, ws, facts);
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}
