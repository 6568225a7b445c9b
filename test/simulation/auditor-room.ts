// How much of a product's sales is promised at the most, at any instant from now on and for any kind of sale:
// the auditor's own sum of the cap (domain §3). It knows nothing of where contracts come from.
// Example: bruno 40 % of all sales, carla asks for 35 % of direct ones: 75 % of direct sales from her day on.
export interface Terms {
  share?: string;
  base: string;
  scope: string;
  mayBeAffiliate: boolean;
  maxAffiliateRate?: string;
  clauses: Record<string, unknown>[];
  renewals: "at_charge" | "at_signup";
  tail: "none" | { renewalsForDays: number };
  noticeDays?: number;
}

/** Terms that hold from an instant, inclusive, until another or for ever. */
export interface Stretch {
  from: number;
  until: number | null;
  terms: Terms;
}

/** A contract: what holds, and what would instead if what is asked were accepted. */
export interface Room {
  contract: string;
  party: string;
  stretches: readonly Stretch[];
  asked: readonly Stretch[];
}

/** Parts per million. */
export function ppmOf(rate: string): number {
  const [whole = "0", part = ""] = rate.split(".");
  return Number(whole) * 1_000_000 + Number(part.padEnd(6, "0"));
}

type Counted = { kind: string; tiers?: { share: string }[]; from?: string; rate?: string };

/** The largest share that terms can come to, what is recouped first on top. */
function topOf({ share, clauses }: Terms): number {
  const [all, of] = [clauses as Counted[], (kind: string) => (one: Counted) => one.kind === kind];
  const steps = all.filter(of("tiers")).flatMap(({ tiers = [] }) => tiers.map((tier) => ppmOf(tier.share)));
  const firsts = all
    .filter((one) => of("recoup")(one) && one.from === "whole")
    .map(({ rate = "0" }) => ppmOf(rate));
  return Math.max(...(steps.length > 0 ? steps : [ppmOf(share ?? "0")])) + Math.max(0, ...firsts);
}

const KINDS = ["direct", "affiliate"];

export function roomTaken(rooms: readonly Room[], now: number): number {
  const all = rooms.flatMap((room) => [...room.stretches, ...room.asked]);
  const instants = [now, ...all.map((one) => one.from).filter((from) => from > now)];
  const recruiters = rooms.map((room) => `recruited ${room.party}`);
  const most = [...KINDS, ...recruiters].flatMap((kind) =>
    instants.map((instant) => rooms.reduce((sum, room) => sum + takenBy(room, kind, instant), 0)),
  );
  return Math.max(0, ...most);
}

/** Terms in force and those asked for instead never hold together: the larger counts. */
function takenBy({ party, stretches, asked }: Room, kind: string, instant: number): number {
  const applies = ({ scope }: Terms) => {
    if (scope === "recruited") return kind === `recruited ${party}`;
    return scope === "all" || (scope === "direct") === (kind === "direct");
  };
  const holds = ({ from, until, terms }: Stretch) =>
    from <= instant && (until === null || instant < until) && applies(terms);
  return Math.max(0, ...[...stretches, ...asked].filter(holds).map((one) => topOf(one.terms)));
}
