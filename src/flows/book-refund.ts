// Books a refund that a source or a file reported, over the sales of its charge, in proportion to what is
// left of each. Always booked, from the reserve first; told twice, or booked here before, it is counted once.
// Example: re_1 of 900 on ch_1/li_1 (2000 left) and ch_1/li_2 (1000 left) → 600 and 300.
import { Refusal } from "../base/refusal.ts";
import { inWorkspace } from "../db/transaction.ts";
import { findEntries } from "../sales/read-sale.ts";
import type { SaleOfCharge } from "../sales/sales-of-charge.ts";
import { divideOverLeft, stillToTake } from "../sources/divide-taken.ts";
import type { RefundMessage } from "../sources/message.ts";
import type { App } from "./app.ts";
import { partId } from "./part-id.ts";
import { refundSale } from "./take-back.ts";
import type { TakingFrom } from "./taking-from.ts";

/**
 * `charge`: all sales of the charge; `targets`: those of them that the refund is of. True when anything was
 * booked.
 */
export async function bookRefund(
  app: App,
  ws: number,
  message: RefundMessage,
  charge: readonly SaleOfCharge[],
  targets: readonly SaleOfCharge[],
  { actor, isExact }: TakingFrom,
): Promise<boolean> {
  const { source, externalId } = message;
  const ids = targets.map((sale) => ({ source, externalId: partId(externalId, sale, message.sale) }));
  const known = await inWorkspace(app.db, ws, (tx) => findEntries(tx, ws, "refund", ids));
  const bookedOf = (id: { externalId: string }) =>
    known.get(`${source} ${id.externalId}`)?.amounts[0] ?? null;
  const ofThis = ids.reduce((sum, id) => sum + (bookedOf(id) ?? 0), 0);
  const counted = message.taken.kind === "total" ? targets : charge;
  const booked = counted.reduce((sum, sale) => sum + sale.refunded, 0);
  const wanted = stillToTake(message.taken, booked, ofThis);
  const left = targets.map((sale, i) =>
    bookedOf(ids[i] as (typeof ids)[0]) === null ? sale.paid - sale.reversed : 0,
  );
  if (isExact) refuseBeyond(wanted, left);
  const parts = divideOverLeft(wanted, left);
  for (const [i, amount] of parts.entries()) {
    if (amount === 0) continue;
    const facts = {
      ...(ids[i] as (typeof ids)[0]),
      sale: (targets[i] as SaleOfCharge).id,
      happenedAt: message.at,
      amount,
      feesReturned: message.feesReturned,
      reason: message.reason,
      recordOnly: false,
      origin: "source" as const,
      metadata: null,
    };
    await refundSale(app, ws, facts, actor);
  }
  return parts.some((amount) => amount > 0);
}

function refuseBeyond(wanted: number, left: readonly number[]): void {
  const remaining = left.reduce((sum, one) => sum + one, 0);
  if (wanted <= remaining) return;
  const message = `refunds ${wanted}, and ${remaining} is left of what was paid`;
  throw new Refusal(409, "refund_exceeds_remaining", `The row ${message}.`, {
    details: [{ path: "paid", code: "refund_exceeds_remaining", message }],
    facts: { remaining },
  });
}
