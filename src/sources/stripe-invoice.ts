// A paid Stripe invoice: the lines, taxes and subscription behind a charge. Its charge is named by `charge`
// (older API versions) or by the payment intents of `payments`; like a session it completes the charge and is
// no sale itself. Reads the shapes of both API generations (invoice.subscription /
// parent.subscription_details, tax / total_taxes).
// Example: billing_reason "subscription_cycle" of sub_1 → enrich { subscription: { ref: "sub_1", isFirst:
// false } }.
import { type Minor, ZERO } from "../base/amount.ts";
import type { Currency } from "../base/currency.ts";
import { type Instant, isInstant } from "../base/instant.ts";
import { type Fields, isObject, wholeOf } from "./json.ts";
import { type EnrichMessage, type Message, NO_SIDE_FACTS, type Note, type SideFacts } from "./message.ts";
import { readCurrency, readOptionalAmount } from "./stripe-amount.ts";
import { amountAt, buyerOf, fromStripe, readMetadata, readNaming } from "./stripe-facts.ts";
import { readLines, sumOf } from "./stripe-lines.ts";

export function readInvoice(invoice: Fields, eventAt: Instant): Message[] {
  const id = invoice.reference("id");
  const currency = readCurrency(invoice, "currency");
  if (currency === undefined) return [];
  const amount = amountAt(invoice, "amount_paid", currency);
  const reason = ignoreReason(invoice, amount);
  if (reason !== undefined) {
    return [
      { kind: "ignored", ...fromStripe(invoice), ...reason, about: invoice.id("charge"), needsLook: false },
    ];
  }
  const { lines, notes } = readLines(invoice, "lines", currency);
  const metadata = { ...readMetadata(invoice, subscriptionMetadataPath(invoice)), ...readMetadata(invoice) };
  const { product, facts } = readNaming(metadata);
  const message: EnrichMessage = {
    kind: "enrich",
    ...fromStripe(invoice),
    externalId: id,
    refs: refsOf(invoice, id),
    at: paidAt(invoice, eventAt),
    currency,
    ...readAmounts(invoice, currency, amount, notes),
    product,
    lines,
    notes,
    ...NO_SIDE_FACTS,
    ...facts,
    coupon: facts.coupon ?? invoice.id("discount.coupon"),
    buyer: readBuyer(invoice, metadata),
    subscription: readSubscription(invoice),
  };
  return [message];
}

/**
 * `invoice_payment.paid`: newer API versions tell only here which payment intent paid which invoice. No facts
 * of its own, only the link between the ids.
 */
export function readInvoicePayment(payment: Fields, at: Instant): Message[] {
  const id = payment.reference("id");
  const currency = readCurrency(payment, "currency");
  const intent = payment.id("payment.payment_intent") ?? payment.id("payment.charge");
  const invoice = payment.id("invoice");
  if (currency === undefined) return [];
  if (intent === null || invoice === null) {
    const message = "no charge of Stripe paid this invoice";
    return [
      {
        kind: "ignored",
        ...fromStripe(payment),
        reason: "paid_elsewhere",
        message,
        about: invoice,
        needsLook: false,
      },
    ];
  }
  const link: EnrichMessage = {
    kind: "enrich",
    ...fromStripe(payment),
    externalId: id,
    refs: [intent, invoice],
    at,
    currency,
    amount: null,
    tax: null,
    shipping: null,
    discount: null,
    product: null,
    lines: null,
    notes: [],
    ...NO_SIDE_FACTS,
  };
  return [link];
}

function ignoreReason(invoice: Fields, amount: Minor): { reason: string; message: string } | undefined {
  if (invoice.text("status") !== "paid")
    return { reason: "not_paid_yet", message: "the invoice is not paid" };
  if (invoice.get("paid_out_of_band") === true) {
    return {
      reason: "paid_elsewhere",
      message: "the invoice was paid outside Stripe: record the sale where it was paid",
    };
  }
  return amount === 0 ? { reason: "nothing_paid", message: "nothing was paid on this invoice" } : undefined;
}

function refsOf(invoice: Fields, id: string): string[] {
  const payments = invoice
    .items("payments.data")
    .flatMap((item) => [item.id("payment.payment_intent"), item.id("payment.charge")]);
  const all = [invoice.id("charge"), invoice.id("payment_intent"), ...payments, id];
  return [...new Set(all.filter((ref) => ref !== null))];
}

function readAmounts(invoice: Fields, currency: Currency, amount: Minor, notes: Note[]) {
  const tax = readTax(invoice, currency);
  const shipping = readOptionalAmount(invoice, "shipping_cost.amount_subtotal", currency);
  const discount = sumOf(invoice.items("total_discount_amounts"), "amount", currency);
  const total = readOptionalAmount(invoice, "total", currency);
  if ((tax ?? 0) + (shipping ?? 0) > amount) {
    const message = "tax and shipping are more than was paid: they are left out";
    notes.push({ code: "amounts_contradict", message, path: "amount_paid" });
    return { amount, tax: null, shipping: null, discount };
  }
  if (total !== null && total !== amount) {
    const message = `${amount} of ${total} was paid by this payment: the lines are divided in proportion`;
    notes.push({ code: "paid_in_part", message, path: "total" });
  }
  return { amount, tax, shipping, discount };
}

function readTax(invoice: Fields, currency: Currency): Minor | null {
  const old = readOptionalAmount(invoice, "tax", currency);
  if (old !== null) return old;
  const list = [...invoice.items("total_taxes"), ...invoice.items("total_tax_amounts")];
  return list.length === 0 ? ZERO : sumOf(list, "amount", currency);
}

function paidAt(invoice: Fields, eventAt: Instant): Instant {
  const seconds = wholeOf(invoice.get("status_transitions.paid_at"));
  const at = seconds === undefined ? undefined : seconds * 1000;
  return isInstant(at) ? at : eventAt;
}

function subscriptionMetadataPath(invoice: Fields): string {
  const isNew = isObject(invoice.get("parent.subscription_details.metadata"));
  return isNew ? "parent.subscription_details.metadata" : "subscription_details.metadata";
}

function readSubscription(invoice: Fields): SideFacts["subscription"] {
  const ref = invoice.id("subscription") ?? invoice.id("parent.subscription_details.subscription");
  const reason = invoice.text("billing_reason") ?? "";
  if (ref === null || !reason.startsWith("subscription")) return null;
  const isFirst = reason === "subscription_create";
  return { ref, plan: null, charge: isFirst ? 1 : null, isFirst };
}

function readBuyer(invoice: Fields, metadata: Record<string, string>) {
  return buyerOf({
    email: invoice.text("customer_email"),
    name: invoice.text("customer_name"),
    reference: metadata.partage_buyer ?? invoice.id("customer"),
    country: invoice.country("customer_address.country"),
  });
}
