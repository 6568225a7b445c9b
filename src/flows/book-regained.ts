// A dispute that was lost and is told as won after all: the money is with the seller again. What was lost
// stays in the books as it happened; the regained amount is a sale of its own at the first one's instant, so
// that the same terms divide it. Told twice it is one.
// Example: HP1 of 97.00 charged back on 3 March, approved again on 20 March → the sale HP1:regained of 97.00.
import { Refusal } from "../base/refusal.ts";
import { inWorkspace } from "../db/transaction.ts";
import { findDisputes } from "../sales/read-disputes.ts";
import type { SaleMessage } from "../sources/message.ts";
import type { App } from "./app.ts";
import type { Payment } from "./gather-payment.ts";
import type { Booked } from "./judge-delivery.ts";
import { postCharge } from "./post-charge.ts";

/** Throws 422 `regained_in_part` where only a part had been lost: how much came back is not told. */
export async function bookRegained(
  app: App,
  ws: number,
  payment: Payment,
  sale: SaleMessage,
  { notes }: Booked,
): Promise<void> {
  const { source, externalId, regains } = sale;
  if (regains === undefined) return;
  const key = { source, externalId: regains.dispute };
  const found = await inWorkspace(app.db, ws, (tx) => findDisputes(tx, ws, [key]));
  const dispute = found.get(`${source} ${regains.dispute}`);
  if (dispute?.state !== "lost" || dispute.closed_at === null) return;
  if (dispute.closed_at.getTime() >= regains.toldAt) return;
  if (dispute.amount !== sale.paid) {
    const message = `${externalId} had lost a part and is told as won: record how much came back by hand.`;
    throw new Refusal(422, "regained_in_part", message);
  }
  await postCharge(app, ws, payment, { ...sale, externalId: `${externalId}:regained`, refs: [] });
  const message = "the dispute that was lost was decided for the seller: the amount is booked again";
  notes.set(externalId, [...(notes.get(externalId) ?? []), { code: "regained", message, path: null }]);
}
