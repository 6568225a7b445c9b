// Stripe's events one by one: what each becomes, and what it refuses. Amounts in the fixtures are euro cents.
// Example: charge.succeeded of 3000 eur → the sale "ch_1" of 3000, its fees to be asked for at txn_1.
import { describe, expect, test } from "vitest";
import type { Message } from "../../src/sources/message.ts";
import { readStripe, readStripeObject, stripe } from "../../src/sources/stripe.ts";
import { body, type Changes } from "../fixtures/sources/changed.ts";
import { balanceTransaction, CREATED, charge, event, refund } from "../fixtures/sources/stripe-objects.ts";
import { expectSound, only } from "./check-message.ts";

const read = (type: string, object: Changes): readonly Message[] =>
  expectSound(readStripe(body(event(type, object))));
const sale = (object: Changes) => only(read("charge.succeeded", object), "sale");

function problemsOf(messages: readonly Message[]): string[] {
  return only(messages, "unreadable").problems.map(({ path, code }) => `${path} ${code}`);
}

describe("charge.succeeded", () => {
  test("is a sale under the charge's own id", () => {
    expect(sale(charge())).toEqual({
      kind: "sale",
      version: 1,
      source: "stripe",
      isTest: false,
      externalId: "ch_1",
      chargeId: "ch_1",
      line: null,
      refs: ["pi_1"],
      product: null,
      at: CREATED * 1000,
      currency: "EUR",
      paid: 3000,
      tax: 0,
      shipping: 0,
      discount: null,
      fees: null,
      feesRef: "txn_1",
      reported: [],
      paidAtSource: [],
      notes: [],
      buyer: { email: "rita@example.com", name: "Rita Alves", reference: "cus_1", country: "PT" },
      affiliate: null,
      subscription: null,
      paymentMethod: "card",
      instalments: null,
      coupon: null,
      clickId: null,
      metadata: {},
    });
  });

  test("takes what metadata names", () => {
    const message = sale(
      charge({
        metadata: {
          partage_product: "piano-30",
          partage_offer: "gold",
          partage_affiliate: "carla",
          partage_coupon: "DEZ",
          partage_click: "c-9",
          partage_buyer: "student-4",
          colour: "green",
        },
      }),
    );
    expect(message.product).toEqual({ ref: "piano-30", name: null, offerRef: "gold" });
    expect(message.affiliate).toEqual({ ref: "carla", name: null, email: null, reportedCommission: null });
    expect([message.coupon, message.clickId, message.buyer?.reference]).toEqual(["DEZ", "c-9", "student-4"]);
    expect(message.metadata).toEqual({ colour: "green" });
  });

  test("knows its fees where the balance transaction is expanded", () => {
    const fees = [
      { amount: 90, currency: "eur", type: "stripe_fee" },
      { amount: 17, currency: "eur", type: "tax" },
      { amount: 300, currency: "eur", type: "application_fee", application: "ca_1" },
    ];
    const transaction = balanceTransaction({ fee: 407, fee_details: fees });
    const message = sale(charge({ balance_transaction: transaction }));
    expect(message.fees).toEqual([
      { party: "stripe", amount: 107 },
      { party: "application", amount: 300 },
    ]);
    expect(message.feesRef).toBe(null);
  });

  test("carries fees of another currency over exactly: 0.69 CAD of 13.56 CAD for 10.00 USD is 0.51 USD", () => {
    const transaction = balanceTransaction({
      amount: 1356,
      currency: "cad",
      fee: 69,
      fee_details: [{ amount: 69, currency: "cad", type: "stripe_fee" }],
    });
    const message = sale(
      charge({ amount: 1000, amount_captured: 1000, currency: "usd", balance_transaction: transaction }),
    );
    expect(message.fees).toEqual([{ party: "stripe", amount: 51 }]);
  });

  test("counts what was captured, and is no sale before", () => {
    expect(sale(charge({ amount_captured: 2500 })).paid).toBe(2500);
    expect(sale(charge({ amount_captured: undefined })).paid).toBe(3000);
    expect(only(read("charge.succeeded", charge({ captured: false })), "ignored").reason).toBe(
      "not_captured",
    );
    expect(only(read("charge.captured", charge()), "sale").externalId).toBe("ch_1");
    expect(only(read("charge.succeeded", charge({ status: "pending" })), "ignored").reason).toBe(
      "not_succeeded",
    );
  });

  test("says what Stripe itself passes on to a connected account", () => {
    const message = sale(charge({ transfer_data: { destination: "acct_9", amount: 2100 } }));
    expect(message.paidAtSource).toEqual([{ role: null, ref: "acct_9", name: null, amount: 2100 }]);
  });

  test("shows test mode as such", () => {
    const [message] = readStripe(body(event("charge.succeeded", charge(), { livemode: false })));
    expect(message?.isTest).toBe(true);
  });
});

