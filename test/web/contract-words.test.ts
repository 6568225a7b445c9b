// A contract's clauses in words: what they count is told as money of a currency, never in minor units.
import { expect, test } from "vitest";
import { clauseInWords } from "../../src/web/console/pages/products/contract-words.ts";
import messages from "../../src/web/words/en.json" with { type: "json" };
import { makeWords } from "../../src/web/words/speak.ts";

const words = makeWords("en", messages, async () => {});
const told = (clause: Parameters<typeof clauseInWords>[0], currency: string) =>
  clauseInWords(clause, currency, words).replaceAll("\u00a0", " ");

test("steps are told in the currency one reads them in", () => {
  const tiers = [{ upTo: 250_000, share: "0.08" }, { share: "0.15" }];
  const clause = { kind: "tiers", measure: "net", period: "month", tiers } as const;
  expect(told(clause, "USD")).toBe("In tiers: 8% up to 2,500.00 USD; 15% beyond, counted each month anew.");
  expect(told(clause, "JPY")).toBe("In tiers: 8% up to 250,000 JPY; 15% beyond, counted each month anew.");
});

test("a cap is an amount; an investment keeps the currency it was made in", () => {
  expect(told({ kind: "cap", earned: 1_000_000 }, "USD")).toBe("Stops once 10,000.00 USD is earned.");
  expect(told({ kind: "recoup", from: "share", amount: 500_000, currency: "BRL" }, "USD")).toContain(
    "5,000.00 BRL",
  );
});
