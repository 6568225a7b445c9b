// Stripe's refunds and disputes: cumulative totals, lists of refunds, inquiries, fees that come back.
// Example: charge.refunded with amount_refunded 1000 and no list → one refund whose total is 1000.
import { describe, expect, test } from "vitest";
import type { Message } from "../../src/sources/message.ts";
import { readStripe } from "../../src/sources/stripe.ts";
import { body, type Changes } from "../fixtures/sources/changed.ts";
import {
  CREATED,
  charge,
  dispute,
  disputeTransaction,
  event,
  refund,
} from "../fixtures/sources/stripe-objects.ts";
import { expectSound, only } from "./check-message.ts";

const read = (type: string, object: Changes): readonly Message[] =>
  expectSound(readStripe(body(event(type, object))));

function problemsOf(messages: readonly Message[]): string[] {
  return only(messages, "unreadable").problems.map(({ path, code }) => `${path} ${code}`);
}

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
