// Applies a stored delivery: everything told of its payment so far is read again and what is missing is
// booked, in the order it happened, so that the order of arrival does not matter and doing it twice does
// nothing. What cannot be booked yet is parked with the reason; one source of a workspace is applied one
// delivery after the other.
// Example: a refund that came before its charge is parked (unknown_sale), and booked when the charge is
// applied.
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { completeBuyer } from "../sales/complete-buyer.ts";
import { isOfSale, type SaleOfCharge, salesOfCharges } from "../sales/sales-of-charge.ts";
import { isPaused } from "../sources/connected-sources.ts";
import {
  type KeptDelivery,
  lockSource,
  markDismissed,
  readDelivery,
  settleDelivery,
} from "../sources/delivery-log.ts";
import type { SaleMessage } from "../sources/message.ts";
import type { App } from "./app.ts";
import { bookLateFees } from "./book-late-fees.ts";
import { bookTaking, isTaking } from "./book-taking.ts";
import { gatherPayment, type Payment } from "./gather-payment.ts";
import { type Booked, judgeDelivery } from "./judge-delivery.ts";
import { otherAmount, postCharge } from "./post-charge.ts";
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
    await askForFees(tx, ws, payment, id, waits);
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
  if (first === undefined || (await allSales(app, ws, payment)).length > 0) return false;
  const why = first.dismissed_why ?? "";
  return await markDismissed(tx, ws, asked.id, { why, by: "system", at: app.ids.now() });
}

async function bookPayment(app: App, ws: number, payment: Payment): Promise<Booked> {
  const booked: Booked = { failed: new Map(), notes: new Map(), sales: [] };
  for (const sale of payment.sales) await bookSale(app, ws, payment, sale, booked);
  const takings = payment.told.map((one) => one.message).filter(isTaking);
  for (const taking of takings.toSorted((a, b) => a.at - b.at)) {
    const refusal = await attempt(async () => {
      await bookTaking(app, ws, payment, taking, await allSales(app, ws, payment), booked.failed);
    });
    if (refusal !== null) booked.failed.set(taking, refusal);
  }
  booked.sales = await allSales(app, ws, payment);
  return booked;
}

/** One charge with its late fees; a telling of it that says another amount is refused by itself. */
async function bookSale(
  app: App,
  ws: number,
  payment: Payment,
  sale: SaleMessage,
  { failed, notes }: Booked,
): Promise<void> {
  const same = payment.told
    .map((one) => one.message)
    .filter((message) => message.kind === "sale")
    .filter((message) => message.externalId === sale.externalId);
  const refusal = await attempt(async () => {
    notes.set(sale.externalId, await postCharge(app, ws, payment, sale));
    const posted = (await allSales(app, ws, payment)).filter((one) => isOfSale(one, sale.externalId));
    for (const message of same) {
      const other = otherAmount(message, posted);
      if (other !== null) failed.set(message, other);
    }
    await bookLateFees(app, ws, payment, sale, posted);
  });
  if (refusal !== null) for (const message of same) failed.set(message, refusal);
}

/** Every sale of the payment that is posted, as it stands now. */
async function allSales(app: App, ws: number, payment: Payment): Promise<SaleOfCharge[]> {
  const ids = payment.told.flatMap(({ message }) => {
    if (message.kind === "sale") return [message.chargeId, message.externalId];
    if (!isTaking(message)) return [];
    return [message.sale.chargeId, message.sale.externalId].filter((one) => one !== null);
  });
  const { name } = payment.source;
  return inWorkspace(app.db, ws, (tx) => salesOfCharges(tx, ws, name, [...new Set(ids)]));
}

/** Null when it was done. What is no refusal (the database away) fails the whole, to be tried again. */
async function attempt(work: () => Promise<void>): Promise<Refusal | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
