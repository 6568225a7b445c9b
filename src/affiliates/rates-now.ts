// The rate of an affiliation at an instant and the rule it comes from: the programme's most particular rule
// in force, or the affiliation's own rate where the product has no programme. Never writes.
// Example: carla, 30 % for all and 40 % for her → 40 %, by "party".
import type { Uuid } from "../base/id.ts";
import { type Instant, instant } from "../base/instant.ts";
import type { Ppm } from "../base/rate.ts";
import type { Tx } from "../db/transaction.ts";
import { type CommissionRule, ruleFor } from "../engine/commission.ts";
import type { Affiliation } from "./affiliation.ts";
import { readCommissionRules } from "./read-commission-rules.ts";

/** Which kind of rule it is; `own`: of the affiliation, where there is no programme. */
export type RateBy = "party_offer" | "party" | "offer" | "all" | "own";

export interface RateNow {
  readonly rate: Ppm;
  readonly by: RateBy;
  readonly rule: CommissionRule | null;
}

/** `offer` null: of a sale that names none. */
export function rateNow(
  rules: readonly CommissionRule[],
  { party, rate }: Pick<Affiliation, "party" | "rate">,
  offer: string | null,
  at: number,
): RateNow {
  const rule = ruleFor(rules, { party, offer, at: instant(at) });
  return rule === null ? { rate, by: "own", rule } : { rate: rule.rate, by: kindOf(rule), rule };
}

export function kindOf({ party, offer }: Pick<CommissionRule, "party" | "offer">): RateBy {
  if (party !== null) return offer === null ? "party" : "party_offer";
  return offer === null ? "all" : "offer";
}

export interface NextRate {
  readonly rate: Ppm;
  readonly starts: Instant;
}

const LOOK_AHEAD = 90 * 86_400_000;

/** The next other rate that is known of already, of the next 90 days; null: it stays. */
export function nextRate(
  rules: readonly CommissionRule[],
  { party, rate: own }: { party: string; rate?: Ppm },
  now: number,
): NextRate | null {
  const rateAt = (at: number) => ruleFor(rules, { party, offer: null, at: instant(at) })?.rate ?? own;
  const changes = rules.flatMap(({ from, until }) => (until === null ? [from] : [from, until]));
  const ahead = [...new Set(changes)].filter((at) => at > now && at < now + LOOK_AHEAD).sort((a, b) => a - b);
  for (const starts of ahead) {
    const rate = rateAt(starts);
    if (rate !== undefined && rate !== rateAt(now)) return { rate, starts };
  }
  return null;
}

/** Of a sale that names no offer, by affiliation. */
export async function readRatesNow(
  tx: Tx,
  ws: number,
  affiliations: readonly Affiliation[],
  at: number,
): Promise<Map<Uuid, RateNow & { next: NextRate | null }>> {
  const rates = new Map<Uuid, RateNow & { next: NextRate | null }>();
  for (const [product, ours] of Map.groupBy(affiliations, (one) => one.product)) {
    const rules = await readCommissionRules(tx, ws, product);
    for (const one of ours)
      rates.set(one.id, { ...rateNow(rules, one, null, at), next: nextRate(rules, one, at) });
  }
  return rates;
}
