// What an invitation, or a change of a contract, would mean before it is sent: a worked example, the room
// that is left under the cap, and what the product sold lately. Stores nothing.
// Example: 10 % of "Piano in 30 days" → of 97.00 BRL 9.70; up to 30 % fits; 12 sales in the last 30 days.
import { newUuid, type Uuid } from "../base/id.ts";
import { formatRate, type Ppm } from "../base/rate.ts";
import type { AgreedTerms } from "../contracts/agreed-terms.ts";
import type { AgreementExample } from "../contracts/agreement.ts";
import { checkTerms, findBreaches } from "../contracts/check-agreement.ts";
import { readShares, withProposal } from "../contracts/read-shares.ts";
import type { Tx } from "../db/transaction.ts";
import { findPartnerByEmail } from "../parties/find-by-email.ts";
import { mustFindProduct } from "../products/read-products.ts";
import { todayIn } from "../reports/balances.ts";
import { readSold } from "../reports/sold.ts";
import { readTouched } from "../reports/touched.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import { nameOffers } from "./name-offers.ts";
import { mustFindContract } from "./propose-change.ts";
import { type WorstCase, warnWorstCase } from "./warn-worst-case.ts";
import { workExample } from "./work-example.ts";

const WHOLE = 1_000_000;
const DAY = 86_400_000;
const DAYS = 30;

export interface PreviewAsked {
  product: Uuid;
  contract?: Uuid | undefined;
  email?: string | undefined;
  terms: AgreedTerms;
}

/** Throws 422 `invalid_terms`, 404. */
export async function previewInvitation(app: App, tx: Tx, ws: number, asked: PreviewAsked) {
  const now = app.ids.now();
  checkTerms(asked.terms, now, null);
  const product = await mustFindProduct(tx, ws, asked.product, "product");
  const terms = await nameOffers(tx, ws, product, asked.terms);
  const who = { actor: "", name: "", email: null, side: "producer" as const };
  const known = asked.contract === undefined ? null : await mustFindContract(tx, ws, asked.contract, who);
  const invited = asked.email === undefined ? null : await findPartnerByEmail(tx, ws, asked.email);
  const party = known?.party ?? invited?.id ?? newUuid(app.ids);
  const contract = known?.id ?? newUuid(app.ids);
  const { maxShared } = await readWorkspace(tx, ws);
  const shares = (await readShares(tx, ws, now, { product })).get(product) ?? [];
  // How much the whole would be too much is what does not fit.
  const all = { ...terms, share: "1", clauses: [], invoices: "producer", responsibilities: {} } as const;
  const whole = { ...all, clauses: [], renewals: "at_charge", tail: "none" } as const;
  const most = { contract, party, terms: { ...whole, clauses: [] }, starts: now, ends: null };
  const over = Math.max(
    0,
    ...findBreaches(withProposal(shares, most, now), maxShared, now).map((one) => one.over),
  );
  const about = { product, at: now, party, proposed: { contract, terms }, isForParty: false };
  return {
    example: await workExample(tx, ws, about),
    warnings: await warnWorstCase(tx, ws, about),
    room: formatRate(Math.max(0, WHOLE - over) as Ppm),
    maxShared: formatRate(maxShared),
    ...(await readLately(tx, ws, product, now)),
  };
}

async function readLately(tx: Tx, ws: number, product: Uuid, now: number) {
  const to = await todayIn(tx, ws, now);
  const from = new Date(Date.parse(to) - (DAYS - 1) * DAY).toISOString().slice(0, 10);
  const sold = await readSold(tx, ws, { product, from, to });
  const { affiliates } = await readTouched(tx, ws, product, null, now);
  return { sold: sold.map(({ currency, sales, paid }) => ({ currency, sales, paid })), affiliates };
}

/**
 * Of a proposal that stands; for the partner's eyes or the workspace's. Null of an end, and without a price.
 */
export async function exampleOfProposal(
  app: App,
  tx: Tx,
  ws: number,
  proposal: {
    product: Uuid;
    party: Uuid;
    contract: Uuid;
    starts: number | null;
    terms: AgreedTerms | null;
  },
  isForParty: boolean,
): Promise<AgreementExample | null> {
  const { product, party, contract, terms } = proposal;
  if (terms === null) return null;
  const at = Math.max(proposal.starts ?? 0, app.ids.now());
  return await workExample(tx, ws, { product, at, party, proposed: { contract, terms }, isForParty });
}

/** The same proposal at its worst: what both sides are told before they sign. */
export async function warningsOfProposal(
  app: App,
  tx: Tx,
  ws: number,
  { product, party, contract, terms, starts }: Parameters<typeof exampleOfProposal>[3],
  isForParty: boolean,
): Promise<WorstCase[]> {
  if (terms === null) return [];
  const at = Math.max(starts ?? 0, app.ids.now());
  return await warnWorstCase(tx, ws, { product, at, party, proposed: { contract, terms }, isForParty });
}
