// Stripe's events one by one: what each becomes, and what it refuses. Amounts in the fixtures are euro cents.
// Example: charge.refunded with amount_refunded 1000 and no list → one refund whose total is 1000.
import { describe, expect, test } from "vitest";
import type { Message } from "../../src/sources/message.ts";
import { readStripe, readStripeObject, stripe } from "../../src/sources/stripe.ts";
import { body, type Changes } from "../fixtures/sources/changed.ts";
import {
  balanceTransaction,
  CREATED,
  charge,
  dispute,
  disputeTransaction,
  event,
  invoice,
  invoiceLine,
  lineItem,
  refund,
  session,
} from "../fixtures/sources/stripe-objects.ts";
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

describe("charge.refunded", () => {
  const list = (...data: Changes[]) => ({ object: "list", has_more: false, data });

  test("without a list tells the total so far", () => {
    const message = only(read("charge.refunded", charge({ amount_refunded: 1000 })), "refund");
    expect(message).toMatchObject({
      externalId: "ch_1:refunded:1000",
      sale: { chargeId: "ch_1", line: null, product: null },
      taken: { kind: "total", total: 1000 },
      at: (CREATED + 60) * 1000,
      feesReturned: "platform_fee",
    });
  });

  test("with a whole list tells each refund under its own id, oldest first, with the total after it", () => {
    const refunds = list(refund("re_2", 600, CREATED + 20), refund("re_1", 400, CREATED + 10));
    const messages = read("charge.refunded", charge({ amount_refunded: 1000, refunds })) as Extract<
      Message,
      { kind: "refund" }
    >[];
    expect(messages.map(({ externalId, taken }) => [externalId, taken])).toEqual([
      ["re_1", { kind: "part", amount: 400, total: 400 }],
      ["re_2", { kind: "part", amount: 600, total: 1000 }],
    ]);
  });

  test("falls back to the total when the list is cut off, or does not add up", () => {
    const some = list(refund("re_2", 600, CREATED));
    for (const refunds of [some, { ...list(refund("re_1", 1000, CREATED)), has_more: true }]) {
      const message = only(read("charge.refunded", charge({ amount_refunded: 1000, refunds })), "refund");
      expect(message.taken).toEqual({ kind: "total", total: 1000 });
    }
  });

  test("leaves out refunds that failed, names the product a refund names, and sees a fee that came back", () => {
    const refunds = list(
      refund("re_0", 400, CREATED, { status: "failed" }),
      refund("re_1", 1000, CREATED + 1, {
        metadata: { partage_product: "piano-30" },
        balance_transaction: { id: "txn_re_1", fee: -30, currency: "eur" },
      }),
    );
    const message = only(read("charge.refunded", charge({ amount_refunded: 1000, refunds })), "refund");
    expect(message).toMatchObject({ externalId: "re_1", sale: { product: "piano-30" }, feesReturned: "all" });
  });
});

describe("disputes", () => {
  test("open with what is disputed", () => {
    expect(only(read("charge.dispute.created", dispute({ amount: 1200 })), "dispute_opened")).toMatchObject({
      externalId: "dp_1",
      sale: { chargeId: "ch_1", refs: ["pi_1"] },
      amount: 1200,
      reason: "fraudulent",
      at: (CREATED + 86_400) * 1000,
    });
  });

  test("an inquiry is ignored, and opens when money is withdrawn, under the same id and facts", () => {
    const inquiry = dispute({ status: "warning_needs_response", balance_transactions: [] });
    expect(only(read("charge.dispute.created", inquiry), "ignored")).toMatchObject({
      reason: "inquiry",
      needsLook: true,
    });
    const withdrawn = only(read("charge.dispute.funds_withdrawn", dispute()), "dispute_opened");
    expect(withdrawn).toEqual(only(read("charge.dispute.created", dispute()), "dispute_opened"));
    expect(only(read("charge.dispute.closed", dispute({ status: "warning_closed" })), "ignored").reason).toBe(
      "inquiry",
    );
  });

  test.each<[string, Changes[], number]>([
    ["lost", [disputeTransaction(-3000, 1500)], 1500],
    ["won", [disputeTransaction(-3000, 1500), disputeTransaction(3000, -1500)], 0],
    ["won", [disputeTransaction(-3000, 1500), disputeTransaction(3000, 0)], 1500],
    ["lost", [], 0],
    ["lost", [disputeTransaction(-1356, 1500, { currency: "cad", fee_details: [] })], 3319],
  ])("closed %s with %j costs %i", (status, transactions, fee) => {
    const message = only(
      read("charge.dispute.closed", dispute({ status, balance_transactions: transactions })),
      "dispute_closed",
    );
    expect(message).toMatchObject({ externalId: "dp_1", outcome: status, fee, onlyIfOpen: false });
  });

  test("closed in a way we do not know is not taken for lost", () => {
    expect(problemsOf(read("charge.dispute.closed", dispute({ status: "settled" })))).toEqual([
      "data.object.status unknown_status",
    ]);
  });
});

