// Gives one affiliate a rate of their own where the product has a programme: a rule for them, from the
// instant on from which it may hold. The same rate as they have already is no rule.
// Example: carla at 30 % for all, given 40 % → a rule for carla at once; given 25 % → in three days.
import { rateNow } from "../affiliates/rates-now.ts";
import { readCommissionRules } from "../affiliates/read-commission-rules.ts";
import { readProgramHead } from "../affiliates/read-program.ts";
import type { Uuid } from "../base/id.ts";
import { instant } from "../base/instant.ts";
import type { Ppm } from "../base/rate.ts";
import type { Tx } from "../db/transaction.ts";
import type { App } from "./app.ts";
import { startOf } from "./commission-dates.ts";
import { readConcerned, writeRule } from "./set-commission.ts";

export interface OwnRate {
  product: Uuid;
  party: Uuid;
  rate: Ppm;
}

/**
 * False where the product has no programme: the rate is the affiliation's own then. Call with terms locked.
 */
export async function giveOwnRate(
  app: App,
  tx: Tx,
  ws: number,
  { product, party, rate }: OwnRate,
  actor: string,
): Promise<boolean> {
  if ((await readProgramHead(tx, ws, product)) === null) return false;
  const rules = await readCommissionRules(tx, ws, product);
  const now = instant(app.ids.now());
  const held = rateNow(rules, { party, rate }, null, now);
  if (held.rate === rate && held.rule !== null) return true;
  const next = { party, offer: null, rate };
  const { offers } = await readConcerned(tx, ws, product);
  const starts = startOf(rules, next, now, undefined, { parties: [party], offers });
  await writeRule(app, tx, ws, product, { ...next, starts }, actor);
  return true;
}
