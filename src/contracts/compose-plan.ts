// Composes plan.json (domain §11) of a product's history: of an instant, and of a renewal, contract by
// contract. Parties and contracts by their public ids. Pure; never decides a split.
// Example: bruno 10 % at sign-up in May (at_signup), 20 % since July: the renewal of August keeps his 10 %.
import { publicId } from "../base/id.ts";
import { formatInstant, type Instant, instant } from "../base/instant.ts";
import { formatRate } from "../base/rate.ts";
import { checkCap } from "../engine/check-cap.ts";
import { DEFAULT_MAX_SHARED, HIGHEST_MAX_SHARED } from "../engine/plan.ts";
import { largestShareOf } from "./agreed-terms.ts";
import type { ContractOfHistory, ProductHistory, ProductTerms, VersionOfHistory } from "./terms-history.ts";
import { type VersionInForce, versionInForce } from "./version-in-force.ts";

const DAY = 24 * 60 * 60 * 1000;

export type PlanBody = Record<string, unknown>;

/** The plan of every sale of that instant that is no renewal. */
export function planAt({ always, terms, contracts }: ProductHistory, at: number): PlanBody {
  return { ...always, ...termsAt(terms, at), ...spellContracts(chosenAt(contracts, at)) };
}

/** The instants at which anything changes, −Infinity first. The first terms have no turn of their own. */
export function turnsOf({ terms, contracts }: ProductHistory): number[] {
  const turns = new Set([Number.NEGATIVE_INFINITY]);
  for (const one of terms.slice(1)) turns.add(one.starts);
  for (const { versions } of contracts) {
    for (const { starts, ends } of versions) turns.add(starts).add(ends ?? starts);
  }
  return [...turns].sort((a, b) => a - b);
}

/** The newest terms that have started; the first ones before that. */
function termsAt(terms: readonly ProductTerms[], at: number): Record<string, unknown> {
  const started = terms.findLast((one) => one.starts <= at) ?? terms[0];
  return started?.body ?? {};
}

/** A contract's part of a plan; `until` is left out where it holds for one charge alone. */
type Chosen = Pick<ContractOfHistory, "id" | "party"> & Omit<VersionInForce<VersionOfHistory>, "ends">;

function chosenAt(contracts: readonly ContractOfHistory[], at: number): Chosen[] {
  return contracts.flatMap(({ id, party, versions }) => {
    const version = versionInForce(versions, at);
    return version === null ? [] : [{ id, party, ...version }];
  });
}

/**
 * The plan of a later charge of a subscription (domain §4, §5): what the version that it was first sold under
 * says of renewals decides contract by contract; fees and the affiliate's base are those of the charge. Null
 * where it is the plan of the charge's own instant.
 */
export function renewalPlan(history: ProductHistory, signup: number, charge: number): PlanBody | null {
  const { always, terms, contracts } = history;
  let isOwn = true;
  const chosen = contracts.flatMap((contract): Chosen[] => {
    const today = versionInForce(contract.versions, charge);
    const version = versionOfRenewal(contract, today, signup, charge);
    if (version === today) return version === null ? [] : [{ ...pick(contract), ...version }];
    isOwn = false;
    // It holds for this charge, whatever day its own term ended.
    return version === null ? [] : [{ ...pick(contract), ...version, until: null }];
  });
  return isOwn ? null : { ...always, ...termsAt(terms, charge), ...spellContracts(chosen) };
}

function pick({ id, party }: ContractOfHistory): Pick<ContractOfHistory, "id" | "party"> {
  return { id, party };
}

/** A contract that the subscription was not first sold under counts by what is in force, if anything is. */
function versionOfRenewal(
  { versions }: ContractOfHistory,
  today: VersionInForce<VersionOfHistory> | null,
  signup: number,
  charge: number,
): VersionInForce<VersionOfHistory> | null {
  const first = versionInForce(versions, signup);
  if (first === null) return today;
  const last = today === null ? lastInForce(versions, charge) : null;
  const goesOn = today !== null || (last !== null && isInTail(last, charge));
  if (!goesOn) return null;
  if (first.terms.renewals === "at_charge") return today ?? last;
  return today !== null && today.terms === first.terms ? today : first;
}

/** The version that held when the contract ended. */
function lastInForce(
  versions: readonly VersionOfHistory[],
  charge: number,
): VersionInForce<VersionOfHistory> | null {
  const ended = versions.at(-1)?.ends ?? null;
  return ended === null || ended > charge ? null : versionInForce(versions, ended - 1);
}

function isInTail({ until, terms: { tail } }: VersionInForce<VersionOfHistory>, charge: number): boolean {
  return tail !== "none" && until !== null && charge < until + tail.renewalsForDays * DAY;
}

/** One contract alone, as its minimums and milestones are settled by it. */
export function planOfOne(always: PlanBody, chosen: Chosen): PlanBody {
  return { ...always, ...spellContracts([chosen]) };
}

function spellContracts(inForce: readonly Chosen[]): PlanBody {
  if (inForce.length === 0) return {};
  const list = inForce.map(({ id, party, starts, until, terms }) => ({
    id: publicId("contract", id),
    party: publicId("party", party),
    ...(terms.share === undefined ? {} : { share: terms.share }),
    base: terms.base,
    scope: terms.scope,
    from: formatInstant(instant(starts)),
    ...(until === null ? {} : { until: formatInstant(instant(until)) }),
    mayBeAffiliate: terms.mayBeAffiliate,
    ...(terms.maxAffiliateRate === undefined ? {} : { maxAffiliateRate: terms.maxAffiliateRate }),
    ...(terms.clauses.length === 0 ? {} : { clauses: terms.clauses }),
  }));
  // The cap is a policy and decides no split; it is named only so that `partage split` reads such a plan as
  // well.
  const shares = inForce.map(({ party, terms }) => ({
    party,
    share: largestShareOf(terms),
    scope: terms.scope,
    from: 0 as Instant,
    until: null,
  }));
  const isOver = checkCap(shares, DEFAULT_MAX_SHARED).length > 0;
  return { contracts: list, ...(isOver ? { maxShared: formatRate(HIGHEST_MAX_SHARED) } : {}) };
}
