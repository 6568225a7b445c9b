// Brings the totals of what links sold up to the head of the journal: round by round, each in its own
// commit. Asked for by the clock every minute, and before somebody looks at the figures.
// Example: countSalesOfLinks(app, 7) after 12,000 new sales → three rounds.
import { countLinkSales } from "../affiliates/count-link-sales.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { App } from "./app.ts";

/** At most so many rounds; what is left is the clock's. */
export async function countSalesOfLinks(app: App, ws: number, rounds = 1): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const isMore = await inWorkspace(app.db, ws, (tx) => countLinkSales(tx, ws));
    if (!isMore) return;
  }
}
