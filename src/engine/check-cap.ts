// The cap of what a product may share (domain §3): at every instant and for every kind of sale, the shares of
// all contracts and open proposals that could apply must stay within it. Pure, and the same for the command,
// for new proposals and for a lowered policy. Example: 0.40 to all and 0.35 to direct sales, cap 0.70 → one
// breach: direct sales, 0.75, from the day the later one starts.
import type { Instant } from "../base/instant.ts";

export interface CapEntry {
  /**
   * Entries of one contract never apply together (the terms in force, or those proposed instead): of those
   * that could, the largest counts. Left out: an entry of its own.
   */
  readonly contract?: string;
  readonly party: string;
  /** Parts per million; of tiers the largest. */
  readonly share: number;
  readonly scope: "all" | "direct" | "affiliate" | "recruited";
  /** Inclusive. */
  readonly from: Instant;
  /** Exclusive; null is open. */
  readonly until: Instant | null;
}

export interface CapBreach {
  /** The first instant of it: the start of one of the entries. */
  readonly at: Instant;
  readonly kind: "direct" | "affiliate" | "recruited";
  /** Who recruited the affiliate, where the kind is `recruited`. */
  readonly recruitedBy: string | null;
  /** The sum of shares, parts per million. */
  readonly shared: number;
  /** Positions of the entries that add up to it. */
  readonly entries: readonly number[];
}

/** Every instant and kind of sale at which the sum comes to lie above `maxShared`; none is good. */
export function checkCap(entries: readonly CapEntry[], maxShared: number): CapBreach[] {
  const starts = [...new Set(entries.map((entry) => entry.from))].sort((a, b) => a - b);
  return starts.flatMap((at) => breachesAt(entries, maxShared, at));
}

function breachesAt(entries: readonly CapEntry[], maxShared: number, at: Instant): CapBreach[] {
  const direct: number[] = [];
  const affiliate: number[] = [];
  const recruited = new Map<string, number[]>();
  entries.forEach((entry, index) => {
    if (entry.from > at || (entry.until !== null && entry.until <= at)) return;
    if (entry.scope === "all" || entry.scope === "direct") direct.push(index);
    if (entry.scope === "all" || entry.scope === "affiliate") affiliate.push(index);
    if (entry.scope === "recruited") {
      const own = recruited.get(entry.party);
      if (own === undefined) recruited.set(entry.party, [index]);
      else own.push(index);
    }
  });

  const breaches: CapBreach[] = [];
  // A sum only rises where one of its entries starts: what broke before was named there.
  const look = (kind: CapBreach["kind"], recruitedBy: string | null, possible: readonly number[]) => {
    const applying = largestOfEach(entries, possible);
    const shared = applying.reduce((sum, index) => sum + (entries[index] as CapEntry).share, 0);
    const starting = applying.some((index) => (entries[index] as CapEntry).from === at);
    if (shared > maxShared && starting) breaches.push({ at, kind, recruitedBy, shared, entries: applying });
    return shared > maxShared;
  };
  look("direct", null, direct);
  const isOver = look("affiliate", null, affiliate);
  if (!isOver)
    for (const [party, own] of recruited)
      look(
        "recruited",
        party,
        [...affiliate, ...own].sort((a, b) => a - b),
      );
  return breaches;
}

/** Of the entries of one contract only the largest, the earliest listed of equal ones; sorted as given. */
function largestOfEach(entries: readonly CapEntry[], possible: readonly number[]): readonly number[] {
  const largest = new Map<string, number>();
  for (const index of possible) {
    const { contract, share } = entries[index] as CapEntry;
    if (contract === undefined) continue;
    const before = largest.get(contract);
    if (before === undefined || share > (entries[before] as CapEntry).share) largest.set(contract, index);
  }
  return possible.filter((index) => {
    const { contract } = entries[index] as CapEntry;
    return contract === undefined || largest.get(contract) === index;
  });
}
