// Asks a partner who has no account here yet to confirm what was only recorded: the same terms as a proposal,
// by mail with a link, like an invitation. Accepting makes the account and the agreement; nothing else
// changes.
// Example: recorded for bruno@example.com in May → a proposal of the same 20 %, open for 14 days.
import { listAccountsOf } from "../access/party-accounts.ts";
import { newUuid, publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { checkTermsOfUse } from "../contracts/check-proposal.ts";
import { readConfirmed } from "../contracts/confirmation.ts";
import { type Contract, isEnded } from "../contracts/contract.ts";
import { OPEN_MS } from "../contracts/proposal.ts";
import { addProposal } from "../contracts/write-proposal.ts";
import { addEvent } from "../db/events.ts";
import { addJob } from "../db/job-queue.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { findParty } from "../parties/read-parties.ts";
import { lockTerms } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import { SEND_INVITATION } from "./invite-partner.ts";
import { mustFindContract, type Person } from "./propose-change.ts";
import { INVITATIONS } from "./send-invite.ts";

export interface AsksToConfirm {
  message: string;
  language: string;
  termsOfUse: number;
}

/**
 * Answers the proposal's id. Throws 404, 409 `nothing_to_confirm`, `has_account` or `proposal_open`, 422
 * `no_address`.
 */
export async function askToConfirm(
  app: App,
  ws: number,
  id: Uuid,
  wanted: AsksToConfirm,
  by: Person,
): Promise<Uuid> {
  return await inWorkspace(app.db, ws, async (tx) => {
    await lockTerms(tx, ws);
    const now = app.ids.now();
    const contract = await mustFindContract(tx, ws, id, { ...by, side: "producer" });
    const email = await addressToAsk(tx, ws, contract, now);
    const newest = contract.versions.at(-1) as Contract["versions"][number];
    checkTermsOfUse(wanted.termsOfUse, newest.terms);
    const proposal = newUuid(app.ids);
    const { product, party } = contract;
    const { terms, ends } = newest;
    await addProposal(tx, ws, {
      ...{ id: proposal, kind: "amend", contract: id, basedOn: newest.version, product, party },
      ...{ side: "producer", email, terms, starts: null, ends, metadata: {}, ...wanted },
      ...{ createdBy: by.actor, createdName: by.name, createdAt: now, lapsesAt: now + OPEN_MS },
    });
    const subject = publicId("proposal", proposal);
    const named = { side: "producer", contract: publicId("contract", id), isConfirmation: true };
    const payload = { kind: "amend", ...named, terms, starts: null, ends };
    await addEvent(tx, ws, { type: "contract.proposed", subject, actor: by.actor, payload, at: now });
    const key = `${SEND_INVITATION} ${proposal}`;
    await addJob(tx, SEND_INVITATION, { ws, proposal }, { key, queue: INVITATIONS });
    return proposal;
  });
}

async function addressToAsk(tx: Tx, ws: number, contract: Contract, now: number): Promise<string> {
  const confirmed = await readConfirmed(tx, ws, [contract], false);
  const newest = contract.versions.at(-1)?.version ?? 0;
  const { state } = confirmed(contract.id, newest);
  if (isEnded(contract, now) || (state !== "waiting" && state !== "objected")) {
    const message = "Nothing of this contract waits to be confirmed.";
    throw new Refusal(409, "nothing_to_confirm", message);
  }
  if ((await listAccountsOf(tx, ws, contract.party)).length > 0) {
    const message =
      "The partner has an account here, was told, and finds it in the portal: ask them to look there.";
    throw new Refusal(409, "has_account", message);
  }
  const email = (await findParty(tx, ws, contract.party))?.email ?? null;
  if (email !== null) return email;
  const message = "has no e-mail address: add one to the party first";
  throw new Refusal(422, "no_address", `The partner ${message}.`, {
    details: [{ path: "contract", code: "no_address", message }],
  });
}
