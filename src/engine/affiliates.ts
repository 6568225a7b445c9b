// Several affiliates of one sale, each with its weight of the commission: together they get what their rates
// come to, never more than net, by largest remainder beside the rest. Rare, so exact in BigInt; the one
// affiliate of most sales goes the quick way (waterfall.ts), to the same figures.
// Example: 100.00 net, carla 30 % and dora 20 %, half each → 15.00 and 10.00, rest 75.00.
import { allocate, allocateBig } from "../base/allocate.ts";
import { WHOLE } from "../base/rate.ts";
import type { CompiledContract, Stretch } from "./compile-plan.ts";
import type { WeighedAffiliate } from "./sale.ts";

/** How the affiliates of one sale come out. */
export interface Several {
  /** Those that count: no contract in force bars them. */
  readonly counted: readonly WeighedAffiliate[];
  /** Weight × rate × base of each, in units of 10^-12. */
  readonly quotas: readonly bigint[];
  /** Together they came to more than net and were scaled to it. */
  readonly isLimited: boolean;
  readonly parts: readonly number[];
  /** Net less the parts. */
  readonly rest: number;
}

/** What a quota counts in: a rate times a weight has twelve places. */
export const FINEST = BigInt(WHOLE) * BigInt(WHOLE);

export function countedOf(stretch: Stretch, affiliates: readonly WeighedAffiliate[]): WeighedAffiliate[] {
  return affiliates.filter(({ party }) => !stretch.barred.has(party));
}

/** `of`: what the rates are rates of. `most`: counts no rate above it. Nobody gets anything of a net ≤ 0. */
export function divideAmong(
  counted: readonly WeighedAffiliate[],
  net: number,
  of: number,
  most = WHOLE,
): Several {
  if (net <= 0) {
    return {
      counted,
      quotas: counted.map(() => 0n),
      isLimited: false,
      parts: counted.map(() => 0),
      rest: net,
    };
  }
  const quotas = counted.map(
    ({ rate, weight }) => BigInt(of) * BigInt(Math.min(rate, most)) * BigInt(weight),
  );
  const all = BigInt(net) * FINEST;
  const left = quotas.reduce((rest, quota) => rest - quota, all);
  const isLimited = left < 0n;
  const [rest = 0, ...parts] = allocateBig(net, [isLimited ? 0n : left, ...quotas]);
  return { counted, quotas, isLimited, parts, rest };
}

/** The contracts that speak of a sale by these: those of every recruiter among them. */
export function contractsForSeveral(
  { inForce, direct }: Stretch,
  counted: readonly WeighedAffiliate[],
): readonly CompiledContract[] {
  if (counted.length === 0) return direct;
  const recruiters = new Set(counted.map(({ recruitedBy }) => recruitedBy));
  return inForce.filter(({ contract: { scope, party } }) =>
    scope === "recruited" ? recruiters.has(party) : scope !== "direct",
  );
}

/**
 * What of a base counts for a contract of scope `recruited`: the part that the weights of those its party
 * recruited make up, allocated beside the rest of it, a tie going to that.
 */
export function recruitedPart(counted: readonly WeighedAffiliate[], recruiter: string, base: number): number {
  const weight = counted.reduce((sum, one) => (one.recruitedBy === recruiter ? sum + one.weight : sum), 0);
  if (base <= 0 || weight >= WHOLE) return base;
  return allocate(base, [WHOLE - weight, weight])[1] as number;
}
