// Whether what two sides agreed may be recorded: its terms can be, it ends after it starts, and at no instant
// and for no kind of sale does the product come to share more than the workspace's cap. Pure; the flow reads
// under a lock.
// Example: cap 0.70, bruno 0.40 in force, carla 0.40 → 422 cap_exceeded: direct sales from July on would
// share 0.8.
import { publicId, type Uuid } from "../base/id.ts";
import { formatInstant, type Instant, instant } from "../base/instant.ts";
import { formatRate, type Ppm } from "../base/rate.ts";
import { Refusal } from "../base/refusal.ts";
import { type CapBreach, checkCap } from "../engine/check-cap.ts";
import { Problems } from "../engine/problem.ts";
import { readContract } from "../engine/read-contract.ts";
import { type AgreedTerms, largestShareOf, spellTerms } from "./agreed-terms.ts";
import { type AgreedVersion, versionsInForce } from "./version-in-force.ts";

/** Throws 422 `invalid_terms` with every path that is wrong, or `ends_before_start`. */
export function checkTerms(terms: AgreedTerms, starts: number, ends: number | null): void {
  if (ends !== null && ends <= starts) {
    throw new Refusal(422, "ends_before_start", "A contract ends after it starts.", {
      details: [{ path: "ends", code: "ends_before_start", message: "must be after `starts`" }],
    });
  }
  const problems = new Problems();
  const from = formatInstant(instant(starts));
  readContract(problems, { id: "contract", party: "party", from, ...spellTerms(terms) }, "");
  if (problems.list.length === 0) return;
  throw new Refusal(422, "invalid_terms", "These terms cannot be.", { details: problems.list });
}

/** A contract, recorded or about to be: whose, and its versions, oldest first. */
export interface SharedBy {
  id: Uuid;
  party: Uuid;
  versions: readonly AgreedVersion[];
  /** What an open proposal would make of them; at every instant the larger of both counts. */
  proposed?: readonly AgreedVersion[];
}

/**
 * Where, from `since` on, the contracts of one product would share more than `maxShared`; none is good. What
 * lies before is over and nobody's to mend.
 */
export function findBreaches(contracts: readonly SharedBy[], maxShared: Ppm, since: number): Breach[] {
  const entries = contracts.flatMap(({ id, party, versions, proposed = [] }) =>
    [...versionsInForce(versions), ...versionsInForce(proposed)].map(({ starts, until, terms }) => ({
      contract: id,
      party: party as string,
      share: largestShareOf(terms),
      scope: terms.scope,
      from: Math.max(starts, since) as Instant,
      until: until as Instant | null,
    })),
  );
  return checkCap(entries, maxShared).map((breach) => describe(breach, entries, maxShared));
}

export interface Breach {
  message: string;
  /** By how much, in parts per million. */
  over: number;
  facts: Record<string, unknown>;
}

function describe(
  breach: CapBreach,
  entries: readonly { contract: Uuid; share: Ppm }[],
  maxShared: Ppm,
): Breach {
  const at = formatInstant(breach.at);
  const shares = breach.entries.map((index) => {
    const { contract, share } = entries[index] as { contract: Uuid; share: Ppm };
    return { contract: publicId("contract", contract), share: formatRate(share) };
  });
  const recruitedBy = breach.recruitedBy === null ? null : publicId("party", breach.recruitedBy);
  const kind =
    breach.kind === "recruited" ? `affiliate sales recruited by ${recruitedBy}` : `${breach.kind} sales`;
  const listed = shares.map((one) => `${one.contract} ${one.share}`).join(", ");

  return {
    over: breach.shared - maxShared,
    message: `${kind} from ${at} on would share more than ${formatRate(maxShared)}: ${listed}`,
    facts: { at, kind: breach.kind, recruitedBy, maxShared: formatRate(maxShared), shares },
  };
}

/**
 * Throws 422 `cap_exceeded` when recording or proposing it would break the cap from `since` on. `asked`: the
 * share that is asked for, so that the answer says what there is room for.
 */
export function checkRoom(contracts: readonly SharedBy[], maxShared: Ppm, since: number, asked?: Ppm): void {
  const breaches = findBreaches(contracts, maxShared, since);
  const [first] = breaches;
  if (first === undefined) return;
  const over = Math.max(...breaches.map((breach) => breach.over));
  const room = asked === undefined ? undefined : formatRate(Math.max(0, asked - over) as Ppm);
  const left = room === undefined ? "" : ` There is room for ${room}.`;
  throw new Refusal(422, "cap_exceeded", `There is not that much left to share: ${first.message}.${left}`, {
    details: [{ path: "share", code: "cap_exceeded", message: first.message }],
    facts: { ...first.facts, ...(room === undefined ? {} : { room }) },
  });
}
