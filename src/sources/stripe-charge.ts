// A Stripe charge as a sale, its refunds, and its balance transaction as fees. `amount_refunded` is
// cumulative, so every refund carries the total so far; a charge that is only authorised is no sale. Stripe
// keeps its processing fee when a payment is refunded (feesReturned "platform_fee": ours only), except where
// an expanded balance transaction shows that it gave it back.
// Example: charge ch_1 of 1000, amount_refunded 400, no list → refund "ch_1:refunded:400", total 400.
import { MAX_MINOR, type Minor, ZERO } from "../base/amount.ts";
import type { Currency } from "../base/currency.ts";
import type { Instant } from "../base/instant.ts";
import { convertParts } from "./convert-shares.ts";
import { Fields, isObject } from "./json.ts";
import {
  type FeePart,
  type Message,
  NO_SIDE_FACTS,
  type PaidAtSourcePart,
  type RefundMessage,
  type SaleMessage,
  saleOfCharge,
} from "./message.ts";
import { readCurrency, readOptionalAmount } from "./stripe-amount.ts";
import {
  amountAt,
  buyerOf,
  fromStripe,
  readFees,
  readMetadata,
  readNaming,
  readSeconds,
  STRIPE,
} from "./stripe-facts.ts";

/** The sale of a captured charge; its ids are those by which sessions and invoices find it. */
export function readCharge(charge: Fields): Message[] {
  const id = charge.reference("id");
  if (charge.get("captured") === false) {
    return [ignoredCharge(charge, id, "not_captured", "the charge is authorised and not captured yet")];
  }
  if (charge.get("paid") !== true || charge.text("status") !== "succeeded") {
    return [ignoredCharge(charge, id, "not_succeeded", "the charge did not succeed")];
  }
  const currency = readCurrency(charge, "currency");
  const captured = currency === undefined ? null : readOptionalAmount(charge, "amount_captured", currency);
  const paid = captured ?? amountAt(charge, "amount", currency);
  const { product, facts } = readNaming(readMetadata(charge));
  const fees = currency === undefined ? null : readChargeFees(charge, currency, paid);
  const sale: SaleMessage = {
    kind: "sale",
    ...fromStripe(charge),
    externalId: id,
    chargeId: id,
    line: null,
    refs: refsOf(charge),
    product,
    at: readSeconds(charge, "created"),
    currency: currency as Currency,
    paid,
    tax: ZERO,
    shipping: ZERO,
    discount: null,
    fees,
    feesRef: fees === null ? charge.id("balance_transaction") : null,
    reported: [],
    paidAtSource: currency === undefined ? [] : readTransfer(charge, currency),
    notes: [],
    ...NO_SIDE_FACTS,
    ...facts,
    buyer: readBuyer(charge),
    paymentMethod: charge.text("payment_method_details.type", 50),
    instalments: null,
  };
  return [sale];
}

function readBuyer(charge: Fields) {
  return buyerOf({
    email: charge.text("billing_details.email") ?? charge.text("receipt_email"),
    name: charge.text("billing_details.name"),
    reference: charge.text("metadata.partage_buyer", 255) ?? charge.id("customer"),
    country:
      charge.country("billing_details.address.country") ??
      charge.country("payment_method_details.card.country"),
  });
}

function refsOf(charge: Fields): string[] {
  return [charge.id("payment_intent"), charge.id("invoice")].filter((ref) => ref !== null);
}

/** A destination charge: Stripe itself passes this part on to the connected account. */
function readTransfer(charge: Fields, currency: Currency): PaidAtSourcePart[] {
  const destination = charge.id("transfer_data.destination");
  if (destination === null) return [];
  const amount = readOptionalAmount(charge, "transfer_data.amount", currency);
  return [{ role: null, ref: destination, name: null, amount }];
}

function readChargeFees(charge: Fields, currency: Currency, paid: Minor): FeePart[] | null {
  if (!isObject(charge.get("balance_transaction"))) return null;
  const transaction = charge.at("balance_transaction");
  const settled = readCurrency(transaction, "currency");
  if (settled === undefined) return null;
  const fees = readFees(transaction, settled);
  if (settled === currency) return fees;
  const ofAmount = amountAt(transaction, "amount", settled);
  const amounts = convertParts(
    paid,
    ofAmount,
    fees.map((fee) => fee.amount),
  );
  return amounts === undefined
    ? null
    : fees.map((fee, i) => ({ party: fee.party, amount: amounts[i] as Minor }));
}

