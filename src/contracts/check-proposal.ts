// What may be proposed at all, beside the terms themselves and the cap: to whom, from when, on top of what.
// Pure; the flow reads under a lock. Each no names the field and what to do instead.
// Example: carla has an open invitation to the same sales of the product → 409 already_shared, naming it.
import { publicId, type Uuid } from "../base/id.ts";
import { formatInstant, instant } from "../base/instant.ts";
import { Refusal } from "../base/refusal.ts";
import { largestShareOf } from "./agreed-terms.ts";
import { checkTerms } from "./check-agreement.ts";
import type { Contract, ContractTerms } from "./contract.ts";
import type { Proposal } from "./proposal.ts";
import { CURRENT_TERMS_OF_USE, TERMS_OF_USE_WITH_NOTICE } from "./terms-of-use.ts";
import { type AgreedVersion, versionsInForce } from "./version-in-force.ts";

/** A page that was open for an hour may name a minute that has passed: that is meant as "now". */
const GRACE_MS = 60 * 60 * 1000;

/** Throws 422 `starts_in_past`; nothing is ever retroactive. */
export function checkProposedDates(starts: number | null, ends: number | null, now: number): void {
  const inPast = (at: number | null) => at !== null && at < now - GRACE_MS;
  if (inPast(starts)) {
    const message = "lies in the past; what was sold stays split as it was. Leave it out to start at once";
    throw new Refusal(422, "starts_in_past", `The start ${message}.`, {
      details: [{ path: "starts", code: "starts_in_past", message }],
    });
  }
  if (ends !== null && ends <= now) {
    const message = "lies in the past; choose a later day, or leave it out";
    throw new Refusal(422, "ends_in_past", `The end ${message}.`, {
      details: [{ path: "ends", code: "ends_in_past", message }],
    });
  }
}

/** As checkTerms; and throws 422 `share_of_nothing`: who shares nothing needs no contract. */
export function checkProposedTerms(terms: ContractTerms, starts: number, ends: number | null): void {
  checkTerms(terms, starts, ends);
  if (largestShareOf(terms) > 0) return;
  const message = "must be above 0";
  throw new Refusal(422, "share_of_nothing", `The share ${message}.`, {
    details: [{ path: "share", code: "share_of_nothing", message }],
  });
}

/**
 * Throws 422 `terms_of_use` unless a version that is in use was accepted: the newest, or an older one that
 * says all that these terms need.
 */
export function checkTermsOfUse(accepted: number, terms: ContractTerms | null): void {
  const least = terms?.noticeDays === undefined ? 1 : TERMS_OF_USE_WITH_NOTICE;
  if (accepted >= least && accepted <= CURRENT_TERMS_OF_USE) return;
  const message = `must be ${CURRENT_TERMS_OF_USE}: read the terms of use as they are today, then accept them`;
  throw new Refusal(422, "terms_of_use", `termsOfUse ${message}.`, {
    details: [{ path: "termsOfUse", code: "terms_of_use", message }],
    facts: { current: CURRENT_TERMS_OF_USE },
  });
}

/**
 * A party holds one contract at a time on the sales of a product, and beside it one for the affiliates it
 * recruited. Throws 409 `already_shared` with the contract or proposal that is in the way.
 * `amends`: the contract that is to be changed, which is in nobody's way.
 */
export function checkOverlap(
  wanted: Pick<Proposal, "party" | "terms"> & { starts: number; ends: number | null; amends?: Uuid },
  contracts: readonly Contract[],
  open: readonly Proposal[],
): void {
  const recruited = wanted.terms?.scope === "recruited";
  const meets = ({ starts, ends }: { starts: number; ends: number | null }) =>
    (ends === null || wanted.starts < ends) && (wanted.ends === null || starts < wanted.ends);
  const isAlike = (version: AgreedVersion) => (version.terms.scope === "recruited") === recruited;
  for (const contract of contracts) {
    if (contract.party !== wanted.party || contract.id === wanted.amends) continue;
    const held = versionsInForce(contract.versions).find(
      (version) => isAlike(version) && meets({ starts: version.starts, ends: version.until }),
    );
    if (held !== undefined) {
      const until = held.until === null ? "" : ` until ${formatInstant(instant(held.until))}`;
      const way =
        wanted.amends === undefined
          ? `This party has a contract on the product${until}: propose to amend it instead.`
          : `Another contract of this party is about these sales${until}: end that one first.`;
      throw alreadyShared(way, publicId("contract", contract.id));
    }
  }
  const asked = open.find(
    ({ kind, party, terms }) =>
      kind === "invite" && party === wanted.party && (terms?.scope === "recruited") === recruited,
  );
  if (asked !== undefined) {
    throw alreadyShared(
      "This party has an open invitation to the product: withdraw it before you send another.",
      publicId("proposal", asked.id),
    );
  }
}

function alreadyShared(message: string, inTheWay: string): Refusal {
  return new Refusal(409, "already_shared", message, {
    details: [{ path: "party", code: "already_shared", message }],
    facts: { inTheWay },
  });
}
