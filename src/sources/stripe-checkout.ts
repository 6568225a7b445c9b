// A completed Stripe checkout session: what the buyer put in the cart, and who the buyer is. It is not a sale
// itself: the charge is, and finds the session by the payment intent (or the invoice of a subscription) they
// share. Never believes amounts that contradict each other: they are left out, and a note says so.
// Example: amount_total 3000 with line items 2000 and 1000 → enrich { refs: ["pi_1", "cs_1"], lines: [2000,
// 1000] }.
import type { Currency } from "../base/currency.ts";
import type { Instant } from "../base/instant.ts";
import type { Fields } from "./json.ts";
import { type EnrichMessage, type Message, NO_SIDE_FACTS, type Note, type SideFacts } from "./message.ts";
import { readCurrency, readOptionalAmount } from "./stripe-amount.ts";
import { buyerOf, fromStripe, readMetadata, readNaming } from "./stripe-facts.ts";
import { readLines } from "./stripe-lines.ts";

export function readCheckoutSession(session: Fields, at: Instant): Message[] {
  const id = session.reference("id");
  const reason = ignoreReason(session);
  if (reason !== undefined) {
    return [
      {
        kind: "ignored",
        ...fromStripe(session),
        ...reason,
        about: session.id("payment_intent"),
        needsLook: false,
      },
    ];
  }
  const currency = readCurrency(session, "currency");
  if (currency === undefined) return [];
  const { lines, notes } = readLines(session, "line_items", currency);
  const amounts = readAmounts(session, currency, notes);
  const { product, facts } = readNaming(readMetadata(session));
  const message: EnrichMessage = {
    kind: "enrich",
    ...fromStripe(session),
    externalId: id,
    refs: [session.id("payment_intent"), session.id("invoice"), id].filter((ref) => ref !== null),
    at,
    currency,
    ...amounts,
    product,
    lines,
    notes,
    ...NO_SIDE_FACTS,
    ...facts,
    coupon: facts.coupon ?? readCoupon(session),
    buyer: readBuyer(session),
    subscription: readSubscription(session),
  };
  return [message];
}

function ignoreReason(session: Fields): { reason: string; message: string } | undefined {
  if (session.text("mode") === "setup")
    return { reason: "setup_only", message: "a session that only stores a card" };
  switch (session.text("payment_status")) {
    case "paid":
      return undefined;
    case "no_payment_required":
      return { reason: "nothing_paid", message: "nothing was to be paid" };
    default:
      return { reason: "not_paid_yet", message: "the payment of this session has not succeeded yet" };
  }
}

/** What the session says was paid; nothing of it where tax and shipping alone are more than the total. */
function readAmounts(session: Fields, currency: Currency, notes: Note[]) {
  const amount = readOptionalAmount(session, "amount_total", currency);
  const tax = readOptionalAmount(session, "total_details.amount_tax", currency);
  const shipping =
    readOptionalAmount(session, "total_details.amount_shipping", currency) ??
    readOptionalAmount(session, "shipping_cost.amount_subtotal", currency);
  const discount = readOptionalAmount(session, "total_details.amount_discount", currency);
  if (amount !== null && (tax ?? 0) + (shipping ?? 0) > amount) {
    const message = "tax and shipping are more than the total of the session: its amounts are left out";
    notes.push({ code: "amounts_contradict", message, path: "total_details" });
    return { amount: null, tax: null, shipping: null, discount: null };
  }
  return { amount, tax, shipping, discount };
}

function readBuyer(session: Fields) {
  return buyerOf({
    email: session.text("customer_details.email") ?? session.text("customer_email"),
    name: session.text("customer_details.name"),
    reference:
      session.text("metadata.partage_buyer", 255) ??
      session.id("customer") ??
      session.text("client_reference_id", 255),
    country: session.country("customer_details.address.country"),
  });
}

function readSubscription(session: Fields): SideFacts["subscription"] {
  const ref = session.id("subscription");
  return ref === null ? null : { ref, plan: null, charge: 1, isFirst: true };
}

/** The code the buyer typed, or the coupon behind it. */
function readCoupon(session: Fields): string | null {
  for (const discount of session.items("discounts")) {
    const code =
      discount.text("promotion_code.code") ?? discount.id("promotion_code") ?? discount.id("coupon");
    if (code !== null) return code;
  }
  return null;
}
