// Which products of ours a charge is of: by the price or offer where that is mapped, else by the product.
// Refuses (422 unknown_product) with the names of all that nobody mapped, and remembers them as what the
// charge waits for; 422 product_not_named where the payment names none.
// Example: prod_Nv2 that nobody mapped → "Nobody mapped prod_Nv2 (Piano in 30 days)."
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import type { Tx } from "../db/transaction.ts";
import { findProduct } from "../products/read-products.ts";
import type { ProductRef, SaleMessage } from "../sources/message.ts";
import type { WaitedProduct } from "../sources/parked-products.ts";

export interface NamedProduct {
  ref: string;
  product: Uuid;
}

/** By the price or offer where that is mapped, else by the product. */
export async function nameChargeProducts(
  tx: Tx,
  ws: number,
  sales: readonly SaleMessage[],
): Promise<NamedProduct[]> {
  const found: NamedProduct[] = [];
  const missing: (ProductRef & { amount: number; currency: string })[] = [];
  for (const { product, source, paid, currency } of sales) {
    if (product === null) throw unknownProduct([]);
    const refs = [product.offerRef, product.ref].filter((ref) => ref !== null);
    const named = await firstMapped(tx, ws, source, refs);
    if (named === null) missing.push({ ...product, amount: paid, currency });
    else found.push(named);
  }
  if (missing.length > 0) throw unknownProduct(missing);
  return found;
}

async function firstMapped(
  tx: Tx,
  ws: number,
  source: string,
  refs: readonly string[],
): Promise<NamedProduct | null> {
  for (const ref of refs) {
    const named = await findProduct(tx, ws, { ref }, source);
    if (named !== null) return { ref, product: named.product };
  }
  return null;
}

function unknownProduct(missing: readonly WaitedProduct[]): Refusal {
  const names = missing.map(({ ref, name }) => (name === null ? ref : `${ref} (${name})`));
  const message =
    missing.length === 0
      ? "Nobody named the product of this charge yet."
      : `Nobody mapped ${names.join(", ")}.`;
  const waitsFor = missing.flatMap(({ ref, offerRef }) => (offerRef === null ? [ref] : [ref, offerRef]));
  const code = missing.length === 0 ? "product_not_named" : "unknown_product";
  return new Refusal(422, code, message, { facts: { waitsFor, products: missing } });
}
