// Declines a proposal or takes it back: nothing changes but that it is answered. The other side declines, the
// side that asked withdraws; the room it reserved under the cap is free again.
// Example: bruno declines "15 % from August" with "Let us talk in autumn" → declined, his 10 % goes on.

import { endTokens } from "../access/invitation-tokens.ts";
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { mustBeOpen, noSuchProposal, type Proposal } from "../contracts/proposal.ts";
import { listProposals, lockChange, lockProposal } from "../contracts/read-proposals.ts";
import { answerProposal } from "../contracts/write-proposal.ts";
import { addEvent } from "../db/events.ts";
import { addJob } from "../db/job-queue.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import type { ActsFor } from "./acts-for.ts";
import type { App } from "./app.ts";
import { INVITATIONS } from "./send-invite.ts";

/** To an address that was invited: whoever has an account is told by a notice. */
export const SEND_WITHDRAWN = "send_withdrawn";

export async function declineProposal(
  app: App,
  ws: number,
  id: Uuid,
  by: ActsFor,
  answer: string,
): Promise<void> {
  await inWorkspace(app.db, ws, async (tx) => {
    const proposal = await mustFindOpen(app, tx, ws, id, by);
    if (proposal.side === by.side) {
      throw new Refusal(403, "own_proposal", "Your side made this proposal: withdraw it instead.");
    }
    await close(app, tx, ws, proposal, { state: "declined", by: by.actor, name: by.name, answer });
  });
}

export async function withdrawProposal(app: App, ws: number, id: Uuid, by: ActsFor): Promise<void> {
  await inWorkspace(app.db, ws, async (tx) => {
    const proposal = await mustFindOpen(app, tx, ws, id, by);
    if (proposal.side !== by.side) {
      throw new Refusal(403, "not_own_proposal", "The other side made this proposal: decline it instead.");
    }
    await close(app, tx, ws, proposal, { state: "withdrawn", by: by.actor, name: by.name, answer: "" });
  });
}

/** Locked until the transaction ends; throws 404, 409 or 410. A partner finds only its own. */
export async function mustFindOpen(app: App, tx: Tx, ws: number, id: Uuid, by: ActsFor): Promise<Proposal> {
  const proposal = await lockProposal(tx, ws, id);
  if (proposal === null || (by.side === "party" && proposal.party !== by.party)) throw noSuchProposal();
  mustBeOpen(proposal, app.ids.now());
  return proposal;
}

/** Also for what lapsed by itself. Call with the proposal locked and open. */
export async function close(
  app: App,
  tx: Tx,
  ws: number,
  proposal: Proposal,
  answered: { state: "declined" | "withdrawn" | "lapsed"; by: string; name: string | null; answer: string },
): Promise<void> {
  const at = app.ids.now();
  await answerProposal(tx, ws, proposal.id, { ...answered, at });
  await endTokens(tx, ws, proposal.id);
  const subject = publicId("proposal", proposal.id);
  const contract = publicId("contract", proposal.contract);
  const states = { before: { state: "open" }, after: { state: answered.state } };
  const payload = { kind: proposal.kind, contract, answer: answered.answer, ...states };
  const type = `contract.${answered.state}`;
  await addEvent(tx, ws, { type, subject, actor: answered.by, payload, at });
  if (proposal.change !== null) await closeOthers(app, tx, ws, proposal);
  if (proposal.email === null || answered.state !== "withdrawn") return;
  const key = `${SEND_WITHDRAWN} ${proposal.id}`;
  await addJob(tx, SEND_WITHDRAWN, { ws, proposal: proposal.id }, { key, queue: INVITATIONS });
}

/** Writes down that nobody answered in time. One that ended another's question may have done so already. */
export async function closeAsLapsed(app: App, tx: Tx, ws: number, id: Uuid): Promise<void> {
  const lapsed = await lockProposal(tx, ws, id);
  if (lapsed?.state !== "open") return;
  await close(app, tx, ws, lapsed, { state: "lapsed", by: "system", name: null, answer: "" });
}

/** What nobody answered in time stands in nobody's way, also before the hourly look says so. */
export async function closeLapsed(app: App, tx: Tx, ws: number, contract: Uuid): Promise<void> {
  const now = app.ids.now();
  const [newest] = await listProposals(tx, ws, { contract, state: "lapsed", now, limit: 1 });
  if (newest?.state === "open") await closeAsLapsed(app, tx, ws, newest.id);
}

/** Fees change when all accept: one no ends the question for everybody. What lapsed as well, lapsed. */
async function closeOthers(app: App, tx: Tx, ws: number, proposal: Proposal): Promise<void> {
  const all = await lockChange(tx, ws, proposal.change as Uuid);
  for (const one of all.filter((other) => other.state === "open")) {
    const alone = { ...one, change: null };
    const state = one.lapsesAt <= app.ids.now() ? "lapsed" : "withdrawn";
    await close(app, tx, ws, alone, { state, by: "system", name: null, answer: "" });
  }
}
