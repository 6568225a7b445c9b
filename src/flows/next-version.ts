// The version that accepting a proposal makes: from the instant that was proposed, yet never before now and
// never over a sale that is posted already. Refuses what can no longer be accepted.
// Example: invited to start on 1 November, accepted on the 21st, a sale of the 21st posted → from right after
// that sale on.
import { publicId } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { type Contract, isEnded } from "../contracts/contract.ts";
import type { Proposal } from "../contracts/proposal.ts";
import { readContract } from "../contracts/read-contracts.ts";
import { versionInForce } from "../contracts/version-in-force.ts";
import type { NewVersion } from "../contracts/write-contract.ts";
import type { Tx } from "../db/transaction.ts";
import { lastSaleFrom } from "../sales/last-sale-from.ts";

/** Where the agreement of the version can be found: the proposal that was accepted. */
export function evidenceOf(proposal: Proposal): string {
  return publicId("proposal", proposal.id);
}

/** Call with the terms locked. Throws 409 `contract_changed`, 422 `contract_ended` or `too_late`. */
export async function nextVersion(
  tx: Tx,
  ws: number,
  proposal: Proposal,
  actor: string,
  now: number,
): Promise<NewVersion> {
  const { contract, kind, basedOn, terms, ends } = proposal;
  const known = await readContract(tx, ws, contract);
  refuseChanged(known, basedOn, now);
  const about = { contract, version: basedOn + 1, evidence: evidenceOf(proposal), actor, at: now };
  const turn = await notBefore(tx, ws, proposal, kind === "end" ? ends : proposal.starts, now);
  if (kind === "end") {
    const last = versionInForce(known?.versions ?? [], turn - 1);
    if (last === null) throw tooLate("Nothing of this contract holds at that instant any more.");
    return { ...about, starts: last.starts, ends: turn, terms: last.terms };
  }
  if (ends !== null && ends <= turn) throw tooLate("Its term would be over before it starts.");
  return { ...about, starts: turn, ends, terms: terms as NewVersion["terms"] };
}

function refuseChanged(contract: Contract | null, basedOn: number, now: number): void {
  if (contract !== null && isEnded(contract, now)) {
    throw new Refusal(422, "contract_ended", "This contract has ended meanwhile, and that is final.");
  }
  if ((contract?.versions.at(-1)?.version ?? 0) === basedOn) return;
  const message = "The contract has changed since this was proposed. Decline it and propose anew.";
  throw new Refusal(409, "contract_changed", message);
}

function tooLate(why: string): Refusal {
  return new Refusal(422, "too_late", `It is too late to accept this: ${why} Ask for a new proposal.`);
}

async function notBefore(
  tx: Tx,
  ws: number,
  proposal: Proposal,
  wanted: number | null,
  now: number,
): Promise<number> {
  const from = Math.max(wanted ?? now, now);
  const last = await lastSaleFrom(tx, ws, proposal.product, from);
  return last === null ? from : last.happenedAt + 1;
}
