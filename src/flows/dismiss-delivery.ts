// A person sets a delivery aside that will never be posted, and says why; or takes that back. It stays as it
// came, is left out of every list of what waits, and whatever else comes of the same payment is set aside
// with it. A remark on one that is applied is marked as looked at.
// Example: dismissDelivery(app, 7, id, "A purchase of our own, to try the checkout", actor) → state
// "dismissed".
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import {
  deliveriesOfPayment,
  type KeptDelivery,
  markDismissed,
  markQueued,
  markReviewed,
  readDelivery,
} from "../sources/delivery-log.ts";
import type { App } from "./app.ts";
import { noSuchDelivery, queueDelivery } from "./queue-deliveries.ts";

/** Throws 404, and 409 for what is applied already. */
export async function dismissDelivery(
  app: App,
  ws: number,
  id: Uuid,
  why: string,
  actor: string,
): Promise<KeptDelivery> {
  const at = app.ids.now();
  return await inWorkspace(app.db, ws, async (tx) => {
    const found = await readDelivery(tx, ws, id);
    if (found === null) throw noSuchDelivery();
    if (found.state === "applied") {
      const message = "This delivery is applied already: take its sale back with a refund instead.";
      throw new Refusal(409, "delivery_applied", message);
    }
    if (await markDismissed(tx, ws, id, { why, by: actor, at })) {
      const payload = { source: found.source, reason: found.reason, why };
      const subject = publicId("delivery", id);
      await addEvent(tx, ws, { type: "delivery.dismissed", subject, actor, payload, at });
    }
    return (await readDelivery(tx, ws, id)) as KeptDelivery;
  });
}

/** It is tried again, with all that was set aside of the same payment. Throws 404, 409. */
export async function restoreDelivery(app: App, ws: number, id: Uuid, actor: string): Promise<KeptDelivery> {
  const at = app.ids.now();
  return await inWorkspace(app.db, ws, async (tx) => {
    const found = await readDelivery(tx, ws, id);
    if (found === null) throw noSuchDelivery();
    if (found.state !== "dismissed") {
      throw new Refusal(409, "delivery_not_dismissed", "This delivery is not dismissed.");
    }
    const payment = await deliveriesOfPayment(tx, ws, id);
    const back = payment.filter((one) => one.state === "dismissed").map((one) => one.id as Uuid);
    await markQueued(tx, ws, back);
    for (const one of back) {
      await queueDelivery(tx, ws, one);
      const event = { type: "delivery.restored", subject: publicId("delivery", one), actor, at };
      await addEvent(tx, ws, { ...event, payload: { source: found.source } });
    }
    return (await readDelivery(tx, ws, id)) as KeptDelivery;
  });
}

/** A person has looked at the remark on what was applied. Throws 404, and 409 where there is none. */
export async function reviewDelivery(app: App, ws: number, id: Uuid, actor: string): Promise<KeptDelivery> {
  const at = app.ids.now();
  return await inWorkspace(app.db, ws, async (tx) => {
    const found = await readDelivery(tx, ws, id);
    if (found === null) throw noSuchDelivery();
    if (found.state !== "applied" || found.reason === null) {
      throw new Refusal(409, "no_remark", "This delivery has no remark to look at.");
    }
    if (await markReviewed(tx, ws, id, actor, at)) {
      const payload = { source: found.source, reason: found.reason };
      const subject = publicId("delivery", id);
      await addEvent(tx, ws, { type: "delivery.reviewed", subject, actor, payload, at });
    }
    return (await readDelivery(tx, ws, id)) as KeptDelivery;
  });
}
