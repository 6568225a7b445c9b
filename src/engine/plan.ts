// A plan: everything that decides the split of a product at one instant. Immutable, named by the hash of its
// content. read-plan.ts reads one from JSON, plan-hash.ts names it, compile-plan.ts makes it
// quick to apply.
// Example: producer ana, platform 9.9 % + 0.50 USD shared, contract c1 of bruno: 10 % after affiliate, all
// sales.
import type { Minor } from "../base/amount.ts";
import type { Currency } from "../base/currency.ts";
import { compareInstants, type Instant } from "../base/instant.ts";
import type { Ppm } from "../base/rate.ts";
import type { CapClause } from "./clauses/cap.ts";
import type { MilestoneClause } from "./clauses/milestone.ts";
import type { MinimumClause } from "./clauses/minimum.ts";
import type { MixClause } from "./clauses/mix.ts";
import type { RecoupClause } from "./clauses/recoup.ts";
import type { TiersClause } from "./clauses/tiers.ts";

/** Who carries a fee: all, before the split, or the producer alone. */
export type Bearer = "shared" | "producer";
/** What a share is a share of: R, N, or paid − tax − shipping (domain §3). */
export type Base = "after_affiliate" | "net" | "gross";
/** Which sales a contract speaks of; `recruited`: sales of affiliates that its party recruited. */
export type Scope = "all" | "direct" | "affiliate" | "recruited";
/** Who carries fees that the source keeps at a refund. */
export type UnreturnedFees = "producer" | "pro_rata";

export type Clause = TiersClause | CapClause | MixClause | RecoupClause | MinimumClause | MilestoneClause;

export interface PlatformFee {
  readonly party: string;
  readonly rate: Ppm;
  /** Per currency; where a currency is not named, nothing. */
  readonly fixed: ReadonlyMap<Currency, Minor>;
  readonly bearer: Bearer;
}

export interface Contract {
  readonly id: string;
  readonly party: string;
  /** Not used, and 0, where a clause `tiers` sets the share. */
  readonly share: Ppm;
  readonly base: Base;
  readonly scope: Scope;
  /** Inclusive. */
  readonly from: Instant;
  /** Exclusive; null is open. */
  readonly until: Instant | null;
  /** What `from` and `until` say below the millisecond, where they do (base/instant.ts). */
  readonly fromFiner?: string | undefined;
  readonly untilFiner?: string | undefined;
  readonly mayBeAffiliate: boolean;
  /**
   * The highest affiliate rate that lowers this contract's rest; what an affiliate gets above it is the
   * producer's to bear. Null: any.
   */
  readonly maxAffiliateRate: Ppm | null;
  readonly clauses: readonly Clause[];
}

export interface Plan {
  readonly producer: string;
  readonly maxShared: Ppm;
  readonly platformFee: PlatformFee | null;
  readonly processorFee: { readonly bearer: Bearer };
  readonly affiliate: { readonly base: "net" | "gross" };
  /** In order of acceptance. */
  readonly contracts: readonly Contract[];
  readonly unreturnedFees: UnreturnedFees;
  /** IANA name: the calendar of the periods of clauses. */
  readonly timeZone: string;
}

export const DEFAULT_MAX_SHARED = 700_000 as Ppm;
export const HIGHEST_MAX_SHARED = 990_000 as Ppm;

/** From `from` on and before `until`, to the last digit of each. */
export function isInForce(contract: Contract, at: Instant, finer = ""): boolean {
  const { from, until, fromFiner = "", untilFiner = "" } = contract;
  if (compareInstants(at, finer, from, fromFiner) < 0) return false;
  return until === null || compareInstants(at, finer, until, untilFiner) < 0;
}

/**
 * The share that counts for the cap: the plain share or the largest of tiers or mix; what a recoupment takes
 * of the whole comes on top. Minimum and milestone are no share of a sale and count nothing.
 */
export function largestShare({ share, clauses }: Pick<Contract, "share" | "clauses">): number {
  let largest: number = share;
  let first = 0;
  for (const clause of clauses) {
    if (clause.kind === "tiers") largest = Math.max(...clause.tiers.map((tier) => tier.share));
    if (clause.kind === "mix") largest = Math.max(share, ...clause.shares.map((one) => one.share));
    if (clause.kind === "recoup") first += clause.rate ?? 0;
  }
  return largest + first;
}
