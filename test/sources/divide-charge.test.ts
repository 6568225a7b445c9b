// A charge divided over its lines, and amounts carried over from another currency: always to the last unit.
// Example: tax 0.03 over two equal lines → 0.02 and 0.01, the odd unit to the first.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Minor } from "../../src/base/amount.ts";
import { convertParts, convertShares } from "../../src/sources/convert-shares.ts";
import { type ChargeAmounts, divideCharge } from "../../src/sources/divide-charge.ts";
import type { ChargeLine } from "../../src/sources/message.ts";

describe("a charge divided over lines", () => {
  const amount = fc.integer({ min: 0, max: 1_000_000_000_000 });
  const part = fc.option(fc.integer({ min: -1000, max: 1_000_000 }), { nil: null });
  const line = fc.record({
    product: fc.integer({ min: 0, max: 4 }),
    amount: fc.oneof(
      fc.integer({ min: -100_000, max: 1_000_000 }),
      fc.integer({ min: 0, max: 1_000_000_000_000 }),
    ),
    tax: part,
    discount: part,
  });

  test("adds up in every column, and no part's tax and shipping are more than was paid for it", () => {
    fc.assert(
      fc.property(
        amount,
        amount,
        amount,
        amount,
        fc.array(amount, { maxLength: 3 }),
        fc.array(line, { minLength: 1, maxLength: 8 }),
        (goods, tax, shipping, discount, fees, raw) => {
          const whole: ChargeAmounts = {
            paid: (goods + tax + shipping) as Minor,
            tax: tax as Minor,
            shipping: shipping as Minor,
            discount: discount as Minor,
            fees: fees.map((fee, i) => ({ party: `p${i}`, amount: fee as Minor })),
          };
          const lines = raw.map(
            (item, i): ChargeLine => ({
              line: `l${i}`,
              product: { ref: `prod_${item.product}`, name: null, offerRef: null },
              amount: item.amount as Minor,
              tax: item.tax as Minor | null,
              discount: item.discount as Minor | null,
            }),
          );
          const parts = divideCharge(whole, lines);
          const total = (read: (one: (typeof parts)[number]) => number) =>
            parts.reduce((sum, one) => sum + read(one), 0);
          expect(total((one) => one.paid)).toBe(whole.paid);
          expect(total((one) => one.tax)).toBe(tax);
          expect(total((one) => one.shipping)).toBe(shipping);
          expect(total((one) => one.discount ?? 0)).toBe(discount);
          for (const [i, fee] of fees.entries()) expect(total((one) => one.fees?.[i]?.amount ?? 0)).toBe(fee);
          for (const one of parts) {
            expect(Math.min(one.paid, one.tax, one.shipping)).toBeGreaterThanOrEqual(0);
            expect(one.tax + one.shipping).toBeLessThanOrEqual(one.paid);
          }
          expect(new Set(parts.map((one) => one.product.ref)).size).toBe(parts.length);
        },
      ),
      { numRuns: 3000 },
    );
  });

  test("does not believe lines that tell more tax than there is", () => {
    const line = (ref: string, tax: number): ChargeLine => ({
      line: ref,
      product: { ref, name: null, offerRef: null },
      amount: 10 as Minor,
      tax: tax as Minor,
      discount: null,
    });
    const whole = { paid: 20 as Minor, tax: 3 as Minor, shipping: 0 as Minor, discount: null, fees: null };
    expect(divideCharge(whole, [line("a", 4), line("b", 1)]).map(({ tax }) => tax)).toEqual([2, 1]);
    expect(divideCharge(whole, [line("a", -1), line("b", 4)]).map(({ tax }) => tax)).toEqual([2, 1]);
  });

  test("does not take a line's tax for more than the line, even where the sum is right", () => {
    const line = (ref: string, amount: number, tax: number): ChargeLine => ({
      line: ref,
      product: { ref, name: null, offerRef: null },
      amount: amount as Minor,
      tax: tax as Minor,
      discount: null,
    });
    const whole = { paid: 20 as Minor, tax: 10 as Minor, shipping: 0 as Minor, discount: null, fees: null };
    const parts = divideCharge(whole, [line("a", 5, 8), line("b", 15, 2)]);
    expect(parts.map(({ paid, tax }) => [paid - tax, tax])).toEqual([
      [3, 8],
      [7, 2],
    ]);
  });

  test("gives each line exactly its own where the lines account for every cent", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ net: fc.integer({ min: 1, max: 1e6 }), tax: fc.integer({ min: 0, max: 1e5 }) }),
          { minLength: 1, maxLength: 6 },
        ),
        (rows) => {
          const lines = rows.map(
            ({ net, tax }, i): ChargeLine => ({
              line: `l${i}`,
              product: { ref: `prod_${i}`, name: null, offerRef: null },
              amount: (net + tax) as Minor,
              tax: tax as Minor,
              discount: null,
            }),
          );
          const tax = rows.reduce((sum, row) => sum + row.tax, 0) as Minor;
          const paid = (rows.reduce((sum, row) => sum + row.net, 0) + tax) as Minor;
          const parts = divideCharge({ paid, tax, shipping: 0 as Minor, discount: null, fees: null }, lines);
          expect(parts.map((part) => [part.paid - part.tax, part.tax])).toEqual(
            rows.map((row) => [row.net, row.tax]),
          );
        },
      ),
    );
  });
});

describe("amounts of another currency", () => {
  const m = (...amounts: number[]) => amounts as Minor[];

  test("are divided so that they add up, or not at all", () => {
    expect(convertShares(1000 as Minor, [550, 4950])).toEqual(m(100, 900));
    expect(convertShares(1000 as Minor, [])).toBe(undefined);
    expect(convertShares(1000 as Minor, [0, 0])).toBe(undefined);
    expect(convertShares(1e15 as Minor, [1e15, 1 - 1e15])).toBe(undefined);
    expect(convertParts(1000 as Minor, 1356 as Minor, [69])).toEqual(m(51));
    expect(convertParts(1000 as Minor, 1356 as Minor, [1500])).toEqual(m(1106));
  });
});
