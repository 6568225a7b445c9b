// Proposes other fees of a product to every partner whose agreed contract they would take from: one proposal
// each, all with one `change`. Nothing changes until the last of them has accepted; one no ends it for all.
// Example: platform fee 9.9 % → 12 % with bruno and carla → two proposals; both accept → it holds from then
// on.
import { newUuid, publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { checkProposedDates, checkTermsOfUse } from "../contracts/check-proposal.ts";
import type { Contract } from "../contracts/contract.ts";
import { OPEN_MS, type Proposal } from "../contracts/proposal.ts";
import { lockChange } from "../contracts/read-proposals.ts";
import { addProposal } from "../contracts/write-proposal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { addProductTerms } from "../products/product-terms.ts";
import { readProduct } from "../products/read-products.ts";
import { lastSaleFrom } from "../sales/last-sale-from.ts";
import { lockTerms } from "../workspaces/read-workspace.ts";
import { closeLapsed } from "./answer-proposal.ts";
import type { App } from "./app.ts";
import { tellChanged } from "./change-product-terms.ts";
import { freezeFees } from "./freeze-agreement.ts";
import { nameTerms, type TermsFacts } from "./name-parties.ts";
import { startAfterNotice, whatAffiliatesLose } from "./notice-to-promoting.ts";
import type { Person } from "./propose-change.ts";
import { whatIsLowered } from "./refuse-promised.ts";

export interface WantedFees {
  terms: TermsFacts;
  /** Null: when the last has accepted. */
  starts: number | null;
  message: string;
  language: string;
  termsOfUse: number;
}

/** Answers the proposals' ids. Throws 404, 409 `nobody_touched` or `proposal_open`, 422. */
export async function proposeFees(
  app: App,
  ws: number,
  product: Uuid,
  wanted: WantedFees,
  by: Person,
): Promise<Uuid[]> {
  return await inWorkspace(app.db, ws, async (tx) => {
    await lockTerms(tx, ws);
    const now = app.ids.now();
    if ((await readProduct(tx, ws, product)) === null) {
      throw new Refusal(404, "not_found", "There is no such product in this workspace.");
    }
    checkTermsOfUse(wanted.termsOfUse, null);
    checkProposedDates(wanted.starts, null, now);
    const body = await nameTerms(tx, ws, wanted.terms, "");
    const from = Math.max(wanted.starts ?? now, now);
    const { contracts, lowered, newest } = await whatIsLowered(tx, ws, product, body, from);
    if (contracts.length === 0) {
      const message =
        "These fees give no partner less than was agreed, so nobody must be asked: just change them.";
      throw new Refusal(409, "nobody_touched", message);
    }
    const ids: Uuid[] = [];
    const change = newUuid(app.ids);
    const asked = { ...wanted, productTerms: body, basedOn: newest, change, lowered, now };
    for (const contract of contracts) ids.push(await ask(app, tx, ws, contract, asked, by));
    return ids;
  });
}

interface Asked extends WantedFees {
  productTerms: Record<string, unknown>;
  basedOn: number;
  change: Uuid;
  lowered: readonly string[];
  now: number;
}

async function ask(
  app: App,
  tx: Tx,
  ws: number,
  contract: Contract,
  asked: Asked,
  by: Person,
): Promise<Uuid> {
  const id = newUuid(app.ids);
  const { message, language, termsOfUse, starts, productTerms, basedOn, change, lowered, now } = asked;
  await closeLapsed(app, tx, ws, contract.id);
  await addProposal(tx, ws, {
    ...{ id, kind: "fees", contract: contract.id, basedOn, product: contract.product, party: contract.party },
    ...{ side: "producer", email: null, language, terms: null, starts, ends: null, message, termsOfUse },
    ...{ createdBy: by.actor, createdName: by.name, createdAt: now, lapsesAt: now + OPEN_MS },
    ...{ metadata: {}, change, productTerms },
  });
  const subject = publicId("proposal", id);
  const payload = {
    ...{ kind: "fees", side: "producer", contract: publicId("contract", contract.id) },
    ...{ lowered, productTerms, starts },
  };
  await addEvent(tx, ws, { type: "contract.proposed", subject, actor: by.actor, payload, at: now });
  return id;
}

/**
 * Call with the terms locked, right after one of the change's proposals was accepted: gives the product its
 * new terms if that was the last. Throws 409 `contract_changed` where somebody else would have to be asked by
 * now.
 */
export async function concludeFees(
  tx: Tx,
  ws: number,
  proposal: Proposal,
  actor: string,
  now: number,
): Promise<void> {
  const all = await lockChange(tx, ws, proposal.change as Uuid);
  if (all.some((one) => one.state !== "accepted")) return;
  const { product, basedOn, productTerms: body } = proposal;
  const wanted = Math.max(proposal.starts ?? now, now);
  const affiliates = await whatAffiliatesLose(tx, ws, product, body as object, wanted);
  const earliest = affiliates.length > 0 ? Math.max(wanted, startAfterNotice(undefined, now)) : wanted;
  const from = await notBefore(tx, ws, product, earliest);
  const { contracts, newest } = await whatIsLowered(tx, ws, product, body as object, from);
  const asked = new Set(all.map((one) => one.contract));
  if (newest !== basedOn || contracts.some((one) => !asked.has(one.id))) {
    const message =
      "The product's fees, or who shares it, have changed since this was proposed. Decline it, and ask anew.";
    throw new Refusal(409, "contract_changed", message);
  }
  const made = { product, starts: from, body: body as Record<string, unknown>, actor, at: now };
  const version = await addProductTerms(tx, ws, made);
  await tellChanged(tx, ws, product, { version, from, affiliates, actor, at: now });
  await freezeFees(tx, ws, all, from, now);
}

async function notBefore(tx: Tx, ws: number, product: Uuid, from: number): Promise<number> {
  const last = await lastSaleFrom(tx, ws, product, from);
  return last === null ? from : last.happenedAt + 1;
}
