// The purchase inside a Hotmart delivery as a sale: what was paid, what of it never reaches the parties, who
// got what. `full_price` is what the buyer paid, `price` what is shared; what lies between is tax that the
// marketplace collects, or the interest of instalments: neither reaches a party. An order bump shares the
// charge of its parent.
// Example: full_price 1500 BRL, MARKETPLACE 149.50, PRODUCER 1350.50 → paid 150000, fee hotmart 14950,
// producer paid.
import { type Minor, ZERO } from "../base/amount.ts";
import type { Currency } from "../base/currency.ts";
import { type Commissions, readCommissions } from "./hotmart-commissions.ts";
import { fromHotmart, HOTMART, readCurrency, readDecimal, readMillis } from "./hotmart-facts.ts";
import { type Fields, wholeOf } from "./json.ts";
import {
  type AffiliateRef,
  type FeePart,
  NO_SIDE_FACTS,
  type Note,
  type PaidAtSourcePart,
  type SaleMessage,
  type SideFacts,
} from "./message.ts";

import { sumAmounts } from "./sum-amounts.ts";

/** The sale; what is wrong with it is among the delivery's problems. */
export function readPurchase(delivery: Fields): SaleMessage {
  const data = delivery.at("data");
  const id = data.reference("purchase.transaction");
  const notes: Note[] = [];
  const money = readMoney(data, notes);
  const shared = (money.paid - money.tax - money.interest) as Minor;
  const commissions = readCommissions(data, money.currency, shared, notes);
  const fees = feesOf(data, commissions, money.interest);
  const isBump = data.get("purchase.order_bump.is_order_bump") === true;
  const parent = isBump ? data.text("purchase.order_bump.parent_purchase_transaction", 255) : null;
  return {
    kind: "sale",
    ...fromHotmart(delivery),
    externalId: id,
    chargeId: parent ?? id,
    line: null,
    refs: [],
    regains: { dispute: `${id}:chargeback`, toldAt: readMillis(delivery, ["creation_date"]) },
    product: {
      ref: data.reference("product.id"),
      name: data.text("product.name"),
      offerRef: data.text("purchase.offer.code", 255),
    },
    at: readMillis(data, ["purchase.approved_date", "purchase.order_date"]),
    currency: money.currency,
    paid: money.paid,
    tax: money.tax,
    shipping: money.shipping,
    discount: null,
    fees,
    feesRef: fees === null ? id : null,
    reported: commissions.reported,
    paidAtSource: paidAtSource(commissions, money),
    ...readSide(data),
    affiliate: readAffiliate(data, commissions, notes),
    notes,
  };
}

interface Money {
  currency: Currency;
  paid: Minor;
  tax: Minor;
  interest: Minor;
  shipping: Minor;
}

function readMoney(data: Fields, notes: Note[]): Money {
  const path = data.get("purchase.full_price") === undefined ? "purchase.price" : "purchase.full_price";
  const currency = readCurrency(data.at(path));
  const paid = readDecimal(data, `${path}.value`, currency);
  const price = otherAmount(data.at("purchase.price"), currency, paid) ?? paid;
  const shipping = otherAmount(data.at("shipping.cost"), currency, paid) ?? ZERO;
  const none: Money = { currency, paid, tax: ZERO, interest: ZERO, shipping };
  const extra = Math.max(0, paid - price - shipping) as Minor;
  if (extra === 0) return none;
  if (countInstalments(data) <= 1) return { ...none, tax: extra };
  notes.push({
    code: "interest",
    message: "above the price, the buyer paid interest for instalments",
    path: null,
  });
  return { ...none, interest: extra };
}

/** A second amount beside what was paid, where it is in the same currency and no larger; null otherwise. */
function otherAmount(money: Fields, currency: Currency, paid: Minor): Minor | null {
  if (money.value === undefined || money.get("value") === undefined) return null;
  if ((money.text("currency_value") ?? money.text("currency_code")) !== currency) return null;
  const amount = readDecimal(money, "value", currency);
  return amount <= paid ? amount : null;
}

function countInstalments(data: Fields): number {
  return wholeOf(data.get("purchase.payment.installments_number")) ?? 1;
}

/** Hotmart's own part: its commission and the interest it collects. */
function feesOf(data: Fields, { reported, amounts }: Commissions, interest: Minor): FeePart[] | null {
  if (amounts === null) return null;
  const amount = sumAmounts(data, "commissions", [
    interest,
    ...amounts.filter((_, i) => reported[i]?.role === "processor_fee"),
  ]);
  return amount === 0 ? [] : [{ party: HOTMART, amount }];
}

/** Hotmart pays every party it reports, keeps its own part, and passes on the tax it collected. */
function paidAtSource({ reported, amounts }: Commissions, money: Money): PaidAtSourcePart[] {
  const parts: PaidAtSourcePart[] = reported.map(({ role }, i) => ({
    role,
    ref: null,
    name: null,
    amount: amounts?.[i] ?? null,
  }));
  const own = { ref: null, name: HOTMART };
  if (money.interest > 0) parts.push({ role: "processor_fee", ...own, amount: money.interest });
  if (money.tax > 0) parts.push({ role: "tax", ...own, amount: money.tax });
  return parts;
}

function readAffiliate(data: Fields, { reported, amounts }: Commissions, notes: Note[]): AffiliateRef | null {
  const named = data.items("affiliates").find((item) => item.text("affiliate_code", 255) !== null);
  const ref = named?.text("affiliate_code", 255) ?? null;
  const parts = reported
    .map(({ role }, i) => ({ role, amount: amounts?.[i] }))
    .filter(({ role }) => role === "affiliate");
  if (ref === null || named === undefined) {
    if (parts.length > 0) {
      const message = "an affiliate got a commission, and Hotmart does not say who it is";
      notes.push({ code: "affiliate_not_named", message, path: "data.affiliates" });
    }
    return null;
  }
  if (parts.length === 0) {
    const message = "an affiliate is named, and Hotmart reports no commission for it";
    notes.push({ code: "affiliate_without_commission", message, path: "data.affiliates" });
  }
  const commission =
    parts.length === 0 || amounts === null
      ? null
      : sumAmounts(
          data,
          "commissions",
          parts.map(({ amount }) => amount ?? 0),
        );
  return { ref, name: named.text("name"), email: null, reportedCommission: commission };
}

function readSide(data: Fields): SideFacts {
  const instalments = countInstalments(data);
  return {
    ...NO_SIDE_FACTS,
    buyer: {
      email: data.text("buyer.email"),
      name: data.text("buyer.name"),
      reference: data.text("buyer.ucode"),
      country: data.country("buyer.address.country_iso") ?? data.country("purchase.checkout_country.iso"),
    },
    subscription: readSubscription(data),
    paymentMethod: data.text("purchase.payment.type", 50)?.toLowerCase() ?? null,
    instalments: instalments > 1 ? instalments : null,
    coupon: data.text("purchase.offer.coupon_code", 100),
    clickId:
      data.text("purchase.origin.xcod") ??
      data.text("purchase.origin.sck") ??
      data.text("purchase.sckPaymentLink"),
  };
}

function readSubscription(data: Fields): SideFacts["subscription"] {
  const ref = data.text("subscription.subscriber.code", 255);
  if (ref === null) return null;
  const charge =
    wholeOf(data.get("purchase.recurrence_number")) ??
    wholeOf(data.get("purchase.recurrency_number")) ??
    null;
  return {
    ref,
    plan: data.text("subscription.plan.name"),
    charge,
    isFirst: charge === null ? null : charge === 1,
  };
}
