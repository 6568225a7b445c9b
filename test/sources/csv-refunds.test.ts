// What a row of a file is: a sale, a refund, a sale and its refund or chargeback, or nothing that moves
// money.
// Example: kind "Refunded" of sale s1 → the sale s1 and the refund "s1:refund" of all of it.
import { describe, expect, test } from "vitest";
import type { Message } from "../../src/sources/message.ts";
import { errorsOf, fields, HEAD, one } from "./read-rows.ts";

describe("what a row is", () => {
  const kinds = {
    paid: "sale",
    refunded: "sale_refunded",
    back: "sale_charged_back",
    void: "reversed",
    refund: "refund",
    open: "ignore",
  };
  const changes = {
    ...fields({
      kind: { columns: ["kind"] },
      paidAt: { columns: ["paid at"] },
      refundOf: { columns: ["of"] },
    }),
    kinds,
  };
  const head = [...HEAD, "kind", "paid at", "of"];
  const rowOf = (kind: string, paidAt = "", of = "", amount = "10") =>
    one(["s1", "2026-03-01", "p", amount, kind, paidAt, of], head, changes);
  const shapes = async (...of: Parameters<typeof rowOf>) =>
    (await rowOf(...of)).messages.map((message) => [
      message.kind,
      "externalId" in message ? message.externalId : "",
    ]);

  test.each([
    ["Paid", "", [["sale", "s1"]]],
    [
      "Refunded",
      "",
      [
        ["sale", "s1"],
        ["refund", "s1:refund"],
      ],
    ],
    [
      "Back",
      "",
      [
        ["sale", "s1"],
        ["dispute_opened", "s1:chargeback"],
        ["dispute_closed", "s1:chargeback"],
      ],
    ],
    [
      "Void",
      "2026-03-02",
      [
        ["sale", "s1"],
        ["refund", "s1:refund"],
      ],
    ],
    ["Void", "", [["ignored", ""]]],
    ["Open", "", [["ignored", ""]]],
  ])("%s, paid %s", async (kind, paidAt, expected) => {
    expect(await shapes(kind, paidAt)).toEqual(expected);
  });

  test("a refund row names its sale, and needs one", async () => {
    const refund = (await rowOf("refund", "", "s0", "-4")).messages[0];
    expect(refund).toMatchObject({
      kind: "refund",
      externalId: "s1",
      sale: { externalId: "s0" },
      taken: { kind: "part", amount: 400 },
    });
    const own = (await rowOf("refund", "", "", "4")).messages[0] as Extract<Message, { kind: "refund" }>;
    expect(own.sale.externalId).toBe("s1");
    expect(own.externalId).toMatch(/^s1:refund:[0-9a-f]{20}$/);
  });

  test("a kind that nobody mapped is an error, not a sale", async () => {
    expect(errorsOf([await rowOf("Estornado")])).toEqual([[2, "kind", "unknown_kind", "Estornado"]]);
    expect(errorsOf([await rowOf("")])).toEqual([[2, "kind", "unknown_kind", ""]]);
    expect(errorsOf([await rowOf("constructor")])).toEqual([[2, "kind", "unknown_kind", "constructor"]]);
  });

  test("a free sale has nothing to refund", async () => {
    expect(await shapes("Refunded", "", "", "0")).toEqual([["sale", "s1"]]);
  });

  test("a negative amount is a refund only where the mapping says so", async () => {
    const row = await one(["s1", "2026-03-01", "p", "-10"], HEAD, { negative: "refund" });
    expect(row.messages[0]).toMatchObject({
      kind: "refund",
      sale: { externalId: "s1" },
      taken: { kind: "part", amount: 1000 },
    });
  });

  test("a refunded column is what was refunded so far", async () => {
    const more = fields({ refunded: { columns: ["back"] }, refundedAt: { columns: ["when"] } });
    const row = await one(
      ["s1", "2026-03-01", "p", "10", "4", "2026-03-09"],
      [...HEAD, "back", "when"],
      more,
    );
    expect(row.messages[1]).toMatchObject({
      kind: "refund",
      externalId: "s1:refunded:400",
      taken: { kind: "total", total: 400 },
      at: Date.parse("2026-03-09"),
      notes: [],
    });
    const over = await one(["s1", "2026-03-01", "p", "10", "11", ""], [...HEAD, "back", "when"], more);
    expect(errorsOf([over])).toEqual([[2, "back", "refunded_exceeds_paid", "11"]]);
  });
});
