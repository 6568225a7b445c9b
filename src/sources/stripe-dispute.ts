// A Stripe dispute: money is withdrawn when it opens, given back when it is won; an inquiry (warning_…) moves none.
// The fee is the sum over its balance transactions, so that a fee that Stripe gives back counts 0.
// Example: amount 1000, fees 1500 and −1500, status won → dispute_closed won, fee 0.
import { allocate } from "../base/allocate.ts";
import { type Minor, ZERO } from "../base/amount.ts";
import type { Currency } from "../base/currency.ts";
import type { Instant } from "../base/instant.ts";
import { cleanText, type Fields, isObject } from "./json.ts";
import { type DisputeClosedMessage, type Message, type SaleRef, saleOfCharge } from "./message.ts";
import { readCurrency } from "./stripe-amount.ts";
import { amountAt, fromStripe, readFees, readSeconds } from "./stripe-facts.ts";

/** charge.dispute.created and charge.dispute.funds_withdrawn (an inquiry that became a dispute): the same opening. */
export function readDisputeOpened(dispute: Fields): Message[] {
  const status = dispute.text("status") ?? "";
  if (isInquiry(status)) return [inquiry(dispute, status)];
  const currency = readCurrency(dispute, "currency");
  const id = dispute.reference("id");
  return [
    {
      kind: "dispute_opened",
      ...fromStripe(dispute),
      externalId: id,
      sale: saleRef(dispute),
      at: readSeconds(dispute, "created"),
      currency: currency as Currency,
      amount: amountAt(dispute, "amount", currency),
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

/** What the dispute cost beside its amount, in the currency of the charge. */
function readDisputeFee(dispute: Fields, currency: Currency): Minor {
  const amount = amountAt(dispute, "amount", currency);
  let fee = 0;
  for (const transaction of dispute.items("balance_transactions")) {
    if (!isObject(transaction.value)) continue;
    const settled = readCurrency(transaction, "currency");
    if (settled === undefined) continue;
    let own = 0;
    for (const part of readFees(transaction, settled)) own += part.amount;
    if (settled === currency) fee += own;
    else fee += convertFee(own, amount, amountAt(transaction, "amount", settled));
  }
  if (fee < 0) return ZERO;
  return fee as Minor;
}

/** A fee of another currency through what was withdrawn for what was disputed: 15.00 CAD of −13.56 CAD for 10.00 USD. */
function convertFee(fee: number, disputed: Minor, withdrawn: number): number {
  const size = Math.abs(withdrawn);
  if (fee === 0 || size === 0) return 0;
  const [share] = allocate(disputed, [Math.abs(fee), size - Math.abs(fee)]);
  return fee < 0 ? -(share as number) : (share as number);
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
