// Books fees of a charge that became known after its sales were posted without any: an entry of its own a
// sale and fee, borne by the producer. Told again, it is booked once; a charge that was posted with its
// fees has no late ones.
// Example: 117 of Stripe on ch_1/li_1 (2000) and ch_1/li_2 (1000) → 78 and 39.
import { inWorkspace } from "../db/transaction.ts";
import type { SaleOfCharge } from "../sales/sales-of-charge.ts";
import { feesInSaleCurrency } from "../sources/compose-charge.ts";
import { divideOverLeft } from "../sources/divide-taken.ts";
import type { FeePart, SaleMessage } from "../sources/message.ts";
import type { App } from "./app.ts";
import type { Payment } from "./gather-payment.ts";
import { partId } from "./part-id.ts";
import { feeParty } from "./resolve-sale.ts";
import { recordLateFee } from "./take-back.ts";

export async function bookLateFees(
  app: App,
  ws: number,
  payment: Payment,
  sale: SaleMessage,
  posted: readonly SaleOfCharge[],
): Promise<void> {
  if (posted.length === 0 || posted.some((one) => one.feesKnown)) return;
  const known = feesOf(payment, sale);
  if (known === null) return;
  const { source } = sale;
  const actor = `source:${source}`;
  for (const { party: ref, amount: fee } of known.fees) {
    const party = await inWorkspace(app.db, ws, (tx) => feeParty(tx, app, ws, { ref }, "fees", actor));
    const parts = divideOverLeft(
      fee,
      posted.map((one) => one.paid),
    );
    for (const [i, amount] of parts.entries()) {
      if (amount === 0) continue;
      const one = posted[i] as SaleOfCharge;
      const externalId = partId(`${sale.externalId}:fee:${ref}`, one);
      const facts = { source, externalId, sale: one.id, happenedAt: known.at, party, amount };
      await recordLateFee(app, ws, facts, actor);
    }
  }
}

function feesOf(payment: Payment, sale: SaleMessage): { at: number; fees: readonly FeePart[] } | null {
  for (const { message } of payment.told) {
    const isSame = message.kind === "sale" && message.externalId === sale.externalId;
    if (isSame && message.fees !== null) return { at: message.at, fees: message.fees };
    if (message.kind !== "fee" || message.sale.chargeId !== sale.chargeId) continue;
    const fees = feesInSaleCurrency(sale, message);
    if (fees !== null) return { at: message.at, fees };
  }
  return null;
}
