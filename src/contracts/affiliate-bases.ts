// What an affiliate's rate is a rate of, by product over time: a part of the product's terms. Reads only.
// Example: readAffiliateBases(tx, 7, [piano]) → net from May 2026, gross from 1 July 2026.
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

export type AffiliateBase = "net" | "gross";

export interface BaseFrom {
  /** Epoch milliseconds. */
  starts: number;
  base: AffiliateBase;
}

/** Oldest first; the first one holds for what was before it as well. */
export async function readAffiliateBases(
  tx: Tx,
  ws: number,
  products: readonly Uuid[],
): Promise<Map<Uuid, BaseFrom[]>> {
  if (products.length === 0) return new Map();
  const rows = await tx
    .selectFrom("product_terms")
    .select(["product", "starts", "body"])
    .where("ws", "=", ws)
    .where("product", "in", [...products])
    .orderBy("version")
    .execute();
  const bases = rows.map(({ product, starts, body }) => {
    const { affiliate } = body as { affiliate?: { base?: AffiliateBase } };
    return { product: product as Uuid, starts: starts.getTime(), base: affiliate?.base ?? "net" };
  });
  return Map.groupBy(bases, (one) => one.product);
}

export function baseAt(bases: readonly BaseFrom[], at: number): AffiliateBase {
  return (bases.findLast((one) => one.starts <= at) ?? bases[0])?.base ?? "net";
}
