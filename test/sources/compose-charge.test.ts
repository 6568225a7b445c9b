// A charge and what other events tell of it become the sales that are posted, in any order of arrival.
// Example: 30.00 with line items 20.00 and 10.00 and a fee of 1.17 → 20.00 and 10.00, fees 0.78 and 0.39.
import { describe, expect, test } from "vitest";
import type { Instant } from "../../src/base/instant.ts";
import { composeCharge, factsOfPayment } from "../../src/sources/compose-charge.ts";
import type { EnrichMessage, FeeMessage, SaleMessage } from "../../src/sources/message.ts";
import { readStripe, readStripeObject } from "../../src/sources/stripe.ts";
import { body, type Changes } from "../fixtures/sources/changed.ts";
import {
  balanceTransaction,
  charge,
  event,
  invoice,
  lineItem,
  session,
} from "../fixtures/sources/stripe-objects.ts";
import { expectSound } from "./check-message.ts";

const saleOf = (changes: Changes = {}) =>
  readStripe(body(event("charge.succeeded", charge(changes))))[0] as SaleMessage;
const sessionOf = (...items: Changes[]) => cart({}, ...items);
const cart = (changes: Changes, ...items: Changes[]) =>
  readStripe(
    body(
      event(
        "checkout.session.completed",
        session({ line_items: { has_more: false, data: items }, ...changes }),
      ),
    ),
  )[0] as EnrichMessage;
const feeOf = (changes: Changes = {}) => readStripeObject(body(balanceTransaction(changes)))[0] as FeeMessage;

function show(sales: readonly SaleMessage[]) {
  expectSound(sales);
  return sales.map((sale) => [
    sale.externalId,
    sale.product?.ref ?? null,
    sale.paid,
    sale.tax,
    sale.shipping,
    sale.fees?.map((fee) => fee.amount) ?? null,
  ]);
}

describe("the sales of one charge", () => {
  test("one without any facts waits for a product", () => {
    expect(show(composeCharge(saleOf(), []))).toEqual([["ch_1", null, 3000, 0, 0, null]]);
  });

  test("one product keeps the charge's own id", () => {
    const facts = [sessionOf(lineItem("li_1", "prod_a", 3000))];
    expect(show(composeCharge(saleOf(), facts, feeOf()))).toEqual([["ch_1", "prod_a", 3000, 0, 0, [117]]]);
  });

  test("several products are a sale each and share the charge; lines of one product are one", () => {
    const facts = [
      sessionOf(
        lineItem("li_1", "prod_a", 1500),
        lineItem("li_2", "prod_b", 1000),
        lineItem("li_3", "prod_a", 500),
      ),
    ];
    const sales = composeCharge(saleOf(), facts, feeOf());
    expect(show(sales)).toEqual([
      ["ch_1/li_1", "prod_a", 2000, 0, 0, [78]],
      ["ch_1/li_2", "prod_b", 1000, 0, 0, [39]],
    ]);
    expect(sales.map(({ chargeId, line, buyer }) => [chargeId, line, buyer?.email])).toEqual([
      ["ch_1", "li_1", "rita@example.com"],
      ["ch_1", "li_2", "rita@example.com"],
    ]);
  });

  test("tax goes with its line, tax on shipping and shipping in proportion", () => {
    const facts = [
      cart(
        { amount_total: 3000, total_details: { amount_tax: 561, amount_shipping: 500, amount_discount: 0 } },
        lineItem("li_1", "prod_a", 1585, { amount_tax: 296 }),
        lineItem("li_2", "prod_b", 800, { amount_tax: 150 }),
      ),
    ];
    // Goods 1289 + 650, tax 446 on lines and 115 on shipping, shipping 500: 1289 + 650 + 561 + 500 = 3000.
    expect(show(composeCharge(saleOf(), facts))).toEqual([
      ["ch_1/li_1", "prod_a", 1289 + 372 + 332, 372, 332, null],
      ["ch_1/li_2", "prod_b", 650 + 189 + 168, 189, 168, null],
    ]);
  });

  test("a product that is named for the payment as a whole wins over its lines", () => {
    const facts = [
      cart(
        { metadata: { partage_product: "bundle" } },
        lineItem("li_1", "a", 1000),
        lineItem("li_2", "b", 2000),
      ),
    ];
    expect(show(composeCharge(saleOf(), facts))).toEqual([["ch_1", "bundle", 3000, 0, 0, null]]);
    expect(show(composeCharge(saleOf({ metadata: { partage_product: "own" } }), facts))[0]?.[1]).toBe("own");
  });

  test("a credit lowers what the other lines were paid for", () => {
    const facts = [sessionOf(lineItem("il_1", "gold", 3500), lineItem("il_2", "silver", -500))];
    expect(show(composeCharge(saleOf(), facts))).toEqual([["ch_1", "gold", 3000, 0, 0, null]]);
  });

  test("the charge's amount stands where a session says another, and a note says so", () => {
    const facts = [cart({ amount_total: 5000 }, lineItem("li_1", "a", 2000), lineItem("li_2", "b", 3000))];
    const sales = composeCharge(saleOf(), facts);
    expect(show(sales).map((row) => row[2])).toEqual([1200, 1800]);
    expect(sales[0]?.notes.map(({ code }) => code)).toEqual(["amounts_differ"]);
  });

  test("what Stripe passes on itself is divided too", () => {
    const facts = [sessionOf(lineItem("li_1", "a", 2000), lineItem("li_2", "b", 1000))];
    const sales = composeCharge(saleOf({ transfer_data: { destination: "acct_1", amount: 2000 } }), facts);
    expect(sales.map(({ paidAtSource }) => paidAtSource[0]?.amount)).toEqual([1333, 667]);
  });

  test("a late fee of another currency is carried over", () => {
    const fee = feeOf({
      amount: 4500,
      currency: "usd",
      fee: 150,
      fee_details: [{ amount: 150, currency: "usd", type: "stripe_fee" }],
    });
    expect(show(composeCharge(saleOf({ metadata: { partage_product: "p" } }), [], fee))[0]?.[5]).toEqual([
      100,
    ]);
  });
});

