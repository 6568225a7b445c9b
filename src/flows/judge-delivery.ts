// What became of a delivery, from what became of its messages, in words that people see: applied (with
// remarks), parked (with what it waits for), ignored, or refused. Writes nothing.
// Example: a sale of a product nobody mapped → parked, unknown_product, "Nobody mapped prod_Nv2 (Piano)."
import { Refusal } from "../base/refusal.ts";
import { isOfSale, type SaleOfCharge } from "../sales/sales-of-charge.ts";
import type { Verdict } from "../sources/delivery-log.ts";
import type { Message, Note } from "../sources/message.ts";
import type { WaitedProduct } from "../sources/parked-products.ts";

/** What became of the messages of a payment; one that did not fail has been booked. */
export interface Booked {
  failed: Map<Message, Refusal>;
  /** Remarks on what was posted now, by the external id the source tells. */
  notes: Map<string, Note[]>;
  sales: SaleOfCharge[];
}

/** What never becomes true by waiting. */
const FINAL = new Set([
  "sale_differs",
  "refund_differs",
  "dispute_differs",
  "fee_differs",
  "currency_differs",
]);

export function judgeDelivery(told: readonly Message[], booked: Booked): Verdict {
  const named = told.find((message) => message.kind === "sale");
  const own = booked.sales.find((one) => named !== undefined && isOfSale(one, named.externalId));
  const sale = (own ?? booked.sales[0])?.id ?? null;
  const none: Verdict = { state: "applied", reason: null, message: null, sale, waitsFor: [], products: [] };
  const unreadable = told.find((message) => message.kind === "unreadable");
  if (unreadable !== undefined) {
    const message = unreadable.problems.map((one) => `${one.path}: ${one.message}`).join("; ");
    return {
      ...none,
      state: "refused",
      reason: unreadable.problems[0]?.code ?? "unreadable",
      message,
    };
  }
  const refusals = told.flatMap((message) => booked.failed.get(message) ?? waiting(message, booked) ?? []);
  const worst = refusals.find((one) => FINAL.has(one.code)) ?? refusals[0];
  if (worst !== undefined) {
    const state = FINAL.has(worst.code) ? "refused" : "parked";
    const waitsFor = (worst.facts.waitsFor ?? []) as string[];
    const products = (worst.facts.products ?? []) as WaitedProduct[];
    return { ...none, state, reason: worst.code, message: worst.message, waitsFor, products };
  }
  const ignored = told.find((message) => message.kind === "ignored");
  if (ignored !== undefined && told.every((message) => message.kind === "ignored")) {
    const { reason, message, needsLook } = ignored;
    return { ...none, state: "ignored", reason: needsLook ? "needs_look" : reason, message, sale: null };
  }
  const notes = told.flatMap((message) => {
    if (message.kind === "sale") return booked.notes.get(message.externalId) ?? [];
    return message.kind === "refund" ? message.notes : [];
  });
  const [first] = notes.toSorted((a, b) => weight(a.code) - weight(b.code));
  if (first === undefined) return none;
  return { ...none, reason: first.code, message: [...new Set(notes.map((one) => one.message))].join("; ") };
}

/** Facts of a payment whose charge has not come, or waits itself. */
function waiting(message: Message, booked: Booked): Refusal | undefined {
  if (message.kind !== "enrich" || booked.sales.length > 0) return undefined;
  return (
    [...booked.failed.values()][0] ??
    new Refusal(404, "unknown_sale", "Waits for the charge of this payment.")
  );
}

/** A difference in money is what people should see first. */
function weight(code: string): number {
  return code === "commissions_differ" ? 0 : 1;
}
