// Books everything of a payment that is not booked yet: its charges with their late fees, then what takes
// back, in the order it happened. A refusal of one leaves the others alone; what is no refusal (the database
// away) fails the whole, to be tried again. Twice does nothing.
// Example: a charge and its refund that came first → the sale posted, then the refund.
import { Refusal } from "../base/refusal.ts";
import { inWorkspace } from "../db/transaction.ts";
import { isOfSale, type SaleOfCharge, salesOfCharges } from "../sales/sales-of-charge.ts";
import type { SaleMessage } from "../sources/message.ts";
import type { App } from "./app.ts";
import { bookLateFees } from "./book-late-fees.ts";
import { bookRegained } from "./book-regained.ts";
import { bookTaking, isNamed, isTaking, type Taking, unknownSale } from "./book-taking.ts";
import type { Payment } from "./gather-payment.ts";
import type { Booked } from "./judge-delivery.ts";
import { otherAmount, postCharge } from "./post-charge.ts";

export async function bookPayment(app: App, ws: number, payment: Payment): Promise<Booked> {
  const booked: Booked = { failed: new Map(), notes: new Map(), sales: [] };
  for (const sale of payment.sales) await bookSale(app, ws, payment, sale, booked);
  const takings = payment.told.map((one) => one.message).filter(isTaking);
  for (const taking of takings.toSorted((a, b) => a.at - b.at)) {
    const refusal = await attempt(() => takeBack(app, ws, payment, taking, booked));
    if (refusal !== null) booked.failed.set(taking, refusal);
  }
  for (const { message } of payment.told) {
    if (message.kind !== "sale" || booked.failed.has(message)) continue;
    const refusal = await attempt(() => bookRegained(app, ws, payment, message, booked));
    if (refusal !== null) booked.failed.set(message, refusal);
  }
  booked.sales = await salesOfPayment(app, ws, payment);
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
    const posted = (await salesOfPayment(app, ws, payment)).filter((one) => isOfSale(one, sale.externalId));
    for (const message of same) {
      const other = otherAmount(message, posted);
      if (other !== null) failed.set(message, other);
    }
    await bookLateFees(app, ws, payment, sale, posted);
  });
  if (refusal !== null) for (const message of same) failed.set(message, refusal);
}

/** Waits while a charge of it waits: what is taken back in part would be counted on half of the charge. */
async function takeBack(
  app: App,
  ws: number,
  payment: Payment,
  taking: Taking,
  { failed }: Booked,
): Promise<void> {
  const waits = payment.sales.some(
    (sale) => failed.get(sale)?.status === 422 && isNamed(taking, sale.externalId, sale.chargeId),
  );
  if (waits) throw unknownSale(taking);
  const wasTold = payment.told.some(
    ({ message }) => message.kind === "dispute_opened" && message.externalId === taking.externalId,
  );
  const from = { actor: `source:${taking.source}`, wasTold, isExact: false };
  await bookTaking(app, ws, taking, await salesOfPayment(app, ws, payment), from);
}

/** Every sale of the payment that is posted, as it stands now. */
export async function salesOfPayment(app: App, ws: number, payment: Payment): Promise<SaleOfCharge[]> {
  const ids = payment.told.flatMap(({ message }) => {
    if (message.kind === "sale") return [message.chargeId, message.externalId];
    if (message.kind === "unreadable") return message.about ? [message.about] : [];
    if (!isTaking(message)) return [];
    return [message.sale.chargeId, message.sale.externalId].filter((one) => one !== null);
  });
  const { name } = payment.source;
  return inWorkspace(app.db, ws, (tx) => salesOfCharges(tx, ws, name, [...new Set(ids)]));
}

/** Null when it was done. */
async function attempt(work: () => Promise<void>): Promise<Refusal | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
