// From when a commission rule may hold, and until when one that gives more must: a cut is told three days
// before, a rise holds at once (domain §9). Looks at every change that is announced already, so that two
// changes one after the other take nothing unannounced. Reads nothing itself.
// Example: 30 % → 25 % for all, asked for on May 1 → May 4; 30 % → 35 % → at once.
import { type Instant, instant } from "../base/instant.ts";
import { type CommissionRule, earliestStart, ruleFor } from "../engine/commission.ts";

export interface Concerned {
  readonly parties: readonly string[];
  readonly offers: readonly string[];
}

const NOTICE = 3 * 86_400_000;

type NextRule = Pick<CommissionRule, "party" | "offer" | "rate">;

/** When a new rule may begin that is asked for now, to begin at `wanted` or as soon as it may. */
export function startOf(
  rules: readonly CommissionRule[],
  next: NextRule,
  now: Instant,
  wanted: Instant | undefined,
  { parties, offers }: Concerned,
): Instant {
  const late = instant(now + NOTICE);
  const from = wanted ?? now;
  if (from >= late) return late;
  if (earliestStart(rules, next, from, parties, offers) > from) return late;
  // What comes later goes before it, and what ends gives way to it: each turn is looked at as it will be.
  const then = [...rules, { ...next, id: "", from, until: null }];
  const who = { parties: next.party === null ? parties : [next.party], offers };
  const isCut = turnsBetween(rules, from, late).some((at) => isLess(rules, then, at, who));
  return isCut ? late : now;
}

/** When a rule may end that is asked to end now; one that has not begun may be taken back at once. */
export function endOf(
  rules: readonly CommissionRule[],
  rule: CommissionRule,
  now: Instant,
  who: Concerned,
): Instant {
  if (rule.from > now) return rule.from;
  const late = instant(now + NOTICE);
  const left = rules.filter((one) => one.id !== rule.id);
  const isCut = [now, ...turnsBetween(rules, now, late)].some((at) => isLess(rules, left, at, who));
  return isCut ? late : now;
}

function isLess(
  before: readonly CommissionRule[],
  after: readonly CommissionRule[],
  at: Instant,
  who: Concerned,
): boolean {
  return ratesBeside(before, after, at, who).some((one) => one.after < one.before);
}

/** When a rate that is announced already begins to hold or ends. */
function turnsBetween(rules: readonly CommissionRule[], from: Instant, late: Instant): Instant[] {
  const turns = rules.flatMap((one) => [one.from, ...(one.until === null ? [] : [one.until])]);
  return turns.filter((at) => at > from && at < late);
}

export interface RateBeside {
  readonly party: string;
  /** Null: a sale that names no offer. */
  readonly offer: string | null;
  readonly before: number;
  readonly after: number;
}

/** Whose rate is another by these rules than by those, at an instant. */
export function ratesBeside(
  before: readonly CommissionRule[],
  after: readonly CommissionRule[],
  at: Instant,
  { parties, offers }: Concerned,
): RateBeside[] {
  return parties.flatMap((party) =>
    [null, ...offers].flatMap((offer) => {
      const was = ruleFor(before, { party, offer, at })?.rate ?? 0;
      const is = ruleFor(after, { party, offer, at })?.rate ?? 0;
      return was === is ? [] : [{ party, offer, before: was, after: is }];
    }),
  );
}
