// Which version of a contract holds at an instant: the newest that has started, unless its own end has come.
// A newer version replaces every older one from its start on, also one that was to start later.
// Example: v1 from January open, v2 from July: in August v2; v3 from June until December replaces v2 as well.
import type { Scope } from "../engine/plan.ts";

/** What the parties agreed, as it is stored: rates as decimal strings, parties by public id. */
export interface AgreedTerms {
  share: string;
  base: "after_affiliate" | "net" | "gross";
  scope: Scope;
  mayBeAffiliate: boolean;
  /** As in plan.json. */
  clauses: AgreedClause[];
}

export type AgreedClause =
  | { kind: "tiers"; tiers: { upTo?: number; share: string }[]; measure: string; period: string }
  | { kind: "cap"; earned?: number; sales?: number; tiers?: never };

export interface AgreedVersion {
  /** Epoch milliseconds, inclusive. */
  starts: number;
  /** Exclusive; null is open. */
  ends: number | null;
  terms: AgreedTerms;
}

/** `until` is the version's own end or the start of the version that replaces it. */
export type VersionInForce = AgreedVersion & { until: number | null };

/** `versions` oldest first. */
export function versionInForce(versions: readonly AgreedVersion[], at: number): VersionInForce | null {
  const index = versions.findLastIndex((one) => one.starts <= at);
  const version = versions[index];
  if (version === undefined || (version.ends !== null && version.ends <= at)) return null;
  const later = versions.slice(index + 1).map((one) => one.starts);
  const ends = version.ends === null ? later : [...later, version.ends];
  return { ...version, until: ends.length === 0 ? null : Math.min(...ends) };
}
