// Hotmart's deliveries beside the sale itself: money that goes back, events that move none, and the token.
// Example: PURCHASE_REFUNDED → a refund of the whole purchase, and the end of a protest if one is open.
import { describe, expect, test } from "vitest";
import type { Instant } from "../../src/base/instant.ts";
import { isOneOf } from "../../src/sources/compare-secret.ts";
import { hotmart, readHotmart } from "../../src/sources/hotmart.ts";
import type { Message } from "../../src/sources/message.ts";
import { body, type Changes } from "../fixtures/sources/changed.ts";
import { APPROVED_AT, delivery, money } from "../fixtures/sources/hotmart-deliveries.ts";
import { expectSound, only } from "./check-message.ts";

const EVENT_AT = APPROVED_AT + 3_600_000;
const read = (event: string, changes: Changes = {}): readonly Message[] =>
  expectSound(readHotmart(body(delivery(event, changes))));

function problemsOf(messages: readonly Message[]): string[] {
  return only(messages, "unreadable").problems.map(({ path, code }) => `${path} ${code}`);
}

describe("money that goes back", () => {
  test("a refund is of everything, though its amounts are positive", () => {
    const [refund, closed] = read("PURCHASE_REFUNDED");
    expect(refund).toMatchObject({
      kind: "refund",
      externalId: "HP1000000001:refund",
      sale: { externalId: "HP1000000001" },
      taken: { kind: "total", total: 19_700 },
      at: EVENT_AT,
      currency: "BRL",
      feesReturned: "all",
    });
    expect(closed).toMatchObject({
      kind: "dispute_closed",
      externalId: "HP1000000001:protest",
      onlyIfOpen: true,
    });
  });

  test("a protest reserves; a chargeback makes it give way and is lost at once", () => {
    expect(only(read("PURCHASE_PROTEST"), "dispute_opened")).toMatchObject({
      externalId: "HP1000000001:protest",
      amount: 19_700,
    });
    expect(
      read("PURCHASE_CHARGEBACK").map((message) => [
        message.kind,
        "externalId" in message ? message.externalId : "",
      ]),
    ).toEqual([
      ["dispute_closed", "HP1000000001:protest"],
      ["dispute_opened", "HP1000000001:chargeback"],
      ["dispute_closed", "HP1000000001:chargeback"],
    ]);
    expect(read("PURCHASE_CHARGEBACK")[2]).toMatchObject({ outcome: "lost", fee: 0, onlyIfOpen: false });
  });

  test("a free purchase has nothing to take back", () => {
    const free = { data: { purchase: { full_price: money(0), price: money(0) }, commissions: [] } };
    for (const event of ["PURCHASE_REFUNDED", "PURCHASE_PROTEST", "PURCHASE_CHARGEBACK"]) {
      expect(only(read(event, free), "ignored").reason).toBe(event.toLowerCase());
    }
  });

  test("a partial refund does not say how much: a person must", () => {
    const messages = read("PURCHASE_REFUNDED", { data: { purchase: { status: "PARTIALLY_REFUNDED" } } });
    expect(problemsOf(messages)).toEqual(["data.purchase.status partial_amount_unknown"]);
  });
});

describe("what moves no money", () => {
  test.each([
    ["PURCHASE_CANCELED", true],
    ["PURCHASE_EXPIRED", false],
    ["PURCHASE_DELAYED", false],
    ["PURCHASE_BILLET_PRINTED", false],
    ["SWITCH_PLAN", false],
    ["SOMETHING_NEW", false],
  ])("%s is ignored", (event, needsLook) => {
    expect(only(read(event), "ignored")).toMatchObject({
      reason: event.toLowerCase(),
      about: "HP1000000001",
      needsLook,
    });
  });
});

describe("the hottok", () => {
  const bytes = body(delivery("PURCHASE_APPROVED"));
  const verify = (headers: Record<string, string>, from = bytes, secrets = ["tok-1", ""]) =>
    hotmart.verify({ headers, body: from, secrets, now: APPROVED_AT as Instant });

  test("in the header is believed when it is one of ours", () => {
    expect(verify({ "x-hotmart-hottok": "tok-1" })).toEqual({ isGenuine: true });
    expect(verify({ "x-hotmart-hottok": "tok-2" })).toMatchObject({ isGenuine: false, code: "token_wrong" });
    expect(verify({ "x-hotmart-hottok": "tok-1 " })).toMatchObject({ isGenuine: false });
    expect(verify({})).toMatchObject({ isGenuine: false, code: "token_missing" });
    expect(verify({ "x-hotmart-hottok": "" }, bytes, [""])).toMatchObject({
      isGenuine: false,
      code: "token_missing",
    });
  });

  test("that nobody set is nobody's", () => {
    expect([isOneOf("", [""]), isOneOf("", []), isOneOf("a", ["", "a"])]).toEqual([false, false, true]);
  });

  test("of an older delivery stands in the body", () => {
    const older = body({ ...delivery("PURCHASE_APPROVED"), hottok: "tok-1" });
    expect(verify({}, older)).toEqual({ isGenuine: true });
    expect(verify({ "x-hotmart-hottok": "wrong" }, older)).toMatchObject({ isGenuine: false });
  });

  test("a delivery is known by its id, or by its bytes", () => {
    expect(hotmart.deliveryKey(bytes)).toBe("d-PURCHASE_APPROVED");
    expect(hotmart.deliveryKey(body("[]"))).toMatch(/^sha256:/);
  });
});
