// Decimal text to minor units: exact or refused, held against big-integer arithmetic on the same text.
// Example: "19.9" in two decimals is 1990; "0.005" is refused, and 1 when rounding was asked for.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decimalToMinor, rescale } from "../../src/sources/decimal.ts";

describe("decimalToMinor", () => {
  test.each([
    ["19.9", 2, 1990],
    ["1497.00", 2, 149_700],
    ["1497.000000", 2, 149_700],
    ["0", 2, 0],
    ["-0.00", 2, 0],
    ["+5", 0, 5],
    ["007.50", 2, 750],
    ["5.", 2, 500],
    ["1e3", 2, 100_000],
    ["1.5E+2", 0, 150],
    ["25e-1", 1, 25],
    ["-12.34", 2, -1234],
    ["0.001", 3, 1],
    ["10000000000000.00", 2, 1_000_000_000_000_000],
    ["10000000000000.01", 2, "too_large"],
    ["1e999", 2, "too_large"],
    ["0e999", 2, 0],
    ["9".repeat(400), 2, "too_large"],
    ["0.005", 2, "too_many_places"],
    ["19.999", 2, "too_many_places"],
    ["0.5", 0, "too_many_places"],
    ["1e-5", 2, "too_many_places"],
    ["1e-999", 2, "too_many_places"],
    ["", 2, "not_a_number"],
    [".5", 2, "not_a_number"],
    ["1,5", 2, "not_a_number"],
    ["0x10", 2, "not_a_number"],
    ["NaN", 2, "not_a_number"],
    ["Infinity", 2, "not_a_number"],
    ["1 000", 2, "not_a_number"],
    ["--1", 2, "not_a_number"],
    ["1e", 2, "not_a_number"],
    ["１２", 2, "not_a_number"],
  ])("%s of %i decimals is %s", (text, decimals, expected) => {
    expect(decimalToMinor(text, decimals)).toBe(expected);
  });

  test.each([
    ["957.5775", 2, 95_758],
    ["0.005", 2, 1],
    ["0.0049999", 2, 0],
    ["-0.005", 2, -1],
    ["1e-999", 2, 0],
    ["0.5", 0, 1],
    ["9999999999999.995", 2, 1_000_000_000_000_000],
    ["10000000000000.005", 2, "too_large"],
  ])("%s rounded half away from zero is %s", (text, decimals, expected) => {
    expect(decimalToMinor(text, decimals, { round: true })).toBe(expected);
  });

  test("agrees with big integers on any decimal", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 17n }),
        fc.integer({ min: 0, max: 9 }),
        fc.integer({ min: 0, max: 4 }),
        (digits, places, decimals) => {
          const padded = digits.toString().padStart(places + 1, "0");
          const text = places === 0 ? padded : `${padded.slice(0, -places)}.${padded.slice(-places)}`;
          const scale = 10n ** BigInt(Math.max(0, places - decimals));
          const units = digits * 10n ** BigInt(Math.max(0, decimals - places));
          const isWhole = units % scale === 0n;
          const rounded = (units + scale / 2n) / scale;
          const plain = decimalToMinor(text, decimals);
          if (units > scale * 10n ** 15n) expect(typeof plain).toBe("string");
          else if (isWhole) expect(plain).toBe(Number(units / scale));
          else expect(["too_many_places", "too_large"]).toContain(plain);
          if (rounded <= 10n ** 15n)
            expect(decimalToMinor(text, decimals, { round: true })).toBe(Number(rounded));
        },
      ),
      { numRuns: 5000 },
    );
  });
});

test.each([
  [500, 2, 0, 5],
  [501, 2, 0, "too_many_places"],
  [5, 0, 2, 500],
  [-500, 2, 0, -5],
  [0, 0, 3, 0],
  [2 ** 53, 2, 2, "not_a_number"],
])("rescale %i from %i to %i decimals is %s", (units, from, to, expected) => {
  expect(rescale(units, from, to)).toBe(expected);
});
