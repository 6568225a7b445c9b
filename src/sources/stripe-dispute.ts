// A Stripe dispute: money is withdrawn when it opens, given back when it is won; an inquiry (warning_…) moves
// none. The fee is the sum over its balance transactions, so that a fee that Stripe gives back counts 0.
// Example: amount 1000, fees 1500 and −1500, status won → dispute_closed won, fee 0.
import { type Minor, ZERO } from "../base/amount.ts";
import type { Currency } from "../base/currency.ts";
import type { Instant } from "../base/instant.ts";
import { convertParts } from "./convert-shares.ts";
import { cleanText, type Fields, isObject } from "./json.ts";
import { type DisputeClosedMessage, type Message, type SaleRef, saleOfCharge } from "./message.ts";
import { readCurrency, readSignedAmount } from "./stripe-amount.ts";
import { amountAt, fromStripe, readFees, readSeconds } from "./stripe-facts.ts";
import { sumAmounts } from "./sum-amounts.ts";

/**
 * charge.dispute.created and charge.dispute.funds_withdrawn (an inquiry that became a dispute): the same
 * opening.
 */
export function readDisputeOpened(dispute: Fields): Message[] {
  const status = dispute.text("status") ?? "";
  if (isInquiry(status)) return [inquiry(dispute, status)];
  const currency = readCurrency(dispute, "currency");
  const id = dispute.reference("id");
  const amount = amountAt(dispute, "amount", currency);
  if (amount === 0 && currency !== undefined)
    dispute.fail("amount", "nothing_disputed", "must be more than 0");
  return [
    {
      kind: "dispute_opened",
      ...fromStripe(dispute),
      externalId: id,
      sale: saleRef(dispute),
      at: readSeconds(dispute, "created"),
      currency: currency as Currency,
      amount,
      reason: dispute.text("reason"),
    },
  ];
}

export function readDisputeClosed(dispute: Fields, at: Instant): Message[] {
  const status = dispute.text("status") ?? "";
  if (isInquiry(status)) return [inquiry(dispute, status)];
  const currency = readCurrency(dispute, "currency");
  const id = dispute.reference("id");
  if (status !== "won" && status !== "lost") {
    dispute.fail("status", "unknown_status", `"${cleanText(status, 40)}" is neither won nor lost`);
  }
  const closed: DisputeClosedMessage = {
    kind: "dispute_closed",
    ...fromStripe(dispute),
    externalId: id,
    sale: saleRef(dispute),
    at,
    currency: currency as Currency,
    outcome: status === "won" ? "won" : "lost",
    fee: currency === undefined ? ZERO : readDisputeFee(dispute, currency),
    onlyIfOpen: false,
  };
  return [closed];
}

/**
 * What the dispute cost beside its amount, in the currency of the charge; what Stripe gave back counts
 * against it.
 */
function readDisputeFee(dispute: Fields, currency: Currency): Minor {
  const disputed = amountAt(dispute, "amount", currency);
  const fees = dispute
    .items("balance_transactions")
    .filter((transaction) => isObject(transaction.value))
    .map((transaction) => readTransactionFee(transaction, currency, disputed));
  const fee = sumAmounts(dispute, "balance_transactions", fees);
  return fee < 0 ? ZERO : fee;
}

function readTransactionFee(transaction: Fields, currency: Currency, disputed: Minor): number {
  const settled = readCurrency(transaction, "currency");
  if (settled === undefined) return 0;
  const parts = readFees(transaction, settled).map((part) => part.amount);
  const fee = sumAmounts(transaction, "fee", parts);
  if (settled === currency || fee === 0) return fee;
  const withdrawn = Math.abs(readSignedAmount(transaction, "amount", settled)) as Minor;
  const share = convertParts(disputed, withdrawn, [Math.abs(fee)])?.[0];
  if (share === undefined)
    transaction.fail("amount", "not_convertible", `says nothing of what a fee in ${settled} is worth`);
  return fee < 0 ? -(share ?? 0) : (share ?? 0);
}

function saleRef(dispute: Fields): SaleRef {
  const intent = dispute.id("payment_intent");
  return saleOfCharge(dispute.id("charge") ?? dispute.reference("charge"), {
    refs: intent === null ? [] : [intent],
  });
}

function isInquiry(status: string): boolean {
  return status.startsWith("warning_") || status === "prevented";
}

function inquiry(dispute: Fields, status: string): Message {
  const message = `an inquiry (${status}): no money has moved`;
  return {
    kind: "ignored",
    ...fromStripe(dispute),
    reason: "inquiry",
    message,
    about: dispute.id("charge"),
    needsLook: status === "warning_needs_response",
  };
}
