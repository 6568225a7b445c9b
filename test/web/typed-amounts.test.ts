// Fixed fees in several currencies, as typed: none overwrites another, one taken away is gone, nothing typed
// is nothing.
import { expect, test } from "vitest";
import { readAmounts, typedAmounts } from "../../src/web/parts/typed-amounts.ts";

test("every currency has its own row, with its own decimals, and comes back as it was", () => {
  const typed = typedAmounts({ BRL: 250, JPY: 5, USD: 50 }, "USD", "pt-BR");
  expect(typed).toEqual({ BRL: "2,50", JPY: "5", USD: "0,50" });
  expect(readAmounts(typed, "pt-BR")).toEqual({ BRL: 250, JPY: 5, USD: 50 });
  const { BRL: _, ...others } = typed;
  expect(readAmounts(others, "pt-BR")).toEqual({ JPY: 5, USD: 50 });
});

test.each([
  [{ USD: "0.50", BRL: "" }, { USD: 50 }],
  [{ USD: "0.00" }, {}],
  [{ USD: "0.50", JPY: "0.5" }, null],
  [{ USD: "-1" }, null],
  [{ USD: "half" }, null],
])("%j is read as %j", (typed, read) => {
  expect(readAmounts(typed as Record<string, string>, "en")).toEqual(read);
});

test("where there is none yet, the home currency is asked for", () => {
  expect(typedAmounts({}, "EUR", "en")).toEqual({ EUR: "0.00" });
});
