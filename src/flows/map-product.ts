// Tells which product a source means by a name of its own, and takes such a name away again.
// What was parked for want of it is then tried again. Example: stripe's prod_Nv2 is "Piano in 30 days".
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import { addProductRef, removeProductRef } from "../products/product-refs.ts";
import { findOffer, readProduct } from "../products/read-products.ts";
import type { App } from "./app.ts";
import { queueWaiting } from "./queue-deliveries.ts";

export interface Mapping {
  product: Uuid;
  source: string;
  ref: string;
  offer?: Uuid | null | undefined;
}

/** How many deliveries waited for it and are tried now. */
export async function mapProduct(app: App, ws: number, mapping: Mapping, actor: string): Promise<number> {
  const { product, source, ref, offer = null } = mapping;
  const at = app.ids.now();
  return await inWorkspace(app.db, ws, async (tx) => {
    if ((await readProduct(tx, ws, product)) === null) throw noSuchProduct();
    if (offer !== null && (await findOffer(tx, ws, product, offer)) === null) {
      throw new Refusal(422, "unknown_offer", "offer names no offer of this product.", {
        details: [{ path: "offer", code: "unknown_offer", message: "names no offer of this product" }],
      });
    }
    await addProductRef(tx, ws, { source, ref, product, offer });
    const queued = await queueWaiting(tx, ws, source, ref);
    const subject = publicId("product", product);
    const payload = { mapped: { source, ref } };
    await addEvent(tx, ws, { type: "product.changed", subject, actor, payload, at });
    return queued;
  });
}

export async function unmapProduct(
  app: App,
  ws: number,
  mapping: Omit<Mapping, "offer">,
  actor: string,
): Promise<void> {
  const { product, source, ref } = mapping;
  const at = app.ids.now();
  await inWorkspace(app.db, ws, async (tx) => {
    if (!(await removeProductRef(tx, ws, { source, ref, product }))) {
      throw new Refusal(404, "not_found", `${source} does not know this product by ${ref}.`);
    }
    const subject = publicId("product", product);
    const payload = { unmapped: { source, ref } };
    await addEvent(tx, ws, { type: "product.changed", subject, actor, payload, at });
  });
}

function noSuchProduct(): Refusal {
  return new Refusal(404, "not_found", "There is no such product in this workspace.");
}
