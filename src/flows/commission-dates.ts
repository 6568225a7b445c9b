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
  const changes = rules.flatMap(({ from: starts }) => (starts > from && starts < late ? [starts] : []));
  const isCut = [from, ...changes].some((at) => earliestStart(rules, next, at, parties, offers) > at);
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
  const left = rules.filter((one) => one.id !== rule.id);
  return ratesBeside(rules, left, now, who).some(({ before, after }) => after < before)
    ? instant(now + NOTICE)
    : now;
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
