// Changes an offer: name, price, guarantee days of sales to come. Never its product or its currency.
// Example: changeOffer(app, 7, id, { price: 5900 }, "account:…").
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { Offer } from "../products/product.ts";
import { type OfferChange, changeOffer as write } from "../products/write-product.ts";
import type { App } from "./app.ts";

export async function changeOffer(
  app: App,
  ws: number,
  id: Uuid,
  change: OfferChange,
  actor: string,
): Promise<Offer> {
  const at = app.ids.now();
  return await inWorkspace(app.db, ws, async (tx) => {
    const offer = await write(tx, ws, id, change);
    if (offer === null) throw new Refusal(404, "not_found", "There is no such offer in this workspace.");
    const payload = { changed: Object.keys(change) };
    await addEvent(tx, ws, { type: "offer.changed", subject: publicId("offer", id), actor, payload, at });
    return offer;
  });
}
