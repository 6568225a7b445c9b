// Which version of a contract holds at an instant: the newest that has started, unless its own end has come.
// A newer version replaces every older one from its start on, also one that was to start later.
// Example: v1 from January open, v2 from July: in August v2; v3 from June until December replaces v2 as well.
import { type Ppm, parseRate } from "../base/rate.ts";
import type { Scope } from "../engine/plan.ts";

/** What decides a split, as it is stored: rates as decimal strings. */
export interface AgreedTerms {
  /** Left out where a clause `tiers` sets it. */
  share?: string;
  base: "after_affiliate" | "net" | "gross";
  scope: Scope;
  mayBeAffiliate: boolean;
  /** As in plan.json. */
  clauses: AgreedClause[];
}

export type AgreedClause =
  | {
      kind: "tiers";
      measure: "net" | "sales";
      period: "month" | "quarter" | "year" | "term";
      tiers: { upTo?: number; share: string }[];
    }
  | { kind: "cap"; earned?: number; sales?: number; tiers?: never };

export interface AgreedVersion {
  /** Epoch milliseconds, inclusive. */
  starts: number;
  /** Exclusive; null is open. */
  ends: number | null;
  terms: AgreedTerms;
}

/** `until` is the version's own end or the start of the version that replaces it, whichever comes first. */
export type VersionInForce<V extends AgreedVersion = AgreedVersion> = V & { until: number | null };

/** The versions that hold at some time, each with how long; `versions` oldest first. */
export function versionsInForce<V extends AgreedVersion>(versions: readonly V[]): VersionInForce<V>[] {
  return versions.flatMap((version, index) => {
    const ends = versions.slice(index + 1).map((later) => later.starts);
    if (version.ends !== null) ends.push(version.ends);
    const until = ends.length === 0 ? null : Math.min(...ends);
    return until !== null && until <= version.starts ? [] : [{ ...version, until }];
  });
}

/** Null before the first start and after the end. */
export function versionInForce<V extends AgreedVersion>(
  versions: readonly V[],
  at: number,
): VersionInForce<V> | null {
  const holds = (one: VersionInForce<V>) => one.starts <= at && (one.until === null || at < one.until);
  return versionsInForce(versions).find(holds) ?? null;
}

/** The share that counts for the cap, in parts per million: the largest tier, or the plain share. */
export function largestShareOf(terms: Pick<AgreedTerms, "share" | "clauses">): Ppm {
  const tiers = terms.clauses.find((clause) => clause.kind === "tiers")?.tiers ?? [];
  const spelled = tiers.length > 0 ? tiers.map((tier) => tier.share) : [terms.share ?? "0"];
  return Math.max(...spelled.map((share) => parseRate(share) ?? 0)) as Ppm;
}
