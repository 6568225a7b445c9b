// Could other rules of a programme give affiliates less than the rules in force? Such rules begin after three
// days' notice; what can only give more begins at once. Pure.
// Example: a window of 60 days → 30 days is worse; 60 → without end is not.
import type { Instant } from "../base/instant.ts";
import type { RenewalRule } from "../engine/commission.ts";
import type { CreditRules } from "./program.ts";

export type WorseRule = "window" | "model" | "renewals" | "own_purchase" | "coproducers" | "coupons";

/** As the engine holds a cut of a rate back (domain §9). */
export const NOTICE_MS = 3 * 86_400_000;

/** What of it could give less; empty where nothing could. */
export function worseRules(before: CreditRules, after: CreditRules): WorseRule[] {
  const worse: WorseRule[] = [];
  if (daysOf(after) < daysOf(before)) worse.push("window");
  // Any other model gives less to somebody than the one they promoted under.
  if (after.rules.model !== before.rules.model) worse.push("model");
  if (isFewer(before.renewals, after.renewals)) worse.push("renewals");
  if (before.rules.mayBuyOwn && !after.rules.mayBuyOwn) worse.push("own_purchase");
  if (before.coproducersMay && !after.coproducersMay) worse.push("coproducers");
  if (before.couponsCredit !== after.couponsCredit) worse.push("coupons");
  return worse;
}

function daysOf({ rules }: CreditRules): number {
  return rules.windowDays ?? Number.POSITIVE_INFINITY;
}

/** A number of charges and a number of months cannot be held against each other: either may be fewer. */
function isFewer(before: RenewalRule, after: RenewalRule): boolean {
  if (after.kind === "all" || before.kind === "first") return false;
  if (before.kind === "all" || after.kind === "first") return true;
  return before.kind !== after.kind || after.count < before.count;
}

/** When rules may begin that are asked for now. */
export function rulesStart(before: CreditRules, after: CreditRules, now: number): Instant {
  return (worseRules(before, after).length > 0 ? now + NOTICE_MS : now) as Instant;
}
