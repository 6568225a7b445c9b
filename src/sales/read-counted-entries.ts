// The entries of one product's sales that tiers and caps count by, in ledger order, a page at a time: sales,
// refunds, lost disputes. Never their amounts.
// Example: after entry 0, 2000 a page → [{ seq: 1, kind: "sale", subject }, { seq: 4, kind: "refund", … }].
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

export interface ProductEntry {
  seq: number;
  kind: string;
  /** The sale. */
  subject: string;
}

export async function readCountedEntries(
  tx: Tx,
  ws: number,
  product: Uuid,
  after: number,
  limit: number,
): Promise<ProductEntry[]> {
  return await tx
    .selectFrom("journal")
    .innerJoin("sale", (join) =>
      join.onRef("sale.ws", "=", "journal.ws").onRef("sale.id", "=", "journal.subject"),
    )
    .select(["journal.seq", "journal.kind", "journal.subject"])
    .where("journal.ws", "=", ws)
    .where("sale.ws", "=", ws)
    .where("sale.product", "=", product)
    .where("journal.seq", ">", after)
    .where("journal.kind", "in", ["sale", "refund", "dispute_lost"])
    .orderBy("journal.seq")
    .limit(limit)
    .execute();
}
