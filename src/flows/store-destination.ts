// Stores a page that links of a product may lead to, and changes one. Links follow it from then on; what was
// clicked before is what it was.
// Example: storeDestination(app, 7, { product, name: "Sales page", url: "https://school.example/piano" },
// actor).
import type { Destination } from "../affiliates/destination.ts";
import {
  addDestination,
  changeDestination as change,
  type DestinationChange,
  lockDestination,
} from "../affiliates/write-destination.ts";
import { newUuid, publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { ProductName } from "../products/product.ts";
import { mustFindProduct } from "../products/read-products.ts";
import type { App } from "./app.ts";
import { changedFields } from "./changed-fields.ts";
import { refuseStale } from "./refuse-stale.ts";

export interface DestinationFacts {
  product: ProductName;
  name: string;
  url: string;
  main?: boolean | undefined;
}

export async function storeDestination(
  app: App,
  ws: number,
  { product: named, ...facts }: DestinationFacts,
  actor: string,
): Promise<Destination> {
  const at = app.ids.now();
  return await inWorkspace(app.db, ws, async (tx) => {
    const product = await mustFindProduct(tx, ws, named, "product");
    const destination = await addDestination(tx, ws, { id: newUuid(app.ids), product, ...facts, at });
    const { id, name, url, main } = destination;
    const payload = { product: publicId("product", product), name, url, main };
    const subject = publicId("destination", id);
    await addEvent(tx, ws, { type: "destination.created", subject, actor, payload, at });
    return destination;
  });
}

export async function changeDestination(
  app: App,
  ws: number,
  id: Uuid,
  { basedOn, ...wanted }: DestinationChange & { basedOn?: number | undefined },
  actor: string,
): Promise<Destination> {
  const at = app.ids.now();
  return await inWorkspace(app.db, ws, async (tx) => {
    const subject = publicId("destination", id);
    const before = await lockDestination(tx, ws, id);
    if (before === null) {
      throw new Refusal(404, "not_found", "There is no such destination in this workspace.");
    }
    const type = "destination.changed";
    await refuseStale(tx, ws, { subject, type, basedOn, version: before.version });
    const fields = changedFields(before, wanted);
    if (fields === null) return before;
    const destination = await change(tx, ws, before, wanted);
    const { version, name, product } = destination;
    const payload = { ...fields, version, name, product: publicId("product", product) };
    await addEvent(tx, ws, { type, subject, actor, payload, at });
    return destination;
  });
}