describe("Stripe's own units", () => {
  test.each([
    ["jpy", 500, 500],
    ["krw", 500, 500],
    ["isk", 500, 5],
    ["ugx", 120000, 1200],
    ["mga", 5, 500],
    ["kwd", 5120, 5120],
    ["huf", 1045, 1045],
    ["twd", 1000, 1000],
    ["brl", 1, 1],
  ])("%s %i is %i of our minor units", (currency, amount, minor) => {
    expect(sale(charge({ currency, amount, amount_captured: amount })).paid).toBe(minor);
  });

  test("a fraction of what has no decimals is refused, not rounded", () => {
    const messages = read("charge.succeeded", charge({ currency: "isk", amount_captured: 4010 }));
    expect(problemsOf(messages)).toEqual(["data.object.amount_captured too_many_places"]);
  });
});

describe("what cannot be read says everything that is wrong", () => {
  test.each<[string, Changes, string[]]>([
    ["a currency nobody has", { currency: "zzz" }, ["data.object.currency unknown_currency"]],
    ["no currency", { currency: null }, ["data.object.currency missing"]],
    ["a float", { amount_captured: 10.5 }, ["data.object.amount_captured not_an_amount"]],
    ["a negative amount", { amount_captured: -1 }, ["data.object.amount_captured negative"]],
    ["too much", { amount_captured: 2e15 }, ["data.object.amount_captured too_large"]],
    [
      "no id and no time",
      { id: "", created: "soon" },
      ["data.object.id not_a_reference", "data.object.created missing"],
    ],
    ["an id with NUL", { id: "ch_\u0000" }, ["data.object.id not_a_reference"]],
  ])("%s", (_, changes, problems) => {
    expect(problemsOf(read("charge.succeeded", charge(changes)))).toEqual(problems);
  });

  test.each([
    ["not JSON", "{", " not_json"],
    ["a list", "[]", "object not_an_event"],
    ["not an event", '{"object":"charge"}', "object not_an_event"],
    ["too deep", `${"[".repeat(5000)}${"]".repeat(5000)}`, " too_deep"],
  ])("%s", (_, text, problem) => {
    expect(problemsOf(readStripe(body(text)))[0]).toBe(problem);
  });

  test("is told without half characters, however the text is cut", () => {
    const messages = read("charge.succeeded", charge({ currency: `x${"🎹".repeat(30)}` }));
    expect(only(messages, "unreadable").problems[0]?.message.isWellFormed()).toBe(true);
  });

  test("bytes that are not UTF-8", () => {
    expect(problemsOf(readStripe(new Uint8Array([0x22, 0xff, 0x22])))).toEqual([" not_utf8"]);
  });
});

test("fees that add up to more than any amount are refused", () => {
  const most = { amount: 1e15, currency: "eur", type: "stripe_fee" };
  const messages = read(
    "charge.succeeded",
    charge({ balance_transaction: balanceTransaction({ fee_details: [most, most] }) }),
  );
  expect(problemsOf(messages)).toEqual(["data.object.balance_transaction.fee_details too_large"]);
});

describe("everything else", () => {
  test("is ignored under its name; a failed refund asks for a look", () => {
    expect(only(read("payout.paid", { id: "po_1", object: "payout" }), "ignored")).toMatchObject({
      reason: "payout.paid",
      about: "po_1",
      needsLook: false,
    });
    expect(only(read("refund.failed", refund("re_1", 5, CREATED)), "ignored").needsLook).toBe(true);
  });

  test("a balance transaction that was fetched is a late fee", () => {
    expect(only(readStripeObject(body(balanceTransaction())), "fee")).toMatchObject({
      externalId: "txn_1",
      sale: { chargeId: "ch_1" },
      currency: "EUR",
      ofAmount: 3000,
      fees: [{ party: "stripe", amount: 117 }],
    });
    expect(only(readStripeObject(body(charge())), "sale").externalId).toBe("ch_1");
    expect(only(readStripeObject(body(balanceTransaction({ type: "payout" }))), "ignored").reason).toBe(
      "not_a_charge",
    );
    expect(only(readStripeObject(body({ object: "customer" })), "unreadable").problems[0]?.code).toBe(
      "unknown_object",
    );
  });

  test("a delivery is known by the event's id, or by its bytes", () => {
    expect(stripe.deliveryKey(body(event("x", {})))).toBe("evt_1");
    expect(stripe.deliveryKey(body("nonsense"))).toMatch(/^sha256:[0-9a-f]{64}$/);
  });
});
