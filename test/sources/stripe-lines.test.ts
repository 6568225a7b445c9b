// What Stripe's checkout sessions and invoices tell of a payment: lines, products, taxes, subscription,
// buyer.
// Example: a session of 30.00 with two line items → enrich with lines 20.00 and 10.00 under the payment's
// ids.
import { describe, expect, test } from "vitest";
import type { Message } from "../../src/sources/message.ts";
import { readStripe } from "../../src/sources/stripe.ts";
import { body, type Changes } from "../fixtures/sources/changed.ts";
import {
  CREATED,
  event,
  invoice,
  invoiceLine,
  lineItem,
  session,
} from "../fixtures/sources/stripe-objects.ts";
import { expectSound, only } from "./check-message.ts";

const read = (type: string, object: Changes): readonly Message[] =>
  expectSound(readStripe(body(event(type, object))));

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
