// Places to pay to as tables: what is a number and what only looks like one, how it is spelt and masked;
// least amounts and exchanges by currency; when a schedule comes round; who is left out and why.
import { describe, expect, test } from "vitest";
import { isDecimalOf } from "../../src/base/decimal-text.ts";
import { exchange, isExchangeRate } from "../../src/base/exchange.ts";
import type { Uuid } from "../../src/base/id.ts";
import { fromStripeUnits, toStripeUnits } from "../../src/base/stripe-units.ts";
import { checkMethod } from "../../src/payouts/check-method.ts";
import { type Candidate, choosePayouts } from "../../src/payouts/choose-payouts.ts";
import { type MethodDetails, maskMethod } from "../../src/payouts/method.ts";
import { isDueSince, isRunDay, nextRunDay } from "../../src/payouts/next-run.ts";
import { DEFAULT_POLICY, DEFAULT_SETTINGS, minimumIn } from "../../src/payouts/settings.ts";
import { IBAN, PIX, US } from "./sample-batch.ts";

const holder = "Ana";
const pix = (keyType: "cpf" | "cnpj" | "email" | "phone" | "random", key: string): MethodDetails => ({
  kind: "pix",
  holder,
  keyType,
  key,
});
const iban = (text: string): MethodDetails => ({ kind: "iban", holder, iban: text, bic: null });
const us = (routing: string, account = "12345678"): MethodDetails => ({
  kind: "us_bank",
  holder,
  routing,
  account,
  accountType: "savings",
});

test.each([
  [iban("de89 3704 0044 0532 0130 00"), "DE89 •••• 3000"],
  [iban("FR1420041010050500013M02606"), "FR14 •••• 2606"],
  [us("021000021"), "•••• 5678"],
  [us("0914-0060-6"), "•••• 5678"],
  [pix("cpf", "529.982.247-25"), "•••• 4725"],
  [pix("cnpj", "12.ABC.345/01DE-35"), "•••• DE35"],
  [pix("email", "Bruno@Example.com"), "b••••@example.com"],
  [pix("phone", "(11) 98765-4321"), "•••• 4321"],
  [pix("random", "123E4567-E89B-12D3-A456-426614174000"), "•••• 4000"],
  [{ kind: "paypal", email: "bruno@example.com" }, "b••••@example.com"],
  [{ kind: "stripe", account: "acct_1NvXabcdEFGH" }, "acct_••••EFGH"],
] as [MethodDetails, string][])("%o is taken and shown as %s", (details, hint) => {
  expect(maskMethod(checkMethod(details))).toBe(hint);
});

test.each([
  [iban("DE88370400440532013000"), "invalid_iban"],
  [iban("DE8937040044053201300"), "invalid_iban"],
  [iban("XX89370400440532013000"), "invalid_iban"],
  [us("021000022"), "invalid_routing"],
  [us("000000000"), "invalid_routing"],
  [us("021000021", "12a4"), "invalid_account"],
  [pix("cpf", "529.982.247-26"), "invalid_cpf"],
  [pix("cpf", "111.111.111-11"), "invalid_cpf"],
  [pix("cnpj", "12.ABC.345/01DE-36"), "invalid_cnpj"],
  [pix("phone", "+1 212 555 0100"), "invalid_phone"],
  [pix("random", "123e4567"), "invalid_pix_key"],
  [pix("email", `${"a".repeat(66)}@example.com`), "invalid_email"],
  [{ kind: "paypal", email: "bruno at example.com" }, "invalid_email"],
  [{ kind: "stripe", account: "cus_1NvXabcdEFGH" }, "invalid_account"],
] as [MethodDetails, string][])("%o is refused: %s", (details, code) => {
  expect(() => checkMethod(details)).toThrow(expect.objectContaining({ code }));
});

test.each([
  [1000, "USD", 1000],
  [1000, "JPY", 10],
  [1000, "KWD", 10_000],
  [1050, "JPY", 10],
  [0, "USD", 0],
  [5, "JPY", 0],
])("a minimum of %i in %s is %i", (minimum, currency, expected) => {
  expect(minimumIn(currency, minimum)).toBe(expected);
});

test.each([
  [10_000, "USD", "EUR", "0.9215", 9215],
  [10_000, "USD", "JPY", "151.337", 15_134],
  [1, "USD", "EUR", "0.5", 1],
  [1, "USD", "EUR", "0.4999", 0],
  [15_134, "JPY", "USD", "0.0066", 9988],
  [1_000_000_000_000_000, "USD", "JPY", "9999999999", null],
])("%i %s in %s at %s is %s", (amount, from, to, rate, expected) => {
  expect(exchange(amount, from, to, rate)).toBe(expected);
});

test("a rate is a decimal above nothing", () => {
  expect(["0.9215", "151", "0.0000000001"].map(isExchangeRate)).toEqual([true, true, true]);
  expect(["0", "0.0", "-1", "1e3", ".5", "01", "1,5"].map(isExchangeRate)).toEqual(Array(7).fill(false));
});

test.each([
  ["945.35", 94_535, "USD", true],
  ["945.3500", 94_535, "USD", true],
  ["945.351", 94_535, "USD", false],
  ["945.3", 94_530, "USD", true],
  ["945", 945, "JPY", true],
  ["-1.00", 100, "USD", false],
])("%s is %i %s: %s", (text, minor, currency, expected) => {
  expect(isDecimalOf(text, minor, currency)).toBe(expected);
});

