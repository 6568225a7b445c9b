// Amounts on the screen: shown and typed exactly, in each language, with the decimals of base/currency.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CURRENCIES } from "../../src/base/currency.ts";
import {
  amountText,
  formatAmount,
  formatRate,
  formatShare,
  meantRate,
} from "../../src/web/parts/format-amount.ts";
import { exampleAmount, readAmount, typedAmount } from "../../src/web/parts/read-amount.ts";
import { periodName } from "../../src/web/statements/period-name.ts";
import { capital } from "../../src/web/words/capital.ts";

describe("shown", () => {
  test.each([
    [123450, "USD", "en", "1,234.50"],
    [-123450, "BRL", "pt-BR", "−1.234,50"],
    [5, "USD", "en", "0.05"],
    [-5, "USD", "en", "−0.05"],
    [0, "USD", "en", "0.00"],
    [1234, "JPY", "en", "1,234"],
    [1234567, "KWD", "en", "1,234.567"],
    [1_000_000_000_000_000, "USD", "en", "10,000,000,000,000.00"],
    [9_007_199_254_740_991, "USD", "en", "90,071,992,547,409.91"],
  ])("%d %s in %s", (minor, currency, language, expected) => {
    expect(formatAmount(minor, currency, language)).toBe(expected);
  });

  test("the code stands after the figure and does not break from it", () => {
    expect(amountText(100, "USD", "en")).toBe("1.00\u00a0USD");
  });

  test.each([
    [5242, 10000, "en", "52.4%"],
    [582, 10000, "en", "5.8%"],
    [1, 100000, "en", "< 0.1%"],
    [0, 10000, "en", "0.0%"],
    [10, 10, "en", "100%"],
    [-5, 10, "en", "−50.0%"],
    [1, 0, "en", "–"],
    [5242, 10000, "pt-BR", "52,4%"],
  ])("a share of %d in %d (%s)", (part, whole, language, expected) => {
    expect(formatShare(part, whole, language)).toBe(expected);
  });

  test("a rate keeps the decimals it was agreed with", () => {
    expect(formatRate("0.333333", "en")).toBe("33.3333%");
    expect(formatRate("0.35", "en")).toBe("35%");
  });
});

describe("typed", () => {
  test.each([
    ["12.50", "USD", "en", 1250],
    ["12,50", "USD", "en", 1250],
    ["1.234,50", "BRL", "pt-BR", 123450],
    ["1,234.50", "USD", "en", 123450],
    ["1,234", "USD", "en", 123400],
    ["1.234", "BRL", "pt-BR", 123400],
    [" 1 234,5 ", "EUR", "pt-BR", 123450],
    ["100", "JPY", "en", 100],
    ["1.5", "JPY", "en", null],
    ["12.505", "USD", "en", null],
    ["", "USD", "en", null],
    ["ten", "USD", "en", null],
    ["1e3", "USD", "en", null],
    ["99999999999999999", "USD", "en", null],
    ["1,2345", "USD", "en", null],
    ["1.2345", "BRL", "pt-BR", null],
    ["1.2.3", "USD", "en", null],
    ["1,234.567", "BRL", "pt-BR", null],
    ["1.234,567", "USD", "en", null],
    ["49.90", "JPY", "pt-BR", null],
    ["49,90", "JPY", "en", null],
    ["0,500", "USD", "en", null],
    ["0,500", "KWD", "en", 500],
    ["1234,567", "USD", "en", null],
    ["12 50", "USD", "en", null],
    ["1,23,456.70", "INR", "en", 12345670],
    ["1.234.567", "USD", "en", 123456700],
    ["1,234.50", "BRL", "pt-BR", 123450],
    ["1'234.50", "EUR", "en", 123450],
    ["$49.90", "USD", "en", 4990],
    ["R$ 49,90", "BRL", "pt-BR", 4990],
    ["US$\u00a049,90", "USD", "pt-BR", 4990],
    ["US$ 39,90 ", "USD", "en", 3990],
    ["49.90 usd", "USD", "en", 4990],
    ["−€5", "EUR", "en", -500],
    ["49.90 EUR", "USD", "en", null],
  ])("%s %s in %s", (typed, currency, language, expected) => {
    expect(readAmount(typed, currency, language)).toBe(expected);
  });

  test("the example of a complaint is itself an amount", () => {
    for (const currency of CURRENCIES) {
      for (const language of ["en", "pt-BR"]) {
        expect(readAmount(exampleAmount(currency, language), currency, language)).toBeGreaterThan(0);
      }
    }
    expect(exampleAmount("JPY", "en")).toBe("499");
    expect(exampleAmount("BRL", "pt-BR")).toBe("49,90");
  });

  test("whatever a field begins with is read as the same amount", () => {
    const amounts = fc.integer({ min: 0, max: 1_000_000_000_000_000 });
    const languages = fc.constantFrom("en", "pt-BR", "de", "fr");
    fc.assert(
      fc.property(amounts, fc.constantFrom(...CURRENCIES), languages, (minor, currency, language) => {
        expect(readAmount(typedAmount(minor, currency, language), currency, language)).toBe(minor);
      }),
    );
  });

  test("whatever is shown is read back as the same amount", () => {
    const amounts = fc.integer({ min: -1_000_000_000_000_000, max: 1_000_000_000_000_000 });
    const currencies = fc.constantFrom(...CURRENCIES);
    const languages = fc.constantFrom("en", "pt-BR", "de", "fr");
    fc.assert(
      fc.property(amounts, currencies, languages, (minor, currency, language) => {
        expect(readAmount(formatAmount(minor, currency, language), currency, language)).toBe(minor);
      }),
    );
  });
});

test.each([
  ["0.35", "0.35"],
  ["0,35 %", "0.35"],
  [".099", "0.099"],
  ["0.50", "0.5"],
])("%s typed where percents go may have meant the rate %s", (typed, meant) => {
  expect(meantRate(typed)).toBe(meant);
});

test.each(["35", "3.99", "1.5", "0", "0.", "0.00", "10,5", "", "a"])(
  "%j was meant as it was typed",
  (typed) => {
    expect(meantRate(typed)).toBeNull();
  },
);

test("a month is small inside a Portuguese sentence and opens a line with a capital", () => {
  const october = periodName({ from: "2026-10-01", until: "2026-10-31" }, "pt-BR");
  expect(october).toBe("outubro de 2026");
  expect(capital(october, "pt-BR")).toBe("Outubro de 2026");
  expect(periodName({ from: "2026-10-01", until: "2026-10-31" }, "en")).toBe("October 2026");
});
