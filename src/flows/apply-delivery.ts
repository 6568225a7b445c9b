// Applies a stored delivery: everything told of its payment so far is read again and what is missing is
// booked, in the order it happened, so that the order of arrival does not matter and doing it twice does
// nothing. What cannot be booked yet is parked with the reason; one source of a workspace is applied one
// delivery after the other.
// Example: a refund that came before its charge is parked (unknown_sale), and booked when the charge is
// applied.
import type { Uuid } from "../base/id.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { completeBuyer } from "../sales/complete-buyer.ts";
import { isPaused } from "../sources/connected-sources.ts";
import {
  type KeptDelivery,
  lockSource,
  markDismissed,
  readDelivery,
  settleDelivery,
} from "../sources/delivery-log.ts";
import type { App } from "./app.ts";
import { bookPayment, salesOfPayment } from "./book-payment.ts";
import { gatherPayment, type Payment } from "./gather-payment.ts";
import { judgeDelivery } from "./judge-delivery.ts";
import { askForFees } from "./wait-for-fee.ts";

export async function applyDelivery(app: App, ws: number, id: Uuid): Promise<void> {
  await inWorkspace(app.db, ws, async (tx) => {
    const asked = await readDelivery(tx, ws, id);
    if (asked === null || asked.state === "dismissed") return;
    if (await isPaused(tx, ws, asked.source)) return;
    await lockSource(tx, ws, asked.source);
    const payment = await gatherPayment(tx, ws, asked);
    if (await followDismissed(app, tx, ws, asked, payment)) return;
    const booked = await bookPayment(app, ws, payment);
    const at = app.ids.now();
    for (const delivery of payment.deliveries) {
      const tried = delivery.id === id;
      const isSettled = delivery.state === "applied" || delivery.state === "ignored";
      if (isSettled && !(tried && delivery.state === "ignored")) continue;
      const told = payment.told.filter((one) => one.delivery === delivery.id).map((one) => one.message);
      for (const message of told) {
        if (message.kind !== "enrich" || message.buyer === null) continue;
        for (const sale of booked.sales) await completeBuyer(tx, ws, sale.id, message.buyer);
      }
      await settleDelivery(tx, ws, delivery, judgeDelivery(told, booked), { tried, at });
    }
    const waits = [...booked.failed.values()].filter((one) => one.code === "fee_unknown");
    await askForFees(tx, ws, payment, asked, waits);
  });
}

/** What comes after a message that was set aside is set aside with it, unless its sale is posted by now. */
async function followDismissed(
  app: App,
  tx: Tx,
  ws: number,
  asked: KeptDelivery,
  payment: Payment,
): Promise<boolean> {
  const [first] = payment.dismissed;
  if (first === undefined || (await salesOfPayment(app, ws, payment)).length > 0) return false;
  const why = first.dismissed_why ?? "";
  return await markDismissed(tx, ws, asked.id, { why, by: "system", at: app.ids.now() });
}
