// Reads products and offers: one, a page of them, and by the names callers and sources use. Never writes.
// Example: findProduct(tx, 7, { ref: "prod_Nv2", source: "stripe" }, "api") → the product and offer, or null.
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import type { Tx } from "../db/transaction.ts";
import { type Offer, type Product, type ProductName, toOffer, toProduct } from "./product.ts";

export async function readProduct(tx: Tx, ws: number, id: Uuid): Promise<Product | null> {
  const row = await tx
    .selectFrom("product")
    .selectAll()
    .where("ws", "=", ws)
    .where("id", "=", id)
    .executeTakeFirst();
  return row ? toProduct(row) : null;
}

/**
 * The product's id, and the offer's where the source's name means one. `source` is for a ref that names none.
 */
export async function findProduct(
  tx: Tx,
  ws: number,
  name: ProductName,
  source: string,
): Promise<{ product: Uuid; offer: Uuid | null } | null> {
  if (typeof name === "object" && "ref" in name) {
    const row = await tx
      .selectFrom("product_ref")
      .select(["product", "offer"])
      .where("ws", "=", ws)
      .where("source", "=", name.source ?? source)
      .where("ref", "=", name.ref)
      .executeTakeFirst();
    return row ? { product: row.product as Uuid, offer: row.offer as Uuid | null } : null;
  }
  const [column, value] =
    typeof name === "string" ? (["id", name] as const) : (["external_id", name.externalId] as const);
  const row = await tx
    .selectFrom("product")
    .select("id")
    .where("ws", "=", ws)
    .where(column, "=", value)
    .executeTakeFirst();
  return row ? { product: row.id as Uuid, offer: null } : null;
}

/** Throws 422 `unknown_product` at `path`. */
export async function mustFindProduct(tx: Tx, ws: number, name: ProductName, path: string): Promise<Uuid> {
  const found = await findProduct(tx, ws, name, "api");
  if (found !== null) return found.product;
  const message = "names no product of this workspace";
  throw new Refusal(422, "unknown_product", `${path} ${message}.`, {
    details: [{ path, code: "unknown_product", message }],
  });
}

export interface ProductFilter {
  status?: Product["status"] | undefined;
  /** In the name, the external id, the category or a name that a source knows it by. */
  search?: string | undefined;
  category?: string | undefined;
  externalId?: string | undefined;
  /** Name and id of the last one shown. */
  after?: readonly [string, string] | undefined;
  limit: number;
}

/** By name. */
export async function listProducts(tx: Tx, ws: number, filter: ProductFilter): Promise<Product[]> {
  let query = tx.selectFrom("product").selectAll().where("ws", "=", ws);
  const { status, search, category, externalId, after } = filter;
  if (status !== undefined) query = query.where("status", "=", status);
  if (category !== undefined) query = query.where("category", "=", category);
  if (externalId !== undefined) query = query.where("external_id", "=", externalId);
  if (search !== undefined) {
    query = query.where(sql<boolean>`(position(lower(${search}) in lower(name)) > 0
      OR position(lower(${search}) in lower(coalesce(external_id, ''))) > 0
      OR position(lower(${search}) in lower(coalesce(category, ''))) > 0
      OR EXISTS (SELECT FROM partage.product_ref r WHERE r.ws = product.ws AND r.product = product.id
        AND position(lower(${search}) in lower(r.ref)) > 0))`);
  }
  if (after !== undefined) {
    const [name, id] = after;
    query = query.where((is) => is(is.refTuple("name", "id"), ">", is.tuple(name, id)));
  }
  const rows = await query.orderBy("name").orderBy("id").limit(filter.limit).execute();
  return rows.map(toProduct);
}

export async function readOffer(tx: Tx, ws: number, id: Uuid): Promise<Offer | null> {
  const row = await tx
    .selectFrom("offer")
    .selectAll()
    .where("ws", "=", ws)
    .where("id", "=", id)
    .executeTakeFirst();
  return row ? toOffer(row) : null;
}

/** Of a product, oldest first. */
export async function listOffers(
  tx: Tx,
  ws: number,
  product: Uuid,
  limit: number,
  after: readonly [number, string] | undefined,
): Promise<Offer[]> {
  let query = tx.selectFrom("offer").selectAll().where("ws", "=", ws).where("product", "=", product);
  if (after !== undefined) {
    const [at, id] = after;
    query = query.where((is) => is(is.refTuple("created_at", "id"), ">", is.tuple(new Date(at), id)));
  }
  const rows = await query.orderBy("created_at").orderBy("id").limit(limit).execute();
  return rows.map(toOffer);
}

/** Those on sale, of each of these products, oldest first. */
export async function readOffersOf(
  tx: Tx,
  ws: number,
  products: readonly Uuid[],
): Promise<Map<Uuid, Offer[]>> {
  if (products.length === 0) return new Map();
  const rows = await tx
    .selectFrom("offer")
    .selectAll()
    .where("ws", "=", ws)
    .where("product", "in", [...products])
    .where("status", "=", "active")
    .orderBy("created_at")
    .orderBy("id")
    .execute();
  return Map.groupBy(rows.map(toOffer), (offer) => offer.product);
}

/** All of the product, those that are no longer on sale as well. */
export async function readOfferNames(tx: Tx, ws: number, product: Uuid): Promise<Map<Uuid, string>> {
  const rows = await tx
    .selectFrom("offer")
    .select(["id", "name"])
    .where("ws", "=", ws)
    .where("product", "=", product)
    .execute();
  return new Map(rows.map((row) => [row.id as Uuid, row.name]));
}

/** The product's offer with this id or this external id; null when it is another product's or nobody's. */
export async function findOffer(
  tx: Tx,
  ws: number,
  product: Uuid,
  name: Uuid | { externalId: string },
): Promise<Uuid | null> {
  const [column, value] =
    typeof name === "string" ? (["id", name] as const) : (["external_id", name.externalId] as const);
  const row = await tx
    .selectFrom("offer")
    .select("id")
    .where("ws", "=", ws)
    .where("product", "=", product)
    .where(column, "=", value)
    .executeTakeFirst();
  return row ? (row.id as Uuid) : null;
}
