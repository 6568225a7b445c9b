// Proposes to amend a contract or to end it; either side may. Nothing changes until the other side accepts,
// and what an amendment asks for is reserved under the cap meanwhile.
// Example: bruno asks for 15 % from August on → proposal_…, for ana to answer; his 10 % goes on until then.
import { newUuid, publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { largestShareOf } from "../contracts/agreed-terms.ts";
import { checkRoom } from "../contracts/check-agreement.ts";
import {
  checkOverlap,
  checkProposedDates,
  checkProposedTerms,
  checkTermsOfUse,
} from "../contracts/check-proposal.ts";
import { type Contract, type ContractTerms, isEnded } from "../contracts/contract.ts";
import { OPEN_MS } from "../contracts/proposal.ts";
import { contractsOf, readContract } from "../contracts/read-contracts.ts";
import { openProposalsOf } from "../contracts/read-proposals.ts";
import { readShares, withProposal } from "../contracts/read-shares.ts";
import { addProposal } from "../contracts/write-proposal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { lockTerms, readWorkspace } from "../workspaces/read-workspace.ts";
import type { ActsFor, Person } from "./acts-for.ts";
import { closeLapsed } from "./answer-proposal.ts";
import type { App } from "./app.ts";
import { nameOffers } from "./name-offers.ts";
import { noSuchContract } from "./record-contract.ts";
import { toldChange } from "./told-change.ts";

export type { ActsFor, Person };

export interface ProposedChange {
  kind: "amend" | "end";
  /** Null of an end. */
  terms: ContractTerms | null;
  /** Null: with the acceptance. */
  starts: number | null;
  /** Null: open; of an end, with the acceptance. */
  ends: number | null;
  message: string;
  language: string;
  termsOfUse: number;
  metadata?: Record<string, string> | undefined;
}

/** Answers the proposal's id. */
export async function proposeChange(
  app: App,
  ws: number,
  id: Uuid,
  wanted: ProposedChange,
  by: ActsFor,
): Promise<Uuid> {
  return await inWorkspace(app.db, ws, async (tx) => {
    await lockTerms(tx, ws);
    const now = app.ids.now();
    const contract = await mustFindContract(tx, ws, id, by);
    if (isEnded(contract, now)) {
      throw new Refusal(422, "contract_ended", "This contract has ended, and that is final.");
    }
    const { kind, starts, ends } = wanted;
    checkTermsOfUse(wanted.termsOfUse, wanted.terms);
    const { product, party } = contract;
    const terms = wanted.terms && (await nameOffers(tx, ws, product, wanted.terms));
    checkProposedDates(starts, ends, now);
    const asked = { contract: id, party, terms, starts, ends };
    if (terms !== null) {
      const from = Math.max(starts ?? now, now);
      checkProposedTerms(terms, from, ends);
      const contracts = await contractsOf(tx, ws, product);
      const open = await openProposalsOf(tx, ws, product, now);
      checkOverlap({ party, terms, starts: from, ends, amends: id }, contracts, open);
      const shares = (await readShares(tx, ws, now, { product })).get(product) ?? [];
      const { maxShared } = await readWorkspace(tx, ws);
      checkRoom(withProposal(shares, asked, now), maxShared, now, largestShareOf(terms));
    }
    await closeLapsed(app, tx, ws, id);
    const proposal = newUuid(app.ids);
    const basedOn = contract.versions.at(-1)?.version ?? 0;
    const { message, language, termsOfUse, metadata = {} } = wanted;
    const about = {
      id: proposal,
      kind,
      basedOn,
      product,
      email: null,
      message,
      language,
      termsOfUse,
      metadata,
    };
    const dates = { createdBy: by.actor, createdName: by.name, createdAt: now, lapsesAt: now + OPEN_MS };
    await addProposal(tx, ws, { ...about, ...asked, side: by.side, ...dates });
    const subject = publicId("proposal", proposal);
    const today = contract.versions.at(-1);
    const changed = toldChange(today, { terms: terms ?? today?.terms ?? null, starts, ends });
    const named = { kind, side: by.side, contract: publicId("contract", id) };
    const payload = { ...named, terms, starts, ends, ...changed };
    await addEvent(tx, ws, { type: "contract.proposed", subject, actor: by.actor, payload, at: now });
    return proposal;
  });
}

/** The contract, if it is theirs to speak of: a partner finds only its own. Throws 404. */
export async function mustFindContract(tx: Tx, ws: number, id: Uuid, by: ActsFor): Promise<Contract> {
  const contract = await readContract(tx, ws, id);
  if (contract === null || (by.side === "party" && contract.party !== by.party)) throw noSuchContract();
  return contract;
}
