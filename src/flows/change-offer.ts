// Changes an offer: name, price, guarantee days of sales to come. Never its product or its currency, and
// never a sale that is made. The event tells each field before and after.
// Example: changeOffer(app, 7, id, { price: 5900, basedOn: 1 }, "account:…").
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { Offer } from "../products/product.ts";
import { lockOffer, type OfferChange, changeOffer as write } from "../products/write-product.ts";
import type { App } from "./app.ts";
import { changedFields } from "./changed-fields.ts";
import { refuseStale } from "./refuse-stale.ts";

export async function changeOffer(
  app: App,
  ws: number,
  id: Uuid,
  { basedOn, ...change }: OfferChange & { basedOn?: number | undefined },
  actor: string,
): Promise<Offer> {
  const at = app.ids.now();
  return await inWorkspace(app.db, ws, async (tx) => {
    const subject = publicId("offer", id);
    const before = await lockOffer(tx, ws, id);
    if (before === null) throw new Refusal(404, "not_found", "There is no such offer in this workspace.");
    await refuseStale(tx, ws, { subject, type: "offer.changed", basedOn, version: before.version });
    const fields = changedFields(before, change);
    if (fields === null) return before;
    const offer = await write(tx, ws, before, change);
    const { name, currency, version } = offer;
    const payload = { ...fields, version, name, currency, product: publicId("product", offer.product) };
    await addEvent(tx, ws, { type: "offer.changed", subject, actor, payload, at });
    return offer;
  });
}
