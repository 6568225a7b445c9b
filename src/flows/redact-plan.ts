// A plan and a sale as one party may hold them in hand: its own contracts and what leaves before the split,
// no other partner, no fee that the producer bears. What is left to the others is theirs as one; where the
// last unit depends on how they divide it, a stand-in takes a part of it, whose share is nobody's. Pure.
// Example: for bruno: producer "others", platform fee 9.9 % shared, his c1 of 10 %; affiliate carla is
// "affiliate".
import type { Instant } from "../base/instant.ts";
import type { Ppm } from "../base/rate.ts";
import type { CompiledPlan } from "../engine/compile-plan.ts";
import { type Contract, HIGHEST_MAX_SHARED, largestShare, type Plan } from "../engine/plan.ts";
import type { Sale } from "../engine/sale.ts";

export const OTHERS = "others";
const AFFILIATE = "affiliate";
const STAND_IN = "stand-in";

/** Shares that a stand-in tries, one after the other; 0 is none. */
export function* standIns(plan: Plan, party: string): Generator<Ppm> {
  yield 0 as Ppm;
  const own = plan.contracts.filter((one) => one.party === party);
  const taken = own.reduce((sum, one) => sum + largestShare(one), 0);
  const room = HIGHEST_MAX_SHARED - taken;
  if (room <= 1) return;
  for (let i = 1; i <= TRIES; i++) yield (1 + (spread(i) % (room - 1))) as Ppm;
}

const TRIES = 1_000;

/**
 * A number that says nothing of its neighbours (the last mix of MurmurHash3): steps of one length miss some
 * amounts.
 */
function spread(i: number): number {
  let mixed = Math.imul(i ^ (i >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

export function redactPlan(plan: Plan, party: string, standIn: Ppm): Plan {
  const own = plan.contracts.filter((one) => one.party === party);
  const like = own[0];
  return {
    ...plan,
    producer: OTHERS,
    maxShared: HIGHEST_MAX_SHARED,
    platformFee: plan.platformFee?.bearer === "shared" ? plan.platformFee : null,
    processorFee: { bearer: "shared" },
    contracts: standIn === 0 ? own : [...own, standInFor(like, standIn)],
  };
}

/** As long as the party's own contract, and of the same base; of who has none, as long as anything. */
function standInFor(like: Contract | undefined, share: Ppm): Contract {
  const { from, until, base } = like ?? { from: 0 as Instant, until: null, base: "after_affiliate" as const };
  return {
    id: STAND_IN,
    party: STAND_IN,
    share,
    base,
    scope: "all",
    from,
    until,
    fromFiner: like?.fromFiner,
    untilFiner: like?.untilFiner,
    mayBeAffiliate: true,
    maxAffiliateRate: null,
    clauses: [],
  };
}

/** `id` is the public one. An affiliate that another contract bars is left out, as the split left it out. */
export function redactSale(sale: Sale, compiled: CompiledPlan, party: string, id: string): Sale {
  const { affiliate } = sale;
  const barring = affiliate && compiled.stretchAt(sale.at, sale.finer).barred.get(affiliate.party);
  const counts = affiliate !== null && (barring === undefined || barring?.party === party);
  return {
    ...sale,
    id,
    fees: compiled.plan.processorFee.bearer === "shared" ? sale.fees : [],
    affiliate: !counts
      ? null
      : {
          party: affiliate.party === party ? party : AFFILIATE,
          rate: affiliate.rate,
          recruitedBy: affiliate.recruitedBy === party ? party : null,
        },
  };
}
