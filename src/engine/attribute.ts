// Who is credited with a sale: touches of links and coupons in, weighed affiliates out, and for every touch
// what became of it and why. Pure: standing and keys of the affiliates are handed in as they were at the
// sale. It divides credit, never money (affiliates.ts does). Source of the rules: the domain, §9.
// Example: carla's link on May 1, dora's on May 9, sale on May 10, model `last` → dora 1; with dora suspended
// → carla 1, and dora's touch says "suspended".
import { allocate } from "../base/allocate.ts";
import type { Instant } from "../base/instant.ts";
import { type Ppm, WHOLE } from "../base/rate.ts";

export type Model = "last" | "first" | "first_and_last" | "linear";

export interface Touch {
  readonly id: string;
  readonly party: string;
  readonly at: Instant;
  readonly by: "link" | "coupon";
}

/** How an affiliate stands on the product at the instant of the sale. */
export interface Standing {
  readonly state: "active" | "requested" | "suspended" | "blocked" | "ended";
  /** Who it is, for own purchases: account, normalised e-mail, payment fingerprint, each as a text. */
  readonly keys: readonly string[];
}

export interface AttributionRules {
  readonly model: Model;
  /** How long a touch of a link counts; null is without end. */
  readonly windowDays: number | null;
  /** False: a purchase of one's own earns nothing. */
  readonly mayBuyOwn: boolean;
}

export interface AttributedSale {
  readonly at: Instant;
  /** Of the buyer, in the form of Standing.keys. */
  readonly keys: readonly string[];
}

/** Why a touch has no credit; null of one that has. */
export type Skipped =
  | "after_sale"
  | "outside_window"
  | "not_affiliated"
  | "requested"
  | "suspended"
  | "blocked"
  | "ended"
  | "own_purchase"
  | "coupon_beats_link"
  | "not_last"
  | "not_first"
  | "between"
  | "counted_already";

export interface JudgedTouch {
  readonly touch: Touch;
  readonly skipped: Skipped | null;
  /** Its part of the credit, parts per million; 0 where it was skipped. */
  readonly weight: Ppm;
}

export interface Credit {
  readonly party: string;
  readonly weight: Ppm;
  /** The touch that decided it: for a shared model the first of the party's. */
  readonly touch: string;
}

export interface Attribution {
  /** In order of their first credited touch; weights add up to 1. Empty is a direct sale. */
  readonly credits: readonly Credit[];
  /** Every touch, in order of time. */
  readonly journey: readonly JudgedTouch[];
}

const DAY = 86_400_000;

/** Touches of one instant count in the order they are given. */
export function attribute(
  sale: AttributedSale,
  rules: AttributionRules,
  touches: readonly Touch[],
  standingOf: (party: string) => Standing | undefined,
): Attribution {
  const inOrder = touches
    .map((touch, place) => ({ touch, place }))
    .sort((a, b) => a.touch.at - b.touch.at || a.place - b.place)
    .map(({ touch }) => touch);
  const buyer = new Set(sale.keys);
  const reasons = inOrder.map((touch) => reasonAgainst(touch, sale, rules, standingOf(touch.party), buyer));
  const eligible = inOrder.flatMap((_, i) => (reasons[i] === null ? [i] : []));
  const coupon = eligible.findLast((i) => inOrder[i]?.by === "coupon");
  const weights = new Map<number, number>();
  if (coupon !== undefined) {
    weights.set(coupon, WHOLE);
    for (const i of eligible) {
      if (i !== coupon) reasons[i] = inOrder[i]?.by === "coupon" ? "not_last" : "coupon_beats_link";
    }
  } else {
    for (const [i, weight] of weigh(eligible, inOrder, rules.model, reasons)) weights.set(i, weight);
  }
  const journey = inOrder.map(
    (touch, i): JudgedTouch => ({
      touch,
      skipped: reasons[i] ?? null,
      weight: (weights.get(i) ?? 0) as Ppm,
    }),
  );
  return { credits: creditsOf(journey), journey };
}

function reasonAgainst(
  touch: Touch,
  sale: AttributedSale,
  { windowDays, mayBuyOwn }: AttributionRules,
  standing: Standing | undefined,
  buyer: ReadonlySet<string>,
): Skipped | null {
  if (touch.at > sale.at) return "after_sale";
  if (touch.by === "link" && windowDays !== null && sale.at - touch.at > windowDays * DAY) {
    return "outside_window";
  }
  if (standing === undefined) return "not_affiliated";
  if (standing.state !== "active") return standing.state;
  if (!mayBuyOwn && standing.keys.some((key) => buyer.has(key))) return "own_purchase";
  return null;
}

/** Weights by position; says in `reasons` why the others of the eligible have none. */
function weigh(
  eligible: readonly number[],
  touches: readonly Touch[],
  model: Model,
  reasons: (Skipped | null)[],
): Map<number, number> {
  const first = eligible[0];
  const last = eligible.at(-1);
  if (first === undefined || last === undefined) return new Map();
  const only = (chosen: number, reason: Skipped) => {
    for (const i of eligible) if (i !== chosen) reasons[i] = reason;
    return new Map([[chosen, WHOLE]]);
  };
  if (model === "last") return only(last, "not_last");
  if (model === "first") return only(first, "not_first");
  const sharing = model === "linear" ? onePerParty(eligible, touches, reasons) : [first, last];
  if (model === "first_and_last") {
    for (const i of eligible) if (i !== first && i !== last) reasons[i] = "between";
    if (first === last || touches[first]?.party === touches[last]?.party) {
      if (first !== last) reasons[last] = "counted_already";
      return new Map([[first, WHOLE]]);
    }
  }
  const shares = allocate(
    WHOLE,
    sharing.map(() => 1),
  );
  return new Map(sharing.map((i, place) => [i, shares[place] as number]));
}

/** Linear is over affiliates, not clicks: who sends a hundred does not crowd out who sent one. */
function onePerParty(
  eligible: readonly number[],
  touches: readonly Touch[],
  reasons: (Skipped | null)[],
): number[] {
  const seen = new Set<string>();
  return eligible.filter((i) => {
    const { party } = touches[i] as Touch;
    if (seen.has(party)) reasons[i] = "counted_already";
    return !seen.has(party) && seen.add(party);
  });
}

function creditsOf(journey: readonly JudgedTouch[]): Credit[] {
  return journey.flatMap(({ touch, weight }) =>
    weight === 0 ? [] : [{ party: touch.party, weight, touch: touch.id }],
  );
}
