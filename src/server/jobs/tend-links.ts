// Looks after links by the clock: counts what they and recruits sold every minute, and forgets old clicks at
// night. Both repeat without harm. Example: tendLinks(app) → every workspace's totals are at the head of its
// journal.
import { forgetClicks } from "../../affiliates/forget-clicks.ts";
import { listEveryWorkspace } from "../../db/every-workspace.ts";
import { inWorkspace } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import { countRecruitedSales } from "../../flows/count-recruited-sales.ts";
import { countSalesOfLinks } from "../../flows/count-sales-of-links.ts";

const MOST_ROUNDS = 100;

export async function countAllLinkSales(app: App): Promise<void> {
  for (const { ws } of await listEveryWorkspace(app.db)) {
    await countSalesOfLinks(app, ws, MOST_ROUNDS);
    await countRecruitedSales(app, ws, MOST_ROUNDS);
  }
}

export async function forgetOldClicks(app: App): Promise<void> {
  for (const { ws } of await listEveryWorkspace(app.db)) {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const isMore = await inWorkspace(app.db, ws, (tx) => forgetClicks(tx, ws, app.ids.now()));
      if (!isMore) break;
    }
  }
}
