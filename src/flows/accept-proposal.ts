// The other side accepts: in one transaction the contract begins, changes or ends, its agreement is frozen,
// and the proposal is answered. Never from before this moment, never over a sale that is posted; asking twice
// answers the same.
// Example: bruno accepts the invitation on 21 November → contract_… version 1 from that instant on.
import { endTokens } from "../access/invitation-tokens.ts";
import { linkAccount } from "../access/party-accounts.ts";
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { checkRoom } from "../contracts/check-agreement.ts";
import { checkTermsOfUse } from "../contracts/check-proposal.ts";
import { mustBeOpen, noSuchProposal, type Proposal } from "../contracts/proposal.ts";
import { readContract } from "../contracts/read-contracts.ts";
import { lockProposal, readProposal } from "../contracts/read-proposals.ts";
import { readShares } from "../contracts/read-shares.ts";
import { addContract, addVersion, markEnded, type NewVersion } from "../contracts/write-contract.ts";
import { answerProposal } from "../contracts/write-proposal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { lockTerms, readWorkspace } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import { freezeAgreement } from "./freeze-agreement.ts";
import { type CountedAhead, countAhead, keepCounters } from "./keep-counters.ts";
import { nameInvited } from "./name-invited.ts";
import { evidenceOf, nextVersion } from "./next-version.ts";
import type { ActsFor } from "./propose-change.ts";
import { concludeFees } from "./propose-fees.ts";
import { type ToldChange, toldChange } from "./told-change.ts";

export interface Accepted {
  contract: Uuid;
  version: number;
}

/**
 * `link`: the account that speaks for the party from now on. Throws 403 `own_proposal`, 409, 410, 422
 * `cap_exceeded`; 404 where it is not theirs.
 */
export async function acceptProposal(
  app: App,
  ws: number,
  id: Uuid,
  by: ActsFor,
  termsOfUse: number,
  link?: { account: Uuid; workspace: Uuid; email: string },
): Promise<Accepted> {
  const ahead = await countAheadOf(app, ws, id);
  return await inWorkspace(app.db, ws, async (tx) => {
    await lockTerms(tx, ws);
    const proposal = await lockProposal(tx, ws, id);
    if (proposal === null || (by.side === "party" && proposal.party !== by.party)) throw noSuchProposal();
    if (proposal.side === by.side || proposal.createdBy === by.actor) {
      throw new Refusal(403, "own_proposal", "Only the other side may accept what your side proposed.");
    }
    if (proposal.state === "accepted" && proposal.answeredBy === by.actor) {
      return await before(tx, ws, proposal);
    }
    const now = app.ids.now();
    mustBeOpen(proposal, now);
    checkTermsOfUse(termsOfUse, proposal.terms);
    if (proposal.kind === "fees") return await acceptFees(tx, ws, proposal, by, now);
    const known = await readContract(tx, ws, proposal.contract);
    const version = await conclude(tx, ws, proposal, by.actor, now, ahead);
    await answerProposal(tx, ws, id, { state: "accepted", by: by.actor, name: by.name, at: now });
    if (link !== undefined) {
      await linkAccount(tx, { ...link, ws, party: proposal.party, mayAccept: true, at: now });
      await nameInvited(tx, ws, proposal, by, now);
    }
    await endTokens(tx, ws, id);
    await freezeAgreement(tx, ws, { proposal, version, signer: by });
    const changed = toldChange(known?.versions.at(-1), version);
    return await tellAccepted(tx, ws, proposal, { version: version.version, ...changed }, by.actor, now);
  });
}

async function tellAccepted(
  tx: Tx,
  ws: number,
  { id, kind, contract }: Proposal,
  made: { version: number } & Partial<ToldChange>,
  actor: string,
  at: number,
): Promise<Accepted> {
  const subject = publicId("contract", contract);
  const payload = { kind, proposal: publicId("proposal", id), ...made };
  await addEvent(tx, ws, { type: "contract.accepted", subject, actor, payload, at });
  return { contract, version: made.version };
}

/** The contract stays as it is; the product's fees change when the last partner has accepted. */
async function acceptFees(
  tx: Tx,
  ws: number,
  proposal: Proposal,
  by: ActsFor,
  now: number,
): Promise<Accepted> {
  await answerProposal(tx, ws, proposal.id, { state: "accepted", by: by.actor, name: by.name, at: now });
  await concludeFees(tx, ws, proposal, by.actor, now);
  const contract = await readContract(tx, ws, proposal.contract);
  const version = contract?.versions.at(-1)?.version ?? 1;
  return await tellAccepted(tx, ws, proposal, { version }, by.actor, now);
}

/** A double click: the version that this very acceptance made. */
async function before(tx: Tx, ws: number, proposal: Proposal): Promise<Accepted> {
  const contract = await readContract(tx, ws, proposal.contract);
  const made = contract?.versions.find((one) => one.evidence === evidenceOf(proposal));
  return { contract: proposal.contract, version: made?.version ?? 1 };
}

async function conclude(
  tx: Tx,
  ws: number,
  proposal: Proposal,
  actor: string,
  now: number,
  ahead: CountedAhead | null,
): Promise<NewVersion> {
  const { contract: id, product, party } = proposal;
  const version = await nextVersion(tx, ws, proposal, actor, now);
  if (proposal.terms !== null) {
    const shares = (await readShares(tx, ws, now, { product })).get(product) ?? [];
    checkRoom(shares, (await readWorkspace(tx, ws)).maxShared, now);
  }
  if (proposal.kind === "invite") await addContract(tx, ws, { id, product, party, at: now });
  await addVersion(tx, ws, version, await keepCounters(tx, ws, id, proposal.terms, ahead));
  if (proposal.kind === "end" && (version.ends as number) <= now) await markEnded(tx, ws, id);
  return version;
}

/**
 * What a new clause must know of earlier sales is counted before the terms are locked: sales wait while they
 * are.
 */
async function countAheadOf(app: App, ws: number, id: Uuid): Promise<CountedAhead | null> {
  const proposal = await inWorkspace(app.db, ws, (tx) => readProposal(tx, ws, id));
  if (proposal === null || proposal.terms === null) return null;
  return await countAhead(app, ws, proposal.contract, proposal.terms);
}
