// By which name a source knows a product (and an offer) of ours: what maps a platform's message to a product.
// One name of one source leads to one product. Example: stripe's prod_Nv2 → "Piano in 30 days".
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import type { Tx } from "../db/transaction.ts";

export interface ProductRef {
  source: string;
  ref: string;
  product: Uuid;
  offer: Uuid | null;
}

/** The same again is no error; a name that leads to another product is 409 `ref_taken`. */
export async function addProductRef(tx: Tx, ws: number, ref: ProductRef): Promise<void> {
  const added = await tx
    .insertInto("product_ref")
    .values({ ws, source: ref.source, ref: ref.ref, product: ref.product, offer: ref.offer })
    .onConflict((conflict) =>
      conflict
        .columns(["ws", "source", "ref"])
        .doUpdateSet({ offer: ref.offer })
        .where("product_ref.product", "=", ref.product),
    )
    .returning("product")
    .execute();
  if (added.length > 0) return;
  const message = `${ref.source} knows another product by ${ref.ref}. Take that name away from it first.`;
  throw new Refusal(409, "ref_taken", message, {
    details: [{ path: "ref", code: "taken", message: "leads to another product" }],
  });
}

/** False when there was none. */
export async function removeProductRef(tx: Tx, ws: number, ref: Omit<ProductRef, "offer">): Promise<boolean> {
  const result = await tx
    .deleteFrom("product_ref")
    .where("ws", "=", ws)
    .where("source", "=", ref.source)
    .where("ref", "=", ref.ref)
    .where("product", "=", ref.product)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

export async function listProductRefs(
  tx: Tx,
  ws: number,
  products: readonly Uuid[],
): Promise<Map<Uuid, ProductRef[]>> {
  if (products.length === 0) return new Map();
  const rows = await tx
    .selectFrom("product_ref")
    .select(["source", "ref", "product", "offer"])
    .where("ws", "=", ws)
    .where("product", "in", [...products])
    .orderBy("source")
    .orderBy("ref")
    .execute();
  return Map.groupBy(rows as ProductRef[], (row) => row.product);
}
