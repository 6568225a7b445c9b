// Which version of a contract holds at an instant: the newest that has started, unless its own end has come.
// A newer version replaces every older one from its start on, also one that was to start later.
// Example: v1 from January open, v2 from July: in August v2; v3 from June until December replaces v2 as well.
import type { AgreedTerms } from "./agreed-terms.ts";

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
