// How many affiliations of a product are in which state. Never writes.
// Example: countAffiliations(tx, 7, piano) → { requested: 3, approved: 41, suspended: 1, all: 52 }.
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

export interface AffiliationCounts {
  requested: number;
  approved: number;
  suspended: number;
  all: number;
}

/** `recruitedBy`: only those of a manager. */
export async function countAffiliations(
  tx: Tx,
  ws: number,
  product: Uuid,
  recruitedBy?: Uuid,
): Promise<AffiliationCounts> {
  let query = tx
    .selectFrom("affiliation")
    .select(["state", (is) => is.fn.countAll<string>().as("count")])
    .where("ws", "=", ws)
    .where("product", "=", product);
  if (recruitedBy !== undefined) query = query.where("recruited_by", "=", recruitedBy);
  const rows = await query.groupBy("state").execute();
  const of = (state: string) => Number(rows.find((row) => row.state === state)?.count ?? 0);
  const all = rows.reduce((sum, row) => sum + Number(row.count), 0);
  return { requested: of("requested"), approved: of("approved"), suspended: of("suspended"), all };
}
