// Posts the sales of one charge, put together from everything that was told of the payment so far; once
// they are posted, what is told later never changes them. All products or none: a charge is parked whole.
// Example: charge ch_1 of 30.00 with a session of two lines → sales ch_1/li_1 and ch_1/li_2.
import { decimalsOf } from "../base/currency.ts";
import { Refusal } from "../base/refusal.ts";
import { inWorkspace } from "../db/transaction.ts";
import { isOfSale, type SaleOfCharge, salesOfCharges } from "../sales/sales-of-charge.ts";
import { composeCharge, factsOfPayment } from "../sources/compose-charge.ts";
import { minorToText } from "../sources/decimal.ts";
import type { Note, SaleMessage } from "../sources/message.ts";
import type { App } from "./app.ts";
import { type Claimed, claimCharge } from "./claim-charge.ts";
import type { Payment } from "./gather-payment.ts";
import type { Posted } from "./plan-sales.ts";
import { recordNamedSale } from "./record-named-sale.ts";
import { mustWaitForFee } from "./wait-for-fee.ts";

/**
 * The remarks on what was posted now. Throws 422 for what waits, 409 for another amount than was posted
 * before.
 */
export async function postCharge(app: App, ws: number, payment: Payment, sale: SaleMessage): Promise<Note[]> {
  const before = await inWorkspace(app.db, ws, (tx) => postedOf(tx, ws, sale));
  const fee = payment.fees.find((one) => one.sale.chargeId === sale.chargeId);
  const composed = composeCharge(sale, factsOfPayment(sale, payment.enrichments), fee);
  const known = new Set(before.map((one) => one.externalId));
  const missing = composed.filter((one) => !known.has(one.externalId));
  // What is posted was put together otherwise: what was told since changes nothing.
  if (before.length + missing.length !== composed.length || missing.length === 0) return [];
  const claims = await inWorkspace(app.db, ws, async (tx) => {
    const claimed = await claimCharge(tx, ws, missing);
    const isUnknown = composed.some((one) => one.fees === null);
    const wait = isUnknown ? await mustWaitForFee(tx, ws, payment, sale, app.ids.now()) : null;
    if (wait !== null) throw wait;
    return claimed;
  });
  const outcomes = await Promise.allSettled(
    claims.map((one) => recordNamedSale(app, ws, one.claim, `source:${sale.source}`)),
  );
  const failed = outcomes.find((one) => one.status === "rejected");
  if (failed !== undefined) throw failed.reason;
  const remarks = outcomes.flatMap((one, i) =>
    one.status === "fulfilled" ? differencesOf(one.value, claims[i] as Claimed) : [],
  );
  const test = { code: "test_mode", message: "sold in the source's test mode", path: null };
  return [
    ...remarks,
    ...claims.flatMap((one) => [...one.message.notes, ...one.notes]),
    ...(sale.isTest ? [test] : []),
  ];
}

async function postedOf(tx: Parameters<typeof salesOfCharges>[0], ws: number, sale: SaleMessage) {
  const { source, externalId, chargeId } = sale;
  const ofCharge = await salesOfCharges(tx, ws, source, [chargeId, externalId]);
  return ofCharge.filter((one) => isOfSale(one, externalId));
}

/** Null when this telling agrees with what is posted. */
export function otherAmount(sale: SaleMessage, posted: readonly SaleOfCharge[]): Refusal | null {
  const paid = posted.reduce((sum, one) => sum + one.paid, 0);
  if (paid === sale.paid && posted.every((one) => one.currency === sale.currency)) return null;
  const { externalId, currency } = sale;
  const [before, now] = [paid, sale.paid].map((amount) => minorToText(amount, decimalsOf(currency)));
  const message = `${externalId} is recorded with ${before}, and this says ${now} ${currency}.`;
  return new Refusal(409, "sale_differs", message);
}

/** Where the source says that it paid somebody else than our split gives. */
function differencesOf({ split }: Posted, { message }: Claimed): Note[] {
  if (split === null) return [];
  const notes: Note[] = [];
  for (const [role, parts] of Map.groupBy(message.paidAtSource, (part) => part.role)) {
    if (role !== "producer" && role !== "coproducer" && role !== "affiliate") continue;
    const told = parts.reduce((sum, part) => sum + (part.amount ?? 0), 0);
    const given = split.lines.reduce((sum, line) => (line.role === role ? sum + line.amount : sum), 0);
    if (told === given || parts.some((part) => part.amount === null)) continue;
    const { externalId, source, currency } = message;
    const say = (amount: number) => `${minorToText(amount, decimalsOf(currency))} ${currency}`;
    const text = `${externalId}: ${source} paid ${say(told)} as ${role}, our split gives ${say(given)}`;
    notes.push({ code: "commissions_differ", message: text, path: null });
  }
  return notes;
}