/** A balance transaction of a charge, fetched after it: the fees that the charge did not know. */
export function readBalanceTransaction(transaction: Fields): Message[] {
  const id = transaction.reference("id");
  const charge = transaction.id("source");
  const type = transaction.text("type");
  if (charge === null || (type !== "charge" && type !== "payment")) {
    return [
      ignoredCharge(transaction, charge ?? "", "not_a_charge", `a balance transaction of type ${type}`),
    ];
  }
  const currency = readCurrency(transaction, "currency");
  if (currency === undefined) return [];
  return [
    {
      kind: "fee",
      ...fromStripe(transaction),
      externalId: id,
      sale: saleOfCharge(charge),
      at: readSeconds(transaction, "created"),
      currency,
      ofAmount: amountAt(transaction, "amount", currency),
      fees: readFees(transaction, currency),
    },
  ];
}

/**
 * Every refund of a charge that the event tells, oldest first, or the cumulative total where it tells none.
 */
export function readRefunds(charge: Fields, at: Instant): Message[] {
  const id = charge.reference("id");
  const currency = readCurrency(charge, "currency");
  const total = amountAt(charge, "amount_refunded", currency);
  if (currency === undefined) return [];
  if (total <= 0)
    return [ignoredCharge(charge, id, "nothing_refunded", "the charge says that nothing was refunded")];
  const list = readRefundList(charge, id, currency, total);
  if (list !== undefined) return list;
  return [
    {
      kind: "refund",
      ...fromStripe(charge),
      externalId: `${id}:refunded:${total}`,
      sale: saleOfCharge(id),
      taken: { kind: "total", total },
      at,
      currency,
      feesReturned: "platform_fee",
      reason: null,
      notes: [],
    },
  ];
}

/** The list of refunds where the charge carries it whole: what it lists adds up to what the charge says. */
function readRefundList(
  charge: Fields,
  id: string,
  currency: Currency,
  total: Minor,
): RefundMessage[] | undefined {
  if (charge.get("refunds.has_more") === true) return undefined;
  const refunds = charge
    .items("refunds.data")
    .map((item) => new Fields(item.value, item.path))
    .filter((item) => !["failed", "canceled"].includes(item.text("status") ?? ""))
    .map((item) => readListedRefund(item, id, currency))
    .sort((a, b) => a.message.at - b.message.at || (a.message.externalId < b.message.externalId ? -1 : 1));
  let running = 0;
  for (const refund of refunds) {
    running = Math.min(running + refund.amount, MAX_MINOR);
    refund.message.taken = { kind: "part", amount: refund.amount, total: running as Minor };
  }
  const isWhole = refunds.every((refund) => refund.isRead) && running === total;
  return refunds.length > 0 && isWhole ? refunds.map((refund) => refund.message) : undefined;
}

function readListedRefund(refund: Fields, charge: string, currency: Currency) {
  const amount = amountAt(refund, "amount", currency);
  const metadata = readMetadata(refund);
  const message: RefundMessage = {
    kind: "refund",
    ...fromStripe(refund),
    externalId: refund.reference("id"),
    sale: saleOfCharge(charge, {
      line: metadata.partage_line || null,
      product: metadata.partage_product || null,
    }),
    taken: { kind: "part", amount, total: null },
    at: readSeconds(refund, "created"),
    currency,
    feesReturned: gaveFeeBack(refund) ? "all" : "platform_fee",
    reason: refund.text("reason"),
    notes: [],
  };
  return { message, amount, isRead: refund.problems.length === 0 && amount > 0 };
}

function gaveFeeBack(refund: Fields): boolean {
  return refund.text("balance_transaction.fee")?.startsWith("-") === true;
}

function ignoredCharge(object: Fields, about: string, reason: string, message: string): Message {
  return {
    kind: "ignored",
    ...fromStripe(object),
    source: STRIPE,
    reason,
    message,
    about: about || null,
    needsLook: false,
  };
}
