// Makes an offer of a product: a price, and how many days of guarantee hold its money back.
// Example: createOffer(app, 7, piano, { name: "Monthly", currency: "USD", price: 4900, kind: "subscription",
// … }, actor).
import { newUuid, publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { Offer } from "../products/product.ts";
import { readProduct } from "../products/read-products.ts";
import { addOffer, type NewOffer } from "../products/write-product.ts";
import type { App } from "./app.ts";

export async function createOffer(
  app: App,
  ws: number,
  product: Uuid,
  facts: Omit<NewOffer, "id" | "product" | "at">,
  actor: string,
): Promise<Offer> {
  const at = app.ids.now();
  return await inWorkspace(app.db, ws, async (tx) => {
    if ((await readProduct(tx, ws, product)) === null) {
      throw new Refusal(404, "not_found", "There is no such product in this workspace.");
    }
    const offer = await addOffer(tx, ws, { id: newUuid(app.ids), product, ...facts, at });
    const subject = publicId("offer", offer.id);
    const payload = { product: publicId("product", product), name: offer.name };
    await addEvent(tx, ws, { type: "offer.created", subject, actor, payload, at });
    return offer;
  });
}
