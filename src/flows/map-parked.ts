// One step from "messages wait for a product nobody mapped" to "they are posted": the source's name is told
// to mean a product of ours, or of one that is made here with its offer, and what waited is queued, to be
// posted at its own time. All or none.
// Example: hotmart's 1234 "Piano em 30 dias" → a new product with an offer of 97.00 BRL, 14 messages queued.
import type { Uuid } from "../base/id.ts";
import { inWorkspace } from "../db/transaction.ts";
import { outcomesOf, type WaitedOutcome } from "../sources/parked-products.ts";
import type { App } from "./app.ts";
import { createOffer } from "./create-offer.ts";
import { createProduct } from "./create-product.ts";
import { joinApp } from "./join-app.ts";
import { mapProduct } from "./map-product.ts";

export interface ParkedMapping {
  source: string;
  ref: string;
  /** Of ours, or what one that is made now is called and sold for. */
  product: Uuid | { name: string; offer?: { name: string; currency: string; price: number } | undefined };
  offer?: Uuid | null | undefined;
}

export interface MappedParked {
  product: Uuid;
  offer: Uuid | null;
  queued: number;
}

/** Throws 404 for a product, 422 for an offer that is not there, 409 `ref_taken`. */
export async function mapParked(
  app: App,
  ws: number,
  mapping: ParkedMapping,
  actor: string,
): Promise<MappedParked> {
  const { source, ref } = mapping;
  return await inWorkspace(app.db, ws, async (tx) => {
    const inside = joinApp(app, ws, tx);
    const { product, offer } = await findOrMake(inside, ws, mapping, actor);
    const queued = await mapProduct(inside, ws, { product, source, ref, offer }, actor);
    return { product, offer, queued };
  });
}

async function findOrMake(app: App, ws: number, mapping: ParkedMapping, actor: string) {
  const { product, offer: known = null } = mapping;
  if (typeof product === "string") return { product, offer: known };
  const made = await createProduct(app, ws, { name: product.name }, actor);
  if (product.offer === undefined) return { product: made.id, offer: null };
  const facts = { ...product.offer, kind: "one_time" as const, orderBump: false };
  const offer = await createOffer(app, ws, made.id, facts, actor);
  return { product: made.id, offer: offer.id };
}

/** How far the messages are that waited for this product. */
export async function readParkedProgress(
  app: App,
  ws: number,
  { source, ref }: { source: string; ref: string },
): Promise<WaitedOutcome[]> {
  return await inWorkspace(app.db, ws, (tx) => outcomesOf(tx, ws, source, ref));
}
