// Makes an offer of a product: a price, and how many days of guarantee hold its money back.
// Example: createOffer(app, 7, piano, { name: "Monthly", currency: "USD", price: 4900, kind: "subscription",
// … }, actor).
import { newUuid, publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import type { Offer } from "../products/product.ts";
import { readProduct } from "../products/read-products.ts";
import { addOffer, type NewOffer } from "../products/write-product.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";

export interface OfferFacts extends Omit<NewOffer, "id" | "product" | "at" | "guaranteeDays"> {
  /** What the workspace has settled on for new offers, when left out. */
  guaranteeDays?: number | undefined;
}

export async function createOffer(
  app: App,
  ws: number,
  product: Uuid,
  facts: OfferFacts,
  actor: string,
): Promise<Offer> {
  return await inWorkspace(app.db, ws, async (tx) => {
    if ((await readProduct(tx, ws, product)) === null) {
      throw new Refusal(404, "not_found", "There is no such product in this workspace.");
    }
    return await makeOffer(tx, app, ws, product, facts, actor, "");
  });
}

/** In the transaction of whoever makes it; `path` is where in the request it stands: "offers[0].". */
export async function makeOffer(
  tx: Tx,
  app: App,
  ws: number,
  product: Uuid,
  facts: OfferFacts,
  actor: string,
  path: string,
): Promise<Offer> {
  mustFitKind(facts, path);
  const at = app.ids.now();
  const guaranteeDays = facts.guaranteeDays ?? (await readWorkspace(tx, ws)).guaranteeDays;
  const offer = await addOffer(tx, ws, { id: newUuid(app.ids), product, ...facts, guaranteeDays, at });
  const { name, currency, price, kind, every, instalments, orderBump } = offer;
  const after = { price, kind, every, instalments, guaranteeDays, orderBump };
  const payload = { product: publicId("product", product), name, currency, after };
  const subject = publicId("offer", offer.id);
  await addEvent(tx, ws, { type: "offer.created", subject, actor, payload, at });
  return offer;
}

/** A single payment has no rhythm, and only instalments have a number of parts. */
function mustFitKind({ kind, every, instalments }: OfferFacts, path: string): void {
  const refuse = (field: string, message: string) => {
    throw new Refusal(422, "offer_kind", `${path}${field} ${message}.`, {
      details: [{ path: `${path}${field}`, code: "offer_kind", message }],
    });
  };
  if (kind === "one_time" && every) refuse("every", "is for subscriptions and instalments");
  if (kind !== "instalments" && instalments) refuse("instalments", "is for instalments");
}
