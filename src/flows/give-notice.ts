// One side gives the notice that both had agreed to: the contract gets its last version, the same terms with
// an end. No acceptance is asked; whatever was asked and not answered is answered by it. Never earlier than
// the days agreed, never over a sale that is posted.
// Example: 30 days agreed; bruno gives notice on 21 November → his contract ends when 21 December is over.
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import type { Contract } from "../contracts/contract.ts";
import { addEndNotice, checkNotice, type EndNotice, noticeEnds } from "../contracts/end-notice.ts";
import { openProposalsOf } from "../contracts/read-proposals.ts";
import { versionInForce } from "../contracts/version-in-force.ts";
import { addVersion } from "../contracts/write-contract.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { lastSaleFrom } from "../sales/last-sale-from.ts";
import { lockTerms, readWorkspace } from "../workspaces/read-workspace.ts";
import { close } from "./answer-proposal.ts";
import type { App } from "./app.ts";
import { type ActsFor, mustFindContract } from "./propose-change.ts";

export interface WantedNotice {
  message: string;
  language: string;
}

/**
 * Answers when the contract ends. Throws 404, 422 `contract_ended`, 409 `no_notice_agreed`, `ends_sooner`.
 */
export async function giveNotice(
  app: App,
  ws: number,
  id: Uuid,
  wanted: WantedNotice,
  by: ActsFor,
): Promise<number> {
  return await inWorkspace(app.db, ws, async (tx) => {
    await lockTerms(tx, ws);
    const now = app.ids.now();
    const contract = await mustFindContract(tx, ws, id, by);
    const { timeZone } = await readWorkspace(tx, ws);
    const days = checkNotice(contract, now, timeZone);
    await answerOpen(app, tx, ws, contract, by);
    const ends = await notBefore(tx, ws, contract.product, noticeEnds(now, days, timeZone));
    const version = (contract.versions.at(-1)?.version ?? 0) + 1;
    const given: EndNotice = {
      ...{ contract: id, version, side: by.side, days, ends },
      ...{ message: wanted.message, language: wanted.language },
      ...{ givenBy: by.actor, givenName: by.name, givenAt: now },
    };
    await endAt(tx, ws, contract, given);
    await addEndNotice(tx, ws, given);
    const subject = publicId("contract", id);
    const before = { ends: spell(contract.versions.at(-1)?.ends ?? null) };
    const payload = { side: by.side, days, version, before, after: { ends: spell(ends) }, ends: spell(ends) };
    const type = "contract.notice_given";
    await addEvent(tx, ws, { type, subject, actor: by.actor, payload, at: now });
    return ends;
  });
}

/** The same terms, until the notice is over. */
async function endAt(tx: Tx, ws: number, contract: Contract, given: EndNotice): Promise<void> {
  const { ends, version, givenBy: actor, givenAt: at } = given;
  const last = versionInForce(contract.versions, ends - 1);
  if (last === null) {
    const message = "Nothing of this contract would hold by then: propose to end it instead.";
    throw new Refusal(409, "not_in_force", message);
  }
  const evidence = `Notice of ${given.days} days, given by ${given.givenName}`;
  const { starts, terms } = last;
  // The terms are those it had: they bring no counter.
  const next = { contract: contract.id, version, starts, ends, terms, evidence, actor, at };
  await addVersion(tx, ws, next, new Map());
}

/**
 * An open question cannot be accepted any more: what the other side asked is declined, one's own withdrawn.
 */
async function answerOpen(app: App, tx: Tx, ws: number, contract: Contract, by: ActsFor): Promise<void> {
  const open = await openProposalsOf(tx, ws, contract.product, app.ids.now());
  for (const one of open.filter((asked) => asked.contract === contract.id)) {
    const state = one.side === by.side ? "withdrawn" : "declined";
    await close(app, tx, ws, one, { state, by: by.actor, name: by.name, answer: "" });
  }
}

async function notBefore(tx: Tx, ws: number, product: Uuid, ends: number): Promise<number> {
  const last = await lastSaleFrom(tx, ws, product, ends);
  return last === null ? ends : last.happenedAt + 1;
}

function spell(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
