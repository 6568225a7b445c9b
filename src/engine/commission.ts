// Which commission an affiliate earns: rules of a programme, some for one affiliate, some for one offer, each
// with its days; the most particular one in force applies. And when a changed rate takes effect: a rise at
// once, a cut after three days' notice (domain §9). Pure; what a rate is a rate of is the plan's to say.
// Example: 30 % for all, 40 % for carla, 25 % for the yearly offer → carla on the yearly offer 40 %.
import { type Instant, instant } from "../base/instant.ts";
import type { Ppm } from "../base/rate.ts";

export interface CommissionRule {
  readonly id: string;
  /** Null: every affiliate, every offer. */
  readonly party: string | null;
  readonly offer: string | null;
  readonly rate: Ppm;
  /** Inclusive. */
  readonly from: Instant;
  /** Exclusive; null is open. */
  readonly until: Instant | null;
}

export interface CommissionAsked {
  readonly party: string;
  /** Null where the sale names no offer. */
  readonly offer: string | null;
  readonly at: Instant;
}

const NOTICE = 3 * 86_400_000;

/**
 * The rule that applies, or null where none does. Precedence: one for this affiliate and this offer, for this
 * affiliate, for this offer, for all; of several alike the one that began last, then the one listed last.
 */
export function ruleFor(rules: readonly CommissionRule[], asked: CommissionAsked): CommissionRule | null {
  let best: CommissionRule | null = null;
  for (const rule of rules) {
    if (!speaksOf(rule, asked)) continue;
    if (best === null || rankOf(rule) > rankOf(best)) best = rule;
    else if (rankOf(rule) === rankOf(best) && rule.from >= best.from) best = rule;
  }
  return best;
}

function speaksOf(rule: CommissionRule, { party, offer, at }: CommissionAsked): boolean {
  if (rule.party !== null && rule.party !== party) return false;
  if (rule.offer !== null && rule.offer !== offer) return false;
  return rule.from <= at && (rule.until === null || at < rule.until);
}

/** An affiliate's own rate is the more particular: it was given to a person. */
function rankOf({ party, offer }: CommissionRule): number {
  return (party === null ? 0 : 2) + (offer === null ? 0 : 1);
}

/**
 * When a new rule may begin that is asked for now: never before it is asked for, and three days later where
 * any affiliate whom it speaks of would earn less by it than today. `parties`, `offers`: those there are.
 */
export function earliestStart(
  rules: readonly CommissionRule[],
  next: Pick<CommissionRule, "party" | "offer" | "rate">,
  now: Instant,
  parties: readonly string[],
  offers: readonly string[],
): Instant {
  const affiliates = next.party === null ? parties : [next.party];
  const offered = next.offer === null ? [null, ...offers] : [next.offer];
  const isCut = affiliates.some((party) =>
    offered.some((offer) => {
      const asked = { party, offer, at: now };
      const today = ruleFor(rules, asked);
      if (today === null || today.rate <= next.rate) return false;
      const then = { ...next, id: "", from: now, until: null };
      return ruleFor([...rules, then], asked) === then;
    }),
  );
  return instant(isCut ? now + NOTICE : now);
}

/** For which charges of a subscription the affiliate of its first one earns. */
export type RenewalRule =
  | { readonly kind: "first" }
  | { readonly kind: "all" }
  /** The first so many charges, the first included. */
  | { readonly kind: "charges"; readonly count: number }
  /** Charges until so many calendar months after the first. */
  | { readonly kind: "months"; readonly count: number };

export interface ChargeOfSubscription {
  /** 1 is the first. */
  readonly number: number;
  readonly first: Instant;
  readonly at: Instant;
}

export function earnsOn(rule: RenewalRule, { number, first, at }: ChargeOfSubscription): boolean {
  switch (rule.kind) {
    case "first":
      return number === 1;
    case "all":
      return true;
    case "charges":
      return number <= rule.count;
    case "months":
      return number === 1 || at < monthsLater(first, rule.count);
  }
}

/** The same day so many months on, or the last of a shorter month; in UTC. */
function monthsLater(at: Instant, months: number): number {
  const date = new Date(at);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return date.getTime();
}