test.each([
  ["USD", 94_535, 94_535],
  ["JPY", 5000, 5000],
  ["KWD", 12_340, 12_340],
  ["ISK", 5000, 500_000],
  ["UGX", 100, 10_000],
  ["MGA", 500, 5],
  ["MGA", 550, null],
  ["MGA", 0, 0],
  ["XXQ", 1, null],
])("%s: %i is %s of Stripe's units", (currency, amount, units) => {
  expect(toStripeUnits(amount, currency)).toBe(units);
  if (units !== null) expect(fromStripeUnits(units, currency)).toBe(amount);
});

test("weeks begin on Monday, months on the first", () => {
  const day = (text: string) => Date.parse(text) / 86_400_000;
  expect(isRunDay("weekly", day("2026-02-09"))).toBe(true);
  expect(isRunDay("weekly", day("2026-02-10"))).toBe(false);
  expect(nextRunDay("weekly", day("2026-02-04"))).toBe(day("2026-02-09"));
  // A server that was down on the first pays on the third; looked at on the first, not again.
  expect(isDueSince("monthly", day("2026-01-30"), day("2026-02-03"))).toBe(true);
  expect(isDueSince("monthly", day("2026-02-01"), day("2026-02-03"))).toBe(false);
  expect(isDueSince("monthly", null, day("2026-02-03"))).toBe(false);
  expect(isDueSince("weekly", day("2026-02-09"), day("2026-02-09"))).toBe(true);
  expect(nextRunDay("monthly", day("2026-02-02"))).toBe(day("2026-03-01"));
  expect(nextRunDay("on_demand", day("2026-02-02"))).toBeNull();
});

describe("who is paid, and why not", () => {
  const now = Date.UTC(2026, 1, 2);
  const method = (details: MethodDetails, usableAt = now) =>
    ({ id: "m" as Uuid, kind: details.kind, usableAt: new Date(usableAt), details }) as NonNullable<
      Candidate["method"]
    >;
  const one: Candidate = {
    party: "p" as Uuid,
    currency: "USD",
    available: 94_535,
    method: method(US),
    settings: undefined,
    inRun: null,
  };
  const given = {
    policy: DEFAULT_POLICY,
    rates: [{ from: "USD", to: "EUR", rate: "0.9215", source: "ECB", at: now }],
    rails: new Set(["csv", "wise", "pix"] as const),
    now,
  };
  const held = { ...DEFAULT_SETTINGS, held: true };

  test.each([
    [{ available: -1 }, "negative"],
    [{ available: 999 }, "below_minimum"],
    [{ method: null }, "no_method"],
    [{ method: method(US, now + 1) }, "method_changed"],
    [{ settings: held }, "held"],
    [{ inRun: 3 }, "in_other_run"],
    [{ isUnwanted: true }, "not_chosen"],
    [{ settings: { ...DEFAULT_SETTINGS, rail: "ach" as const } }, "rail_not_set_up"],
    [{ settings: { ...DEFAULT_SETTINGS, rail: "sepa" as const } }, "rail_does_not_fit"],
    [{ settings: { ...DEFAULT_SETTINGS, currency: "BRL" } }, "no_rate"],
  ])("%o: %s", (more, reason) => {
    const { payouts, leftOut } = choosePayouts([{ ...one, ...more }], given);
    expect(payouts).toEqual([]);
    expect(leftOut).toMatchObject([{ reason }]);
  });

  test("exactly the least is paid; nothing is in neither list", () => {
    expect(choosePayouts([{ ...one, available: 1000 }], given).payouts).toHaveLength(1);
    expect(choosePayouts([{ ...one, available: 0 }], given)).toEqual({ payouts: [], leftOut: [] });
  });

  test("more than the rail's form has room for is left out, not cut and not in the way of the others", () => {
    const withAch = { ...given, rails: new Set(["csv", "ach"] as const) };
    expect(choosePayouts([{ ...one, available: 9_999_999_999 }], withAch).payouts[0]?.rail).toBe("ach");
    expect(choosePayouts([{ ...one, available: 10_000_000_000 }], withAch)).toMatchObject({
      payouts: [],
      leftOut: [{ reason: "above_rail", facts: { rail: "ach", most: 9_999_999_999, currency: "USD" } }],
    });
  });

  test("the natural rail where it is set up, else the list; another currency by the given rate", () => {
    const rails = new Set(["csv", "ach", "sepa"] as const);
    expect(choosePayouts([one], given).payouts[0]?.rail).toBe("csv");
    expect(choosePayouts([one], { ...given, rails }).payouts[0]?.rail).toBe("ach");
    const euro = { ...one, method: method(IBAN), settings: { ...DEFAULT_SETTINGS, currency: "EUR" } };
    expect(choosePayouts([euro], { ...given, rails }).payouts[0]).toMatchObject({
      ...{ rail: "sepa", currency: "EUR", amount: 87_114, owedCurrency: "USD", owedAmount: 94_535 },
      rate: "0.9215",
    });
    expect(choosePayouts([{ ...one, method: method(PIX) }], given).payouts[0]?.rail).toBe("csv");
  });
});
