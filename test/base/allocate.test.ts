// Largest remainder: vectors that others published and that agree with our rule, our own ties, and the
// properties that make it the one rounding rule. Where published vectors differ stands in
// docs/allocation-vectors.md.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allocate, allocateBig, giveUnits } from "../../src/base/allocate.ts";
import { Broken } from "../../src/base/refusal.ts";

/**
 * whole, weights, parts: dinero.js 2, moneyphp, and textbook examples of Hamilton's method, where they agree.
 */
const AGREED: readonly [number, number[], number[]][] = [
  [1003, [50, 50], [502, 501]],
  [100, [1, 3], [25, 75]],
  [1003, [0, 50, 50], [0, 502, 501]],
  [5, [100, 101, 100, 100], [1, 2, 1, 1]],
  [801, [1, 3], [200, 601]],
  [5, [1, 3], [1, 4]],
  [100, [1, 1, 1], [34, 33, 33]],
  [101, [1, 1, 1], [34, 34, 33]],
  [5, [3, 7], [2, 3]],
  [5, [7, 3], [4, 1]],
  [5, [7, 3, 0], [4, 1, 0]],
  [5, [0, 7, 3], [0, 4, 1]],
  [5, [7, 0, 3], [4, 0, 1]],
  [0, [0, 0, 1], [0, 0, 0]],
  [2, [1, 1, 1], [1, 1, 0]],
  [1, [33, 66], [0, 1]],
  [101, [3, 7], [30, 71]],
  [101, [7, 3], [71, 30]],
  [15, [1, 1], [8, 7]],
  [10, [1, 1], [5, 5]],
  [15, [1, 1, 1], [5, 5, 5]],
  [10, [1, 1, 1], [4, 3, 3]],
  [10_000, [1, 1, 1], [3334, 3333, 3333]],
  [800, [1, 1, 1], [267, 267, 266]],
  [10_000, [3, 2, 1], [5000, 3333, 1667]],
  [5, [50, 50], [3, 2]],
  [-5, [7, 3], [-3, -2]],
  [420, [130_755, 102_068, 34_012, 31_090, 11_111], [178, 139, 46, 42, 15]],
  [100, [1000, 1000, 5000, 1000], [13, 13, 62, 12]],
  [50, [1000, 1000, 5000, 1000], [7, 6, 31, 6]],
  [42, [247_000, 185_000, 459_000, 400_000, 413_000], [6, 5, 11, 10, 10]],
  [100, [5_525_381, 3_470_152, 3_864_226, 201_203], [42, 27, 30, 1]],
  [100, [5_657_564, 3_507_464, 3_885_693, 201_049], [43, 26, 29, 2]],
  [10, [6, 6, 2], [4, 4, 2]],
  [11, [6, 6, 2], [5, 5, 1]],
];

describe("allocate", () => {
  test("agrees with published vectors", () => {
    for (const [whole, weights, parts] of AGREED)
      expect([whole, weights, allocate(whole, weights)]).toEqual([whole, weights, parts]);
  });

  test("differs from others where docs/allocation-vectors.md says so", () => {
    // dinero.js mirrors a negative whole: -502, -501. Ours gives each its floor first.
    expect(allocate(-1003, [50, 50])).toEqual([-501, -502]);
    // dinero.js gives the unit to the largest ratio: 4, 1, 0. Ours to the largest remainder.
    expect(allocate(5, [60, 25, 15])).toEqual([3, 1, 1]);
  });

  test("a refund takes by what is left, and a second one takes the rest", () => {
    expect(allocate(400, [712, 79, 209])).toEqual([285, 32, 83]);
    expect(allocate(600, [427, 47, 126])).toEqual([427, 47, 126]);
  });

  test("a negative weight is a negative part, rounded down like any other", () => {
    expect(allocate(5, [-1, 11])).toEqual([0, 5]);
    expect(allocate(3, [-5, 15])).toEqual([-1, 4]);
    expect(allocate(1, [-3, 5])).toEqual([-1, 2]);
  });

  test("goes on in BigInt where products pass 2^53", () => {
    expect(allocate(1e15, [1, 1, 1])).toEqual([333333333333334, 333333333333333, 333333333333333]);
    expect(allocate(1e15, [999_999_999_999_999, 1])).toEqual([999_999_999_999_999, 1]);
    expect(allocate(3, [9e15, 9e15, 9e15])).toEqual([1, 1, 1]);
  });

  test("refuses what it cannot divide", () => {
    expect(() => allocate(1, [])).toThrow(Broken);
    expect(() => allocate(1, [0, 0])).toThrow("weights add up to nothing");
    expect(() => allocate(1, [1, -1])).toThrow(Broken);
    expect(() => allocate(0.5, [1])).toThrow("not a whole number");
    expect(() => allocate(1, [0.5])).toThrow("not a whole weight");
    expect(() => allocateBig(1, [0n])).toThrow(Broken);
    expect(() => giveUnits([0], [0], 1)).toThrow("a unit or more");
  });

  const weights = fc.array(fc.oneof(fc.nat(1000), fc.nat(1e15)), { minLength: 1, maxLength: 30 });
  const whole = fc.oneof(fc.nat(100), fc.integer({ min: -1e15, max: 1e15 }));

  test("parts add up, stay within a unit of their quota, and give nothing for nothing", () => {
    fc.assert(
      fc.property(whole, weights, (amount, list) => {
        fc.pre(list.some((weight) => weight > 0));
        const parts = allocate(amount, list);
        expect(parts.reduce((sum, part) => sum + BigInt(part), 0n)).toBe(BigInt(amount));
        const total = list.reduce((sum, weight) => sum + BigInt(weight), 0n);
        parts.forEach((part, index) => {
          const off = BigInt(part) * total - BigInt(amount) * BigInt(list[index] as number);
          expect(off < total && off > -total).toBe(true);
          if (list[index] === 0) expect(part).toBe(0);
        });
      }),
    );
  });

  test("the path in numbers and the path in BigInt give the same", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e6, max: 1e6 }),
        fc.array(fc.integer({ min: -50, max: 1000 }), { minLength: 1 }),
        (amount, list) => {
          fc.pre(list.reduce((sum, weight) => sum + weight, 0) > 0);
          expect(allocate(amount, list)).toEqual(allocateBig(amount, list.map(BigInt)));
        },
      ),
    );
  });

  test("no part overtakes one with a larger weight, and of equals the earlier is not worse off", () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.array(fc.nat(50), { minLength: 1, maxLength: 80 }), (amount, list) => {
        fc.pre(list.some((weight) => weight > 0));
        const parts = allocate(amount, list);
        for (let i = 1; i < list.length; i++) {
          const [before, after] = [list[i - 1] as number, list[i] as number];
          if (before >= after) expect(parts[i - 1]).toBeGreaterThanOrEqual(parts[i] as number);
        }
      }),
    );
  });

  test("many units go out as few do", () => {
    const remainders = Array.from({ length: 100 }, (_, index) => (index * 37) % 10);
    for (const units of [0, 1, 15, 16, 17, 18, 60, 99]) {
      const parts = remainders.map(() => 0);
      giveUnits(parts, remainders, units);
      const order = remainders.map((remainder, index) => ({ remainder, index }));
      order.sort((a, b) => b.remainder - a.remainder || a.index - b.index);
      const chosen = new Set(order.slice(0, units).map(({ index }) => index));
      expect(parts).toEqual(remainders.map((_, index) => (chosen.has(index) ? 1 : 0)));
    }
  });
});
