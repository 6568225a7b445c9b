// An amount of money: an integer of minor units (cents, yen, fils), never a fraction.
// It never knows its currency, which stands beside it; only allocate and engine multiply or divide it.
// Example: 100.00 USD is minor(10000); minor(0.5) and minor(2e15) are Broken.
import { assert } from "./refusal.ts";

declare const minorBrand: unique symbol;
export type Minor = number & { readonly [minorBrand]: true };

/** No single amount is larger than this, in either direction (domain §2). */
export const MAX_MINOR = 1_000_000_000_000_000;

export const ZERO = 0 as Minor;

/** True for an integer within ±10^15. */
export function isMinor(value: unknown): value is Minor {
  return typeof value === "number" && Number.isInteger(value) && value <= MAX_MINOR && value >= -MAX_MINOR;
}

/** Brands a number that is already known to be an amount; −0 becomes 0. Broken when it is not one. */
export function minor(value: number): Minor {
  assert(isMinor(value), `not an amount of minor units within 10^15: ${value}`);
  return (value + 0) as Minor;
}

/** The exact sum. Broken when it passes 2^53 − 1, where a number stops being exact. */
export function sumMinor(amounts: Iterable<number>): number {
  let total = 0;
  for (const amount of amounts) {
    total += amount;
    assert(Number.isSafeInteger(total), "a sum of amounts passed 2^53 − 1");
  }
  return total;
}
