// A producer lets a co-producer see buyers' data or what others share, for a purpose and until a day; takes
// it back at once; and the co-producer looks: each look names the sale and stands in the audit trail, never
// what was seen.
// Example: ana shares e-mail addresses of Piano with bruno until 31 December for "Support" → event
// data.shared
import {
  addDataGrant,
  type BuyerField,
  countLook,
  type DataGrant,
  listLiveGrants,
  lockDataGrant,
  withdrawDataGrant,
} from "../access/data-grants.ts";
import { newUuid, publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { listContracts } from "../contracts/read-contracts.ts";
import { addEvent } from "../db/events.ts";
import { inParty, inWorkspace } from "../db/transaction.ts";
import { todayIn } from "../reports/balances.ts";
import { readListedSale } from "../reports/sales.ts";
import { readSales } from "../sales/read-sale.ts";
import type { App } from "./app.ts";
import type { ActsFor, Person } from "./propose-change.ts";
import { listOwnSales } from "./show-own-sales.ts";

export interface WantedGrant {
  party: Uuid;
  product: Uuid;
  fields: readonly BuyerField[];
  seesOthers: boolean;
  purpose: string;
  until: string;
}

/**
 * Throws 422 where it would share nothing, with nobody who shares the product, or until a day that is over.
 */
export async function shareData(app: App, ws: number, wanted: WantedGrant, by: Person): Promise<Uuid> {
  return await inWorkspace(app.db, ws, async (tx) => {
    const at = app.ids.now();
    const { party, product, until } = wanted;
    const fields = [...new Set(wanted.fields)].sort();
    if (fields.length === 0 && !wanted.seesOthers) {
      throw wrong("fields", "nothing_shared", "names nothing to share: choose a field, or seesOthers");
    }
    if (until < (await todayIn(tx, ws, at))) throw wrong("until", "day_over", "is over already");
    const held = await listContracts(tx, ws, { party, product, now: at, limit: 1 });
    if (held.length === 0) throw wrong("party", "no_contract", "has no contract on this product");
    const id = newUuid(app.ids);
    await addDataGrant(tx, ws, { ...wanted, id, fields, by: by.actor, byName: by.name, at });
    const payload = {
      party: publicId("party", party),
      product: publicId("product", product),
      fields,
      seesOthers: wanted.seesOthers,
      purpose: wanted.purpose,
      until,
    };
    const subject = publicId("datagrant", id);
    await addEvent(tx, ws, { type: "data.shared", subject, actor: by.actor, payload, at });
    return id;
  });
}

export async function withdrawData(app: App, ws: number, id: Uuid, by: Person): Promise<void> {
  await inWorkspace(app.db, ws, async (tx) => {
    const grant = await lockDataGrant(tx, ws, id);
    if (grant === null) throw new Refusal(404, "not_found", "There is no such data grant.");
    if (grant.withdrawnAt !== null) return;
    const at = app.ids.now();
    await withdrawDataGrant(tx, ws, id, { actor: by.actor, name: by.name, at });
    const payload = { party: publicId("party", grant.party), product: publicId("product", grant.product) };
    const subject = publicId("datagrant", id);
    await addEvent(tx, ws, { type: "data.withdrawn", subject, actor: by.actor, payload, at });
  });
}

export interface SeenBuyer extends Record<BuyerField, string | null> {
  fields: BuyerField[];
}

/** Throws 404 for a sale that is not the party's to see, 403 `not_granted` where no grant counts. */
export async function lookAtBuyer(
  app: App,
  ws: number,
  sale: Uuid,
  by: Extract<ActsFor, { side: "party" }>,
): Promise<SeenBuyer> {
  const { product } = await mustSee(app, ws, sale, by.party);
  return await inWorkspace(app.db, ws, async (tx) => {
    const at = app.ids.now();
    const today = await todayIn(tx, ws, at);
    const live = await listLiveGrants(tx, ws, { party: by.party, product, today });
    const grants = live.filter((one) => one.fields.length > 0);
    if (grants.length === 0) throw notGranted("Buyers of this product are not shared with you.");
    const fields = [...new Set(grants.flatMap((one) => one.fields))].sort();
    const buyer = (await readListedSale(tx, ws, sale))?.buyer ?? null;
    const country = (await readSales(tx, ws, [sale])).get(sale)?.facts.side?.country ?? null;
    const known = { name: null, email: null, reference: null, ...buyer, country };
    await countLook(
      tx,
      ws,
      grants.map((one) => one.id),
      at,
    );
    const payload = { party: publicId("party", by.party), fields };
    const subject = publicId("sale", sale);
    await addEvent(tx, ws, { type: "data.looked", subject, actor: by.actor, payload, at });
    const shown = (field: BuyerField) => (fields.includes(field) ? known[field] : null);
    return {
      fields,
      name: shown("name"),
      email: shown("email"),
      reference: shown("reference"),
      country: shown("country"),
    };
  });
}

/** The sale, where the party may see it. Throws 404. */
export async function mustSee(app: App, ws: number, sale: Uuid, party: Uuid) {
  const [seen] = await inParty(app.db, { ws, party }, (tx) =>
    listOwnSales(tx, ws, party, { id: sale, limit: 1 }),
  );
  if (seen !== undefined) return seen;
  throw new Refusal(404, "not_found", "There is no such sale, or it is not yours to see.");
}

export function notGranted(what: string): Refusal {
  const message = `${what} Ask the producer for it, and for what you need it.`;
  return new Refusal(403, "not_granted", message);
}

/** Whether one of the grants that count lets the party see what others share of the product. */
export function showsOthers(grants: readonly DataGrant[], product: Uuid): boolean {
  return grants.some((one) => one.seesOthers && one.product === product);
}

function wrong(path: string, code: string, message: string): Refusal {
  return new Refusal(422, code, `${path} ${message}.`, { details: [{ path, code, message }] });
}
