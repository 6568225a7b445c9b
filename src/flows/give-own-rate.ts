// Gives one affiliate a rate of their own: a rule for them, from the instant on from which it may hold, so
// that a sale of before, told late, earns what held then. Without a programme the first one is the
// affiliation's own. The same rate as they have already is no rule.
// Example: carla at 30 % for all, given 40 % → a rule for carla at once; given 25 % → in three days.
import type { Affiliation } from "../affiliates/affiliation.ts";
import { rateNow } from "../affiliates/rates-now.ts";
import { readCommissionRules } from "../affiliates/read-commission-rules.ts";
import { readProgramHead } from "../affiliates/read-program.ts";
import { NOTICE_MS } from "../affiliates/worse-rules.ts";
import { endCommissionRule } from "../affiliates/write-commission-rule.ts";
import type { Uuid } from "../base/id.ts";
import { type Instant, instant } from "../base/instant.ts";
import type { Ppm } from "../base/rate.ts";
import type { Tx } from "../db/transaction.ts";
import type { CommissionRule } from "../engine/commission.ts";
import type { App } from "./app.ts";
import { startOf } from "./commission-dates.ts";
import { tellEnded } from "./end-commission.ts";
import { readConcerned, writeRule } from "./set-commission.ts";

export interface OwnRate {
  product: Uuid;
  party: Uuid;
  rate: Ppm;
  /**
   * They promote from this instant on: what they were promised is this rate, and no other holds before it.
   */
  isFirst?: boolean;
}

/** What an affiliate earned by until it was changed, and from when on the other rate holds. */
export interface RateGiven {
  before: Ppm;
  starts: Instant;
}

/** For who begins: without a programme the rate is the affiliation's own, and nothing is done here. */
export async function giveOwnRate(app: App, tx: Tx, ws: number, own: OwnRate, actor: string): Promise<void> {
  if ((await readProgramHead(tx, ws, own.product)) !== null) await giveByProgramme(app, tx, ws, own, actor);
}

/**
 * Another rate for who promotes already; null where they have it, or are promised it. What was announced for
 * them without a programme gives way to it: nobody sees a list of rules there. Call with terms locked.
 */
export async function changeOwnRate(
  app: App,
  tx: Tx,
  ws: number,
  { product, party, rate: own }: Pick<Affiliation, "product" | "party" | "rate">,
  rate: Ppm,
  actor: string,
): Promise<RateGiven | null> {
  if ((await readProgramHead(tx, ws, product)) !== null) {
    return await giveByProgramme(app, tx, ws, { product, party, rate }, actor);
  }
  const rules = await readCommissionRules(tx, ws, product);
  const now = instant(app.ids.now());
  const held = rateNow(rules, { party, rate: own }, null, now);
  if (held.rate === rate) return null;
  const announced = rules.filter((one) => one.party === party && one.from > now);
  if (announced.some((one) => one.rate === rate)) return null;
  for (const one of announced) await takeBack(tx, ws, product, one, { actor, at: now });
  const starts = instant(rate < held.rate ? now + NOTICE_MS : now);
  await writeRule(app, tx, ws, product, { party, offer: null, rate, starts }, actor);
  return { before: held.rate, starts };
}

async function giveByProgramme(
  app: App,
  tx: Tx,
  ws: number,
  { product, party, rate, isFirst = false }: OwnRate,
  actor: string,
): Promise<RateGiven | null> {
  const rules = await readCommissionRules(tx, ws, product);
  const now = instant(app.ids.now());
  const held = rateNow(rules, { party, rate }, null, now);
  if (held.rate === rate && held.rule !== null) return null;
  const next = { party, offer: null, rate };
  if (isFirst) {
    await writeRule(app, tx, ws, product, { ...next, starts: now, isFirst }, actor);
    return { before: held.rate, starts: now };
  }
  const { offers } = await readConcerned(tx, ws, product);
  const starts = startOf(rules, next, now, undefined, { parties: [party], offers });
  await writeRule(app, tx, ws, product, { ...next, starts }, actor);
  return { before: held.rate, starts };
}

async function takeBack(
  tx: Tx,
  ws: number,
  product: Uuid,
  { id, party, from }: CommissionRule,
  by: { actor: string; at: Instant },
): Promise<void> {
  await endCommissionRule(tx, ws, id as Uuid, from);
  await tellEnded(tx, ws, { id: id as Uuid, product, party }, from, by);
}
