// The audit trail's changes in words: a price in money, an object by its fields, a rate in percent.
import { expect, test } from "vitest";
import { nameOfField, ownValue, takenApart } from "../../src/web/console/pages/settings/audit-changes.ts";
import messages from "../../src/web/words/en.json" with { type: "json" };
import { makeWords } from "../../src/web/words/speak.ts";

const words = makeWords("en", messages, async () => {});
const told = (changes: { field: string; before: unknown; after: unknown }[], currency?: string) =>
  takenApart(changes).map(({ field, before, after }) => {
    const show = (value: unknown) => ownValue(field, value, { currency, timeZone: "UTC" }, words) ?? value;
    return `${nameOfField(field, words, (bare) => bare)}: ${String(show(before))} → ${String(show(after))}`.replaceAll(
      "\u00a0",
      " ",
    );
  });

test("a price is money of its currency", () => {
  expect(told([{ field: "price", before: 2900, after: 3900 }], "USD")).toEqual([
    "Price: 29.00 USD → 39.00 USD",
  ]);
});

test("fees are told field by field, and only what differs", () => {
  const before = { platformFee: { rate: "0.09", fixed: { USD: 50 }, bearer: "shared" } };
  const after = { platformFee: { rate: "0.1", fixed: { USD: 75 }, bearer: "shared" } };
  const lines = told([{ field: "fees", before, after }]);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain("9% → 10%");
  expect(lines[1]).toContain("0.50 USD → 0.75 USD");
});

test("holds, roles, rates, lists and what is empty", () => {
  expect(told([{ field: "holds", before: { card: 7 }, after: { card: 14, pix: 1 } }])).toEqual([
    "Holds, card: 7 → 14",
    "Holds, pix: nothing → 1",
  ]);
  expect(told([{ field: "role", before: "viewer", after: "finance" }])).toEqual(["Role: Viewer → Finance"]);
  expect(told([{ field: "maxShared", before: "0.7", after: "0.6" }])).toEqual([
    "Most that may be shared: 70% → 60%",
  ]);
});
