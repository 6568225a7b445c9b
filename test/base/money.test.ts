// Amounts, rates and currencies: what they are, what they are not, and how they are spelled.
// Example: "0.35" is a rate, "1.01" is none; JPY has no decimals, KWD three.

import cc from "currency-codes";
import * as dinero from "dinero.js/currencies";
import { describe, expect, test } from "vitest";
import { isMinor, MAX_MINOR, minor, sumMinor } from "../../src/base/amount.ts";
import { CURRENCIES, decimalsOf, isCurrency } from "../../src/base/currency.ts";
import { formatRate, parseRate, ppm } from "../../src/base/rate.ts";
import { Broken } from "../../src/base/refusal.ts";

describe("amounts", () => {
  test("are whole and within 10^15", () => {
    expect([0, 1, -1, MAX_MINOR, -MAX_MINOR, 1e2].map(isMinor)).toEqual(Array(6).fill(true));
    expect([0.5, MAX_MINOR + 1, -MAX_MINOR - 1, Number.NaN, Infinity, "1", 1n, null].map(isMinor)).toEqual(
      Array(8).fill(false),
    );
    expect(Object.is(minor(-0), 0)).toBe(true);
    expect(() => minor(0.1)).toThrow(Broken);
    expect(() => minor(MAX_MINOR + 1)).toThrow(Broken);
  });

  test("add up exactly or not at all", () => {
    expect(sumMinor([1, -3, 10])).toBe(8);
    expect(() => sumMinor(Array(10).fill(MAX_MINOR))).toThrow("2^53");
  });
});

describe("rates", () => {
  test("are decimal texts with at most six places, from 0 to 1", () => {
    const good = ["0", "1", "0.35", "0.333333", "0.000001", "1.0", "1.000000", "0.350000"];
    expect(good.map(parseRate)).toEqual([0, 1_000_000, 350_000, 333_333, 1, 1_000_000, 1_000_000, 350_000]);
    const bad = [
      "",
      "0.",
      ".5",
      "1.01",
      "1.000001",
      "2",
      "-0",
      "-0.1",
      "+0.1",
      "0.1234567",
      "0.35 ",
      " 0.35",
      "00.1",
      "01",
      "1e-1",
      "0,35",
      "0x1",
      "NaN",
      "٠.٣",
      "0.3_5",
    ];
    for (const text of bad) expect([text, parseRate(text)]).toEqual([text, undefined]);
  });

  test("are spelled as short as they can be", () => {
    expect([0, 1, 350_000, 100_000, 1_000_000].map((rate) => formatRate(ppm(rate)))).toEqual([
      "0",
      "0.000001",
      "0.35",
      "0.1",
      "1",
    ]);
    expect(() => ppm(1_000_001)).toThrow(Broken);
    expect(() => ppm(0.5)).toThrow(Broken);
    for (let rate = 0; rate <= 1_000_000; rate += 997) expect(parseRate(formatRate(ppm(rate)))).toBe(rate);
  });
});

/** No minor unit, or gone from the list before it was checked here. */
const NOT_OURS = [
  "XAG",
  "XAU",
  "XBA",
  "XBB",
  "XBC",
  "XBD",
  "XDR",
  "XPD",
  "XPT",
  "XSU",
  "XTS",
  "XUA",
  "XXX",
  "CUC",
];
const NEWER = ["XAD", "XCG"];

describe("currencies", () => {
  test("are those of ISO 4217, with its decimals", () => {
    expect([...CURRENCIES, ...NOT_OURS].filter((code) => !NEWER.includes(code)).sort()).toEqual(
      cc.codes().sort(),
    );
    for (const code of CURRENCIES.filter((one) => !NEWER.includes(one))) {
      expect([code, decimalsOf(code)]).toEqual([code, cc.code(code)?.digits]);
    }
    expect(NEWER.map(decimalsOf)).toEqual([2, 2]);
  });

  test("agree with dinero.js where it knows them", () => {
    for (const { code, exponent, base } of Object.values(dinero)) {
      if (!isCurrency(code) || base !== 10) continue;
      expect([code, decimalsOf(code)]).toEqual([code, exponent]);
    }
  });

  test("are spelled exactly", () => {
    for (const text of ["usd", "US", "USDT", "", "XXX", "DEM", "toString", "__proto__", 840, null])
      expect(isCurrency(text)).toBe(false);
    expect(() => decimalsOf("usd")).toThrow(Broken);
  });
});
