// What amount a person may mean: written in either manner, with a sign or a code, or as bare minor units.
// Example: "1.234" is 1,234.00 in one language and no amount of euros in another; both readings are looked
// for.
import { describe, expect, test } from "vitest";
import { readSoughtAmounts } from "../../src/base/read-sought-amount.ts";

const KNOWN = ["EUR", "JPY", "KWD"];

describe("a typed amount", () => {
  test.each([
    ["49.90", ["EUR"], ["EUR 4990"]],
    ["49,90 EUR", KNOWN, ["EUR 4990"]],
    ["eur 49,9", KNOWN, ["EUR 4990"]],
    ["€ 1.234,50", KNOWN, ["EUR 123450"]],
    ["4990", ["EUR"], ["EUR 499000", "EUR 4990"]],
    ["4990", ["JPY"], ["JPY 4990"]],
    ["49.90", KNOWN, ["EUR 4990", "KWD 49900"]],
    ["1,234", ["EUR"], ["EUR 123400"]],
    ["1,234", ["KWD"], ["KWD 1234", "KWD 1234000"]],
    ["1 234,56", ["EUR"], ["EUR 123456"]],
    ["R$ 10", KNOWN, []],
    ["49.90 USD", KNOWN, []],
    ["piano", KNOWN, []],
    ["49.90.10", KNOWN, []],
    ["sale_01k9", KNOWN, []],
    ["99999999999999999999", ["EUR"], []],
    ["", KNOWN, []],
  ])("%s in %j", (typed, known, expected) => {
    const found = readSoughtAmounts(typed, known).map((one) => `${one.currency} ${one.amount}`);
    expect(found).toEqual(expected);
  });
});
