// When new terms or a new version of a contract may start: never so that a posted sale would have to be split
// again. Call with the terms locked, so that no sale is posted between the look and the commit.
// Example: a sale of 7 July is posted; from 1 July → 422 sales_already_posted, naming it; from now → right
// after it.
import { publicId, type Uuid } from "../base/id.ts";
import { formatInstant, instant } from "../base/instant.ts";
import { Refusal } from "../base/refusal.ts";
import type { Tx } from "../db/transaction.ts";
import { lastSaleFrom } from "../sales/last-sale-from.ts";

/**
 * `stated` is what the caller wants, or undefined for now; answers epoch milliseconds. `path` names the
 * field.
 */
export async function chooseStart(
  tx: Tx,
  ws: number,
  product: Uuid,
  stated: number | undefined,
  now: number,
  path: string,
): Promise<number> {
  const last = await lastSaleFrom(tx, ws, product, stated ?? now);
  if (last === null) return stated ?? now;
  // A sale of this very millisecond is posted: from now on is from the next one on.
  if (stated === undefined && last.happenedAt === now) return now + 1;
  const sale = publicId("sale", last.id);
  const when = formatInstant(instant(last.happenedAt));
  const message = `A sale of ${when} is posted already (${sale}), and what is posted is never split again. Start later.`;
  throw new Refusal(422, "sales_already_posted", message, {
    details: [{ path, code: "sales_already_posted", message: `must be after ${when}` }],
    facts: { sale, at: when },
  });
}
