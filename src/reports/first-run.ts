// How far a new business is: has it a product with a price, and a sale; and its newest test sale, with what
// of it is taken back. Reads only. Example: readProgress(tx, 7) → { product, offer, hasSale: true, testSale:
// { id, undone: true } }.
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

/** The source under which test sales are posted: plainly marked, and nobody else's. */
export const TEST_SOURCE = "test";

export interface Progress {
  /** The first one. */
  product: { id: Uuid; name: string } | null;
  hasOffer: boolean;
  /** Other than test sales. */
  hasSale: boolean;
  testSale: { id: Uuid; undone: boolean } | null;
}

export async function readProgress(tx: Tx, ws: number): Promise<Progress> {
  const product = await tx
    .selectFrom("product")
    .select(["id", "name"])
    .where("ws", "=", ws)
    .orderBy("created_at")
    .limit(1)
    .executeTakeFirst();
  const offer = await tx.selectFrom("offer").select("id").where("ws", "=", ws).limit(1).executeTakeFirst();
  const entries = tx.selectFrom("journal").where("journal.ws", "=", ws).where("journal.kind", "=", "sale");
  const real = await entries.select("seq").where("source", "<>", TEST_SOURCE).limit(1).executeTakeFirst();
  const test = await entries
    .innerJoin("sale", (join) =>
      join.onRef("sale.ws", "=", "journal.ws").onRef("sale.seq", "=", "journal.seq"),
    )
    .leftJoin("sale_remaining", (join) =>
      join.onRef("sale_remaining.ws", "=", "sale.ws").onRef("sale_remaining.sale", "=", "sale.id"),
    )
    .select(["sale.id", "sale.paid", "sale_remaining.reversed"])
    .where("journal.source", "=", TEST_SOURCE)
    .orderBy("journal.seq", "desc")
    .limit(1)
    .executeTakeFirst();
  return {
    product: product ? { id: product.id as Uuid, name: product.name } : null,
    hasOffer: offer !== undefined,
    hasSale: real !== undefined,
    testSale: test ? { id: test.id as Uuid, undone: (test.reversed ?? 0) >= test.paid } : null,
  };
}
