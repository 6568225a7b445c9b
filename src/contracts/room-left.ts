// How much of a product's sales may still be shared, for each kind of sale, from now on: the cap less the
// most that the contracts in force, and those that start later, take at any instant. Pure. Never refuses:
// check-agreement does.
// Example: cap 0.70, bruno 0.40 of all, carla 0.20 of direct sales → direct 0.10 left, affiliate 0.30 left.
import type { Uuid } from "../base/id.ts";
import type { Ppm } from "../base/rate.ts";
import { type AgreedVersion, largestShareOf, versionsInForce } from "./version-in-force.ts";

export interface RoomOfKind {
  kind: "direct" | "affiliate" | "recruited";
  /** Who recruited the affiliate, where the kind is `recruited`. */
  recruitedBy: Uuid | null;
  used: Ppm;
  left: Ppm;
  /** Epoch milliseconds: from when on it is used the most. */
  from: number;
  shares: { contract: Uuid; party: Uuid; share: Ppm }[];
}

interface SharedBy {
  id: Uuid;
  party: Uuid;
  versions: readonly AgreedVersion[];
}

export function roomLeft(contracts: readonly SharedBy[], maxShared: Ppm, now: number): RoomOfKind[] {
  const held = contracts.flatMap(({ id, party, versions }) =>
    versionsInForce(versions).flatMap(({ starts, until, terms }) =>
      until !== null && until <= now
        ? []
        : [{ contract: id, party, share: largestShareOf(terms), scope: terms.scope, starts, until }],
    ),
  );
  const instants = [now, ...held.map((one) => one.starts).filter((starts) => starts > now)];
  const recruiters = [...new Set(held.filter((one) => one.scope === "recruited").map((one) => one.party))];
  const kinds: Pick<RoomOfKind, "kind" | "recruitedBy">[] = [
    { kind: "direct", recruitedBy: null },
    { kind: "affiliate", recruitedBy: null },
    ...recruiters.map((party) => ({ kind: "recruited" as const, recruitedBy: party })),
  ];
  return kinds.map(({ kind, recruitedBy }) => {
    const applies = (one: (typeof held)[number]) =>
      one.scope === "all" ||
      (kind === "direct" ? one.scope === "direct" : one.scope === "affiliate") ||
      (one.scope === "recruited" && one.party === recruitedBy);
    const looks = [...new Set(instants)]
      .sort((a, b) => a - b)
      .map((at) => {
        const inForce = held.filter((one) => one.starts <= at && (one.until === null || at < one.until));
        const shares = inForce
          .filter(applies)
          .map(({ contract, party, share }) => ({ contract, party, share }));
        return { from: at, shares, used: shares.reduce((sum, one) => sum + one.share, 0) as Ppm };
      });
    const most = looks.reduce((best, one) => (one.used > best.used ? one : best));
    return { kind, recruitedBy, ...most, left: Math.max(0, maxShared - most.used) as Ppm };
  });
}
