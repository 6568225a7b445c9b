// Has deliveries applied (again) by their job: those that waited for a product that is mapped now, one that
// a person wants tried, and those that a restart or a restored database forgot. Enqueued twice they run
// once.
// Example: prod_Nv2 is mapped → the three parked deliveries that named it are tried.
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addJob } from "../db/job-queue.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import {
  type KeptDelivery,
  markQueued,
  readDelivery,
  storedBefore,
  waitingFor,
} from "../sources/delivery-log.ts";
import type { App } from "./app.ts";
import { APPLY_DELIVERY } from "./take-delivery.ts";

const TAKEN_MS = 60_000;

export async function queueDelivery(tx: Tx, ws: number, delivery: Uuid): Promise<void> {
  await addJob(tx, APPLY_DELIVERY, { ws, delivery }, { key: `delivery ${delivery}` });
}

/** In the transaction that maps the product; how many waited for it. */
export async function queueWaiting(tx: Tx, ws: number, source: string, ref: string): Promise<number> {
  const waiting = await waitingFor(tx, ws, source, ref);
  await markQueued(tx, ws, waiting);
  for (const delivery of waiting) await queueDelivery(tx, ws, delivery);
  return waiting.length;
}

/** Throws 404, and 409 for what is applied already. */
export async function retryDelivery(app: App, ws: number, id: Uuid): Promise<KeptDelivery> {
  return await inWorkspace(app.db, ws, async (tx) => {
    const delivery = await readDelivery(tx, ws, id);
    if (delivery === null) throw noSuchDelivery();
    if (delivery.state === "applied") {
      throw new Refusal(
        409,
        "delivery_applied",
        "This delivery is applied already; there is nothing to try.",
      );
    }
    if (delivery.state === "dismissed") {
      throw new Refusal(409, "delivery_dismissed", "This delivery was dismissed: restore it first.");
    }
    await markQueued(tx, ws, [id]);
    await queueDelivery(tx, ws, id);
    return (await readDelivery(tx, ws, id)) as KeptDelivery;
  });
}

/** Those of a workspace that were stored a while ago and never applied. */
export async function queueForgotten(app: App, ws: number): Promise<void> {
  await inWorkspace(app.db, ws, async (tx) => {
    for (const id of await storedBefore(tx, ws, app.ids.now() - TAKEN_MS)) await queueDelivery(tx, ws, id);
  });
}

/** Those of a source that goes on after a pause. */
export async function queueOfSource(app: App, tx: Tx, ws: number, source: string): Promise<void> {
  const stored = await storedBefore(tx, ws, app.ids.now() + 1, source);
  for (const id of stored) await queueDelivery(tx, ws, id);
}

export function noSuchDelivery(): Refusal {
  return new Refusal(404, "not_found", "There is no such delivery in this workspace.");
}
