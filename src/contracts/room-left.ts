// How much of a product's sales may still be shared, for each kind of sale, from now on: the cap less the
// most that the contracts in force, those that start later and open proposals take at any instant. Pure.
// Never refuses: check-agreement does.
// Example: cap 0.70, bruno 0.40 of all, carla 0.20 of direct sales → direct 0.10 left, affiliate 0.30 left.
import type { Uuid } from "../base/id.ts";
import type { Ppm } from "../base/rate.ts";
import type { Scope } from "../engine/plan.ts";
import { largestShareOf } from "./agreed-terms.ts";
import type { SharedBy } from "./check-agreement.ts";
import { versionsInForce } from "./version-in-force.ts";

export interface HeldShare {
  contract: Uuid;
  party: Uuid;
  share: Ppm;
  /** Reserved by an open proposal. */
  isProposed: boolean;
}

export interface RoomOfKind {
  kind: "direct" | "affiliate" | "recruited";
  /** Who recruited the affiliate, where the kind is `recruited`. */
  recruitedBy: Uuid | null;
  used: Ppm;
  left: Ppm;
  /** Epoch milliseconds: from when on it is used the most. */
  from: number;
  shares: HeldShare[];
}

interface Held extends HeldShare {
  scope: Scope;
  starts: number;
  until: number | null;
}

export function roomLeft(contracts: readonly SharedBy[], maxShared: Ppm, now: number): RoomOfKind[] {
  const held = contracts.flatMap(({ versions, proposed = [], ...whose }) => [
    ...stretches(whose, versions, false),
    ...stretches(whose, proposed, true),
  ]);
  const ahead = held.filter((one) => one.until === null || one.until > now);
  const instants = [now, ...ahead.map((one) => one.starts).filter((starts) => starts > now)];
  const recruiters = [...new Set(ahead.filter((one) => one.scope === "recruited").map((one) => one.party))];
  const kinds: Pick<RoomOfKind, "kind" | "recruitedBy">[] = [
    { kind: "direct", recruitedBy: null },
    { kind: "affiliate", recruitedBy: null },
    ...recruiters.map((party) => ({ kind: "recruited" as const, recruitedBy: party })),
  ];
  return kinds.map((kind) => {
    const looks = [...new Set(instants)].sort((a, b) => a - b).map((at) => lookAt(ahead, kind, at));
    const most = looks.reduce((best, one) => (one.used > best.used ? one : best));
    return { ...kind, ...most, left: Math.max(0, maxShared - most.used) as Ppm };
  });
}

function stretches(
  { id, party }: { id: Uuid; party: Uuid },
  versions: SharedBy["versions"],
  isProposed: boolean,
): Held[] {
  return versionsInForce(versions).map(({ starts, until, terms }) => {
    const { scope } = terms;
    return { contract: id, party, share: largestShareOf(terms), isProposed, scope, starts, until };
  });
}

function lookAt(
  held: readonly Held[],
  { kind, recruitedBy }: Pick<RoomOfKind, "kind" | "recruitedBy">,
  at: number,
): Pick<RoomOfKind, "from" | "shares" | "used"> {
  const applies = ({ scope, party }: Held) =>
    scope === "all" ||
    (kind === "direct" ? scope === "direct" : scope === "affiliate") ||
    (scope === "recruited" && party === recruitedBy);
  const shares = new Map<Uuid, HeldShare>();
  for (const one of held) {
    const { contract, party, share, isProposed, starts, until } = one;
    if (starts > at || (until !== null && until <= at) || !applies(one)) continue;
    // Terms in force and those proposed instead never hold together: the larger one counts.
    if (share > (shares.get(contract)?.share ?? -1))
      shares.set(contract, { contract, party, share, isProposed });
  }
  const used = [...shares.values()].reduce((sum, one) => sum + one.share, 0) as Ppm;
  return { from: at, shares: [...shares.values()], used };
}