describe("the events of one payment", () => {
  const link = { id: "inpay_1", currency: "eur", invoice: "in_1", payment: { payment_intent: "pi_1" } };
  const linked = readStripe(body(event("invoice_payment.paid", link)))[0] as EnrichMessage;
  const bill = readStripe(
    body(event("invoice.paid", invoice({ charge: undefined, payment_intent: undefined }))),
  )[0] as EnrichMessage;
  const visit = cart({
    payment_intent: null,
    invoice: "in_1",
    subscription: "sub_1",
    metadata: { partage_click: "c1" },
  });
  const stranger = { ...visit, refs: ["pi_other"] };

  test("are found through any chain of shared ids", () => {
    const all = [stranger, visit, bill, linked];
    expect(factsOfPayment(saleOf(), all)).toEqual([visit, bill, linked]);
    expect(factsOfPayment(saleOf(), [stranger, visit, bill])).toEqual([]);
    expect(factsOfPayment(saleOf({ invoice: "in_1" }), [visit, stranger, bill])).toEqual([visit, bill]);
  });

  test("give the same sale in any order of arrival", () => {
    const all = [visit, bill, linked];
    const orders = [all, [linked, bill, visit], [bill, visit, linked]];
    const composed = orders.map((order) => composeCharge(saleOf(), order));
    expect(composed[1]).toEqual(composed[0]);
    expect(composed[2]).toEqual(composed[0]);
    expect(composed[0]?.[0]).toMatchObject({
      externalId: "ch_1",
      product: { ref: "prod_gold" },
      subscription: { ref: "sub_1", isFirst: true },
      clickId: "c1",
    });
  });
});

test("of two events that tell the same, the earlier is believed", () => {
  const first = cart({ metadata: { partage_click: "c1", note: "first" } }, lineItem("li_1", "prod_a", 3000));
  const second = {
    ...first,
    externalId: "cs_0",
    at: (first.at + 1) as Instant,
    clickId: "c2",
    metadata: { note: "second", more: "x" },
  };
  for (const facts of [
    [first, second],
    [second, first],
  ]) {
    expect(composeCharge(saleOf(), facts)[0]).toMatchObject({
      clickId: "c1",
      metadata: { note: "first", more: "x" },
    });
  }
});
