// A person says of which product a charge is that nobody named: a payment made without session, invoice or
// metadata. What is said is kept as a delivery of our own making, so that it is read, composed and replayed
// like every other message of the payment.
// Example: ch_1 parked as product_not_named → nameProductOfDelivery(app, 7, id, piano, actor) → posted.
import { newUuid, publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import { addProductRef } from "../products/product-refs.ts";
import { readProduct } from "../products/read-products.ts";
import { type KeptDelivery, markQueued, readDelivery } from "../sources/delivery-log.ts";
import { keepDelivery } from "../sources/keep-delivery.ts";
import { sourceNamed } from "../sources/registry.ts";
import type { App } from "./app.ts";
import { noSuchDelivery, queueDelivery } from "./queue-deliveries.ts";

/** Throws 404, 409 where nothing waits for a name, 422 for a product that is not there. */
export async function nameProductOfDelivery(
  app: App,
  ws: number,
  id: Uuid,
  product: Uuid,
  actor: string,
): Promise<KeptDelivery> {
  const at = app.ids.now();
  return await inWorkspace(app.db, ws, async (tx) => {
    const delivery = await readDelivery(tx, ws, id);
    if (delivery === null) throw noSuchDelivery();
    const charge = chargeOf(delivery);
    if ((await readProduct(tx, ws, product)) === null) {
      const message = "names no product of this workspace";
      throw new Refusal(422, "unknown_product", `product ${message}.`, {
        details: [{ path: "product", code: "unknown_product", message }],
      });
    }
    const { source } = delivery;
    const ref = publicId("product", product);
    await addProductRef(tx, ws, { source, ref, product, offer: null });
    const type = "partage.product_named";
    const key = `named:${charge.chargeId}:${at}`;
    const named = { id: charge.chargeId, currency: charge.currency, product: ref };
    const event = { id: key, object: "event", type, created: Math.floor(at / 1000), data: { object: named } };
    const body = JSON.stringify({ ...event, livemode: !charge.isTest });
    const told = { id: newUuid(app.ids), source, key, type, headers: null, body, at };
    const kept = await keepDelivery(tx, ws, told);
    await markQueued(tx, ws, [id]);
    await queueDelivery(tx, ws, kept.id);
    const payload = { source, charge: charge.chargeId, product: ref };
    const subject = publicId("delivery", id);
    await addEvent(tx, ws, { type: "delivery.product_named", subject, actor, payload, at });
    return (await readDelivery(tx, ws, id)) as KeptDelivery;
  });
}

function chargeOf({ source, body, state, reason }: KeptDelivery) {
  const messages = sourceNamed(source)?.read(new TextEncoder().encode(body)) ?? [];
  const sale = messages.find((message) => message.kind === "sale");
  if (state === "parked" && reason === "product_not_named" && sale !== undefined) return sale;
  throw new Refusal(409, "no_product_missing", "This delivery does not wait for the name of a product.");
}
