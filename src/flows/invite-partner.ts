// Invites a partner by e-mail to share a product: one proposal each, all of them or none. What it asks for is
// reserved under the cap until it is answered; the mail goes out by itself afterwards.
// Example: ana invites bruno@example.com to 10 % of "Piano in 30 days" → proposal_…, open for 14 days.
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
import type { ContractTerms } from "../contracts/contract.ts";
import { OPEN_MS } from "../contracts/proposal.ts";
import { contractsOf } from "../contracts/read-contracts.ts";
import { openProposalsOf } from "../contracts/read-proposals.ts";
import { readShares, withProposal } from "../contracts/read-shares.ts";
import { addProposal } from "../contracts/write-proposal.ts";
import { addEvent } from "../db/events.ts";
import { addJob } from "../db/job-queue.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { findPartnerByEmail } from "../parties/find-by-email.ts";
import { addParty } from "../parties/write-party.ts";
import type { ProductName } from "../products/product.ts";
import { mustFindProduct, readProduct } from "../products/read-products.ts";
import { lockTerms, readWorkspace } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import { nameOffers } from "./name-offers.ts";
import type { Person } from "./propose-change.ts";
import { INVITATIONS } from "./send-invite.ts";

export const SEND_INVITATION = "send_invitation";

export interface Invitation {
  product: ProductName;
  email: string;
  /** How the invitee is called here until he says otherwise; the address when left out. */
  name?: string | undefined;
  terms: ContractTerms;
  /** Null: with the acceptance. */
  starts: number | null;
  ends: number | null;
  message: string;
  language: string;
  termsOfUse: number;
  metadata?: Record<string, string> | undefined;
}

/** Answers the proposals' ids, in order. */
export async function invitePartners(
  app: App,
  ws: number,
  invitations: readonly Invitation[],
  by: Person,
): Promise<Uuid[]> {
  return await inWorkspace(app.db, ws, async (tx) => {
    await lockTerms(tx, ws);
    const ids: Uuid[] = [];
    for (const [row, one] of invitations.entries()) {
      const invited = invite(app, tx, ws, one, by);
      ids.push(await (invitations.length === 1 ? invited : nameRow(invited, row, one.email)));
    }
    return ids;
  });
}

/** Of several: which one stood in the way, and that none was sent. */
async function nameRow(invited: Promise<Uuid>, row: number, email: string): Promise<Uuid> {
  try {
    return await invited;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { status, code, message, details, facts } = error;
    const beside = code === "cap_exceeded" && row > 0 ? " Those before it are counted already." : "";
    throw new Refusal(status, code, `${email}: ${message}${beside} Nobody was invited.`, {
      details: details.map((one) => ({ ...one, path: `invitations[${row}].${one.path ?? "email"}` })),
      facts: { ...facts, row, email },
    });
  }
}

async function invite(app: App, tx: Tx, ws: number, wanted: Invitation, by: Person): Promise<Uuid> {
  const now = app.ids.now();
  const { starts, ends } = wanted;
  checkTermsOfUse(wanted.termsOfUse, wanted.terms);
  checkProposedDates(starts, ends, now);
  const from = Math.max(starts ?? now, now);
  checkProposedTerms(wanted.terms, from, ends);
  const product = await mustFindProduct(tx, ws, wanted.product, "product");
  const terms = await nameOffers(tx, ws, product, wanted.terms);
  await refuseInactive(tx, ws, product);
  const workspace = await readWorkspace(tx, ws);
  if (by.email !== null && by.email.toLowerCase() === wanted.email.toLowerCase()) throw ownAddress();
  const party = await partyOf(app, tx, ws, wanted, by.actor);
  const contracts = await contractsOf(tx, ws, product);
  const open = await openProposalsOf(tx, ws, product, now);
  checkOverlap({ party, terms, starts: from, ends }, contracts, open);
  const id = newUuid(app.ids);
  const asked = { contract: newUuid(app.ids), party, terms, starts, ends };
  const shares = (await readShares(tx, ws, now, { product })).get(product) ?? [];
  checkRoom(withProposal(shares, asked, now), workspace.maxShared, now, largestShareOf(terms));
  const { email, message, language, termsOfUse, metadata = {} } = wanted;
  const side = { kind: "invite", side: "producer", basedOn: 0, product } as const;
  const dates = { createdBy: by.actor, createdName: by.name, createdAt: now, lapsesAt: now + OPEN_MS };
  const about = { id, email, message, language, termsOfUse, metadata };
  await addProposal(tx, ws, { ...side, ...asked, ...about, ...dates });
  const subject = publicId("proposal", id);
  const named = { product: publicId("product", product), party: publicId("party", party) };
  const payload = { kind: "invite", ...named, terms, starts, ends };
  await addEvent(tx, ws, { type: "contract.proposed", subject, actor: by.actor, payload, at: now });
  await addJob(
    tx,
    SEND_INVITATION,
    { ws, proposal: id },
    { key: `${SEND_INVITATION} ${id}`, queue: INVITATIONS },
  );
  return id;
}

async function refuseInactive(tx: Tx, ws: number, product: Uuid): Promise<void> {
  const found = await readProduct(tx, ws, product);
  if (found?.status === "active") return;
  const message = "is not active: activate it before you share it";
  throw new Refusal(422, "product_inactive", `This product ${message}.`, {
    details: [{ path: "product", code: "product_inactive", message }],
  });
}

async function partyOf(app: App, tx: Tx, ws: number, wanted: Invitation, actor: string): Promise<Uuid> {
  const known = await findPartnerByEmail(tx, ws, wanted.email);
  if (known !== null) return known.id;
  const { email } = wanted;
  const [id, at] = [newUuid(app.ids), app.ids.now()];
  await addParty(tx, ws, { id, kind: "partner", name: wanted.name ?? email, email, at });
  const payload = { kind: "partner", name: wanted.name ?? email };
  await addEvent(tx, ws, { type: "party.created", subject: publicId("party", id), actor, payload, at });
  return id;
}

function ownAddress(): Refusal {
  const message = "is your own: you have the producer's part already";
  return new Refusal(422, "own_address", `This address ${message}.`, {
    details: [{ path: "email", code: "own_address", message }],
  });
}
