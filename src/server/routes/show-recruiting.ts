// How answers show invitations, materials and what was written to affiliates.
// Example: showInvitations(tx, 7, rows, now) → one past its day says "lapsed".
import type { Affiliation } from "../../affiliates/affiliation.ts";
import type { Circular } from "../../affiliates/circulars.ts";
import type { Invitation } from "../../affiliates/invitation.ts";
import type { Material } from "../../affiliates/materials.ts";
import { readRatesNow } from "../../affiliates/rates-now.ts";
import { formatRate } from "../../base/rate.ts";
import type { Tx } from "../../db/transaction.ts";
import { readNames } from "../../reports/names.ts";
import { showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import type {
  AffiliateInvitation,
  Recruit,
  Circular as ShownCircular,
  Material as ShownMaterial,
} from "../../wire/recruiting.ts";
import { showParty, showProduct } from "./show-named.ts";

export async function showInvitations(
  tx: Tx,
  ws: number,
  rows: readonly Invitation[],
  now: number,
): Promise<AffiliateInvitation[]> {
  const names = await readNames(tx, ws, { parties: rows.map((one) => one.recruitedBy) });
  return rows.map(({ id, email, name, rate, message, recruitedBy, state, createdAt, lapsesAt }) => ({
    ...{ id: showId("invitation", id), email, name, message },
    rate: rate === null ? null : formatRate(rate),
    recruitedBy: showParty(names, recruitedBy),
    state: state === "open" && lapsesAt.getTime() <= now ? "lapsed" : state,
    createdAt: showInstant(createdAt),
    lapsesAt: showInstant(lapsesAt),
  }));
}

export async function showMaterials(tx: Tx, ws: number, rows: readonly Material[]): Promise<ShownMaterial[]> {
  const parties = rows.map((one) => one.party);
  const names = await readNames(tx, ws, { parties, products: rows.map((one) => one.product) });
  return rows.map(({ id, product, party, title, text, url, createdAt }) => ({
    ...{ id: showId("material", id), product: showProduct(names, product), title, text, url },
    by: showParty(names, party),
    createdAt: showInstant(createdAt),
  }));
}

export async function showCirculars(tx: Tx, ws: number, rows: readonly Circular[]): Promise<ShownCircular[]> {
  const names = await readNames(tx, ws, { products: rows.map((one) => one.product) });
  return rows.map(({ id, product, subject, text, byName, recipients, createdAt }) => ({
    ...{ id: showId("circular", id), product: showProduct(names, product), subject, text },
    ...{ by: byName, recipients: recipients.length, createdAt: showInstant(createdAt) },
  }));
}

/** As a manager sees those it recruited. */
export async function showRecruits(
  tx: Tx,
  ws: number,
  rows: readonly Affiliation[],
  now: number,
): Promise<Recruit[]> {
  const products = rows.map((one) => one.product);
  const names = await readNames(tx, ws, { parties: rows.map((one) => one.party), products });
  const rates = await readRatesNow(tx, ws, rows, now);
  return rows.map(({ id, version, product, party, code, state, reason, note, rate, createdAt }) => ({
    ...{ id: showId("affiliation", id), version, code, state, reason, note },
    ...{ product: showProduct(names, product), party: showParty(names, party) },
    rate: formatRate(rates.get(id)?.rate ?? rate),
    createdAt: showInstant(createdAt),
  }));
}