describe("checkout.session.completed", () => {
  test("tells the lines and the buyer under the ids of the payment", () => {
    const items = {
      object: "list",
      has_more: false,
      data: [lineItem("li_1", "prod_a", 2000), lineItem("li_2", "prod_b", 1000)],
    };
    const message = only(read("checkout.session.completed", session({ line_items: items })), "enrich");
    expect(message).toMatchObject({
      externalId: "cs_1",
      refs: ["pi_1", "cs_1"],
      amount: 3000,
      tax: 0,
      shipping: 0,
      product: null,
      buyer: { email: "rita@example.com", reference: "cart-7", country: "PT" },
    });
    expect(message.lines).toEqual([
      {
        line: "li_1",
        product: { ref: "prod_a", name: "The prod_a", offerRef: "price_prod_a" },
        amount: 2000,
        tax: 0,
        discount: 0,
      },
      {
        line: "li_2",
        product: { ref: "prod_b", name: "The prod_b", offerRef: "price_prod_b" },
        amount: 1000,
        tax: 0,
        discount: 0,
      },
    ]);
  });

  test("does not divide by a list that is cut off", () => {
    const items = { object: "list", has_more: true, data: [lineItem("li_1", "prod_a", 2000)] };
    const message = only(read("checkout.session.completed", session({ line_items: items })), "enrich");
    expect([message.lines, message.notes.map(({ code }) => code)]).toEqual([null, ["lines_incomplete"]]);
  });

  test("names a product by metadata of the line, its price or its product before Stripe's id", () => {
    const named = [
      lineItem("li_1", "prod_a", 1, { metadata: { partage_product: "mine-1" } }),
      lineItem("li_2", "prod_b", 1, { price: { metadata: { partage_product: "mine-2" } } }),
      lineItem("li_3", "prod_c", 1, {
        price: { product: { id: "prod_c", name: "Course C", metadata: { partage_product: "mine-3" } } },
      }),
      lineItem("li_4", "prod_d", 1, { price: { product: { id: "prod_d", name: "Course D", metadata: {} } } }),
    ];
    const items = { object: "list", has_more: false, data: named };
    const message = only(read("checkout.session.completed", session({ line_items: items })), "enrich");
    expect(message.lines?.map(({ product }) => product.ref)).toEqual([
      "mine-1",
      "mine-2",
      "mine-3",
      "prod_d",
    ]);
    expect(message.lines?.[3]?.product.name).toBe("Course D");
  });

  test("leaves out amounts that contradict each other, and says so", () => {
    const message = only(
      read("checkout.session.completed", session({ total_details: { amount_tax: 99_999 } })),
      "enrich",
    );
    expect([message.amount, message.tax]).toEqual([null, null]);
    expect(message.notes.map(({ code }) => code)).toEqual(["amounts_contradict"]);
  });

  test.each([
    [{ payment_status: "unpaid" }, "not_paid_yet"],
    [{ payment_status: "no_payment_required", amount_total: 0 }, "nothing_paid"],
    [{ mode: "setup", payment_status: "no_payment_required" }, "setup_only"],
  ])("%j is ignored", (changes, reason) => {
    expect(only(read("checkout.session.completed", session(changes)), "ignored").reason).toBe(reason);
  });
});

describe("invoice.paid", () => {
  test("tells the subscription, and whether this is its first charge", () => {
    const first = only(read("invoice.paid", invoice()), "enrich");
    expect(first.subscription).toEqual({ ref: "sub_1", plan: null, charge: 1, isFirst: true });
    expect(first.refs).toEqual(["ch_1", "pi_1", "in_1"]);
    expect(first.at).toBe((CREATED + 2) * 1000);
    const later = only(read("invoice.paid", invoice({ billing_reason: "subscription_cycle" })), "enrich");
    expect(later.subscription).toEqual({ ref: "sub_1", plan: null, charge: null, isFirst: false });
  });

  test("reads the newer shape: parent, pricing, total_taxes, payments", () => {
    const line = invoiceLine("il_1", "prod_x", 2500, {
      price: undefined,
      pricing: { price_details: { price: "price_9", product: "prod_9" }, type: "price_details" },
      taxes: [{ amount: 500, tax_behavior: "exclusive" }],
      tax_amounts: undefined,
    });
    const message = only(
      read(
        "invoice.paid",
        invoice({
          charge: undefined,
          payment_intent: undefined,
          subscription: undefined,
          tax: undefined,
          parent: {
            type: "subscription_details",
            subscription_details: { subscription: "sub_2", metadata: { partage_product: "x" } },
          },
          total_taxes: [{ amount: 500 }],
          payments: { data: [{ payment: { type: "payment_intent", payment_intent: "pi_9" } }] },
          lines: { has_more: false, data: [line] },
        }),
      ),
      "enrich",
    );
    expect(message).toMatchObject({
      refs: ["pi_9", "in_1"],
      tax: 500,
      product: { ref: "x" },
      subscription: { ref: "sub_2" },
      lines: [{ product: { ref: "prod_9", offerRef: "price_9" }, amount: 3000, tax: 500 }],
    });
  });

  test("an invoice payment only links the ids", () => {
    const link = {
      id: "inpay_1",
      object: "invoice_payment",
      currency: "eur",
      invoice: "in_1",
      payment: { payment_intent: "pi_1" },
    };
    const message = only(read("invoice_payment.paid", link), "enrich");
    expect([message.refs, message.amount, message.lines]).toEqual([["pi_1", "in_1"], null, null]);
  });

  test("takes discounts off a line and leaves included tax in it", () => {
    const line = invoiceLine("il_1", "prod_a", 4000, {
      discount_amounts: [{ amount: 1000 }],
      tax_amounts: [{ amount: 561, inclusive: true }],
    });
    const message = only(
      read("invoice.paid", invoice({ lines: { has_more: false, data: [line] }, tax: 561 })),
      "enrich",
    );
    expect(message.lines?.[0]).toMatchObject({ amount: 3000, tax: 561, discount: 1000 });
  });

  test.each([
    [{ amount_paid: 0 }, "nothing_paid"],
    [{ status: "open" }, "not_paid_yet"],
    [{ paid_out_of_band: true }, "paid_elsewhere"],
  ])("%j is ignored", (changes, reason) => {
    expect(only(read("invoice.paid", invoice(changes)), "ignored").reason).toBe(reason);
  });
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
