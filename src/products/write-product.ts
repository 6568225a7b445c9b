// Adds a product or an offer and changes one. Never removes: sales keep speaking of them.
// Example: addOffer(tx, 7, { id, product, name: "Monthly", currency: "USD", price: 4900, kind:
// "subscription", … }).
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { type Offer, type Product, refuseTaken, toOffer, toProduct } from "./product.ts";

export interface NewProduct {
  id: Uuid;
  name: string;
  description?: string | null | undefined;
  category?: string | null | undefined;
  /** On sale when left out. */
  status?: Product["status"] | undefined;
  supportContact?: string | null | undefined;
  responsibilities?: Record<string, Uuid> | undefined;
  externalId?: string | undefined;
  metadata?: Record<string, string> | undefined;
  at: number;
}

export async function addProduct(tx: Tx, ws: number, product: NewProduct): Promise<Product> {
  const row = await tx
    .insertInto("product")
    .values({
      ws,
      id: product.id,
      name: product.name,
      description: product.description ?? null,
      category: product.category ?? null,
      status: product.status ?? "active",
      support_contact: product.supportContact ?? null,
      responsibilities: JSON.stringify(product.responsibilities ?? {}),
      external_id: product.externalId ?? null,
      metadata: JSON.stringify(product.metadata ?? {}),
      created_at: new Date(product.at),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch(refuseTaken);
  return toProduct(row);
}

/** Left out (undefined): as it is. */
export interface ProductChange {
  name?: string | undefined;
  description?: string | null | undefined;
  category?: string | null | undefined;
  supportContact?: string | null | undefined;
  status?: Product["status"] | undefined;
  responsibilities?: Record<string, Uuid> | undefined;
  externalId?: string | null | undefined;
  metadata?: Record<string, string> | undefined;
}

/** As it is until this transaction ends; null when there is no such product. */
export async function lockProduct(tx: Tx, ws: number, id: Uuid): Promise<Product | null> {
  const found = await tx
    .selectFrom("product")
    .selectAll()
    .where("ws", "=", ws)
    .where("id", "=", id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return found ? toProduct(found) : null;
}

/** `before`: from lockProduct. */
export async function changeProduct(
  tx: Tx,
  ws: number,
  before: Product,
  change: ProductChange,
): Promise<Product> {
  const row = await tx
    .updateTable("product")
    .set({
      version: before.version + 1,
      name: change.name ?? before.name,
      description: change.description === undefined ? before.description : change.description,
      support_contact: change.supportContact === undefined ? before.supportContact : change.supportContact,
      category: change.category === undefined ? before.category : change.category,
      status: change.status ?? before.status,
      responsibilities: JSON.stringify(change.responsibilities ?? before.responsibilities),
      external_id: change.externalId === undefined ? before.externalId : change.externalId,
      metadata: JSON.stringify(change.metadata ?? before.metadata),
    })
    .where("ws", "=", ws)
    .where("id", "=", before.id)
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch(refuseTaken);
  return toProduct(row);
}

type Filled = "version" | "status" | "createdAt" | "every" | "instalments" | "externalId" | "metadata";

export type NewOffer = Omit<Offer, Filled> & {
  every?: Offer["every"] | undefined;
  instalments?: number | null | undefined;
  externalId?: string | undefined;
  metadata?: Record<string, string> | undefined;
  at: number;
};

export async function addOffer(tx: Tx, ws: number, offer: NewOffer): Promise<Offer> {
  const row = await tx
    .insertInto("offer")
    .values({
      ws,
      id: offer.id,
      product: offer.product,
      name: offer.name,
      currency: offer.currency,
      price: offer.price,
      kind: offer.kind,
      every: offer.every ?? null,
      instalments: offer.instalments ?? null,
      guarantee_days: offer.guaranteeDays,
      order_bump: offer.orderBump,
      external_id: offer.externalId ?? null,
      metadata: JSON.stringify(offer.metadata ?? {}),
      created_at: new Date(offer.at),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch(refuseTaken);
  return toOffer(row);
}

/** Left out (undefined): as it is. */
export interface OfferChange {
  name?: string | undefined;
  price?: number | undefined;
  guaranteeDays?: number | undefined;
  orderBump?: boolean | undefined;
  status?: Offer["status"] | undefined;
  externalId?: string | null | undefined;
  metadata?: Record<string, string> | undefined;
}

/** As it is until this transaction ends; null when there is no such offer. */
export async function lockOffer(tx: Tx, ws: number, id: Uuid): Promise<Offer | null> {
  const found = await tx
    .selectFrom("offer")
    .selectAll()
    .where("ws", "=", ws)
    .where("id", "=", id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return found ? toOffer(found) : null;
}

/** `before`: from lockOffer. */
export async function changeOffer(tx: Tx, ws: number, before: Offer, change: OfferChange): Promise<Offer> {
  const row = await tx
    .updateTable("offer")
    .set({
      version: before.version + 1,
      name: change.name ?? before.name,
      price: change.price ?? before.price,
      guarantee_days: change.guaranteeDays ?? before.guaranteeDays,
      order_bump: change.orderBump ?? before.orderBump,
      status: change.status ?? before.status,
      external_id: change.externalId === undefined ? before.externalId : change.externalId,
      metadata: JSON.stringify(change.metadata ?? before.metadata),
    })
    .where("ws", "=", ws)
    .where("id", "=", before.id)
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch(refuseTaken);
  return toOffer(row);
}
