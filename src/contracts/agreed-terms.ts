// What of a contract's terms decides a split, as it is stored: rates as decimal strings, clauses as plan.json
// has them (docs/split-format.md). A contract is about one product, so its `mix` tells offers apart, not
// products.
// Example: { share: "0.10", base: "after_affiliate", scope: "all", mayBeAffiliate: true, clauses: [] }.
import { NO_RATE, type Ppm, parseRate } from "../base/rate.ts";
import { readClause } from "../engine/clauses/read-clause.ts";
import type { Period } from "../engine/clauses/rule.ts";
import { largestShare, type Scope } from "../engine/plan.ts";
import { Problems } from "../engine/problem.ts";

export interface AgreedTerms {
  /** Left out where a clause `tiers` sets it. */
  share?: string;
  base: "after_affiliate" | "net" | "gross";
  scope: Scope;
  mayBeAffiliate: boolean;
  /** Left out: any. */
  maxAffiliateRate?: string;
  clauses: AgreedClause[];
}

/** `Rate`: decimal strings as stored, or as a request states them. */
export type ClauseOf<Rate> =
  | {
      kind: "tiers";
      measure: "net" | "sales";
      period: Period;
      tiers: { upTo?: number | undefined; share: Rate }[];
    }
  | { kind: "mix"; by: "offer"; shares: { of: string; name?: string | undefined; share: Rate }[] }
  | { kind: "cap"; earned?: number | undefined; sales?: number | undefined }
  | { kind: "recoup"; amount: number; currency: string; from: "share" | "whole"; rate?: Rate | undefined }
  | { kind: "minimum"; amount: number; currency: string; period: Period }
  | {
      kind: "milestone";
      measure: "net" | "sales" | "earned";
      period: Period;
      goal: number;
      bonus: number;
      currency: string;
    };

export type AgreedClause = ClauseOf<string>;

/** Rates of a clause as decimal strings. */
export function spellClause(clause: ClauseOf<Ppm>, formatRate: (rate: Ppm) => string): AgreedClause {
  switch (clause.kind) {
    case "tiers":
      return {
        ...clause,
        tiers: clause.tiers.map((tier) => ({ ...tier, share: formatRate(tier.share) })),
      };
    case "mix":
      return {
        ...clause,
        shares: clause.shares.map((one) => ({ ...one, share: formatRate(one.share) })),
      };
    case "recoup": {
      const { rate, ...rest } = clause;
      return rate === undefined ? rest : { ...rest, rate: formatRate(rate) };
    }
    default:
      return clause;
  }
}

/** A contract's part of plan.json, but for whose it is and when it holds. */
export function spellTerms(terms: AgreedTerms): AgreedTerms {
  const { share, base, scope, mayBeAffiliate, maxAffiliateRate, clauses } = terms;
  return {
    ...(share === undefined ? {} : { share }),
    base,
    scope,
    mayBeAffiliate,
    ...(maxAffiliateRate === undefined ? {} : { maxAffiliateRate }),
    clauses,
  };
}

/** The share that counts for the cap, in parts per million (engine/plan.ts); terms of a checked contract. */
export function largestShareOf({ share, clauses }: Pick<AgreedTerms, "share" | "clauses">): Ppm {
  const read = clauses.flatMap((clause) => readClause(new Problems(), clause, "") ?? []);
  return largestShare({ share: parseRate(share ?? "0") ?? NO_RATE, clauses: read }) as Ppm;
}
