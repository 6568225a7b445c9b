// The one rounding rule: a whole is divided over exact quotas by largest remainder; nothing is lost or made.
// Each part gets the floor of its quota, then one unit each goes to the largest fractions; equal fractions in
// list order. No part ever differs from its quota by a unit or more. Plain numbers while products stay below
// 2^53, else BigInt: the answer is the same.
// Example: allocate(1003, [1, 1]) → [502, 501]; allocate(400, [712, 79, 209]) → [285, 32, 83].
import { assert } from "./refusal.ts";

/** Up to so many units picking the largest again and again is quicker than sorting. */
const FEW = 16;

/**
 * Divides `whole` in proportion to integer `weights` (of either sign) whose sum is positive.
 * With weights that are all ≥ 0 and a whole ≥ 0 every part is ≥ 0, and a weight of 0 gets 0.
 */
export function allocate(whole: number, weights: readonly number[]): number[] {
  assert(Number.isSafeInteger(whole), `not a whole number: ${whole}`);
  let total = 0;
  let largest = 0;
  for (const weight of weights) {
    assert(Number.isSafeInteger(weight), `not a whole weight: ${weight}`);
    total += weight;
    largest = Math.max(largest, Math.abs(weight));
  }
  const isExact = largest * weights.length <= Number.MAX_SAFE_INTEGER;
  if (isExact && largest * Math.abs(whole) <= Number.MAX_SAFE_INTEGER) {
    assert(total > 0, "weights add up to nothing");
    return allocateNumbers(whole, weights, total);
  }
  return allocateBig(whole, weights.map(BigInt));
}

/** The same for weights beyond 2^53. Public so that a test can hold both paths against each other. */
export function allocateBig(whole: number, weights: readonly bigint[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  assert(total > 0n, "weights add up to nothing");
  const bigWhole = BigInt(whole);
  const parts: number[] = [];
  const remainders: bigint[] = [];
  let left = bigWhole;
  for (const weight of weights) {
    const product = bigWhole * weight;
    const cut = product % total;
    const remainder = cut < 0n ? cut + total : cut;
    const floor = (product - remainder) / total;
    parts.push(Number(floor));
    remainders.push(remainder);
    left -= floor;
  }
  giveUnits(parts, rank(remainders), Number(left));
  return parts;
}

/** Remainders too large for a number, as small numbers in the same order: equal ones stay equal. */
function rank(remainders: readonly bigint[]): number[] {
  const ascending = [...new Set(remainders)].sort((a, b) => (a < b ? -1 : 1));
  const places = new Map(ascending.map((remainder, place) => [remainder, place]));
  return remainders.map((remainder) => places.get(remainder) as number);
}

function allocateNumbers(whole: number, weights: readonly number[], total: number): number[] {
  const parts: number[] = [];
  const remainders: number[] = [];
  let left = whole;
  for (const weight of weights) {
    const product = whole * weight;
    // Exact although it divides: below 2^53 a quotient never rounds across a whole number.
    const floor = Math.floor(product / total);
    parts.push(floor + 0);
    remainders.push(product - floor * total);
    left -= floor;
  }
  giveUnits(parts, remainders, left);
  return parts;
}

/**
 * Hands out `units` single units to the first `count` parts, largest remainder first, the earlier among
 * equals. Changes `parts`. The last step of every allocation.
 */
export function giveUnits(
  parts: number[],
  remainders: readonly number[],
  units: number,
  count: number = parts.length,
): void {
  assert(units >= 0 && units < Math.max(1, count), "an allocation left over a unit or more a part");
  if (units > FEW) {
    const order = remainders.slice(0, count).map((_, index) => index);
    order.sort((a, b) => (remainders[b] as number) - (remainders[a] as number) || a - b);
    for (const index of order.slice(0, units)) parts[index] = (parts[index] as number) + 1;
    return;
  }
  let lastRemainder = Number.POSITIVE_INFINITY;
  let lastIndex = -1;
  for (let unit = 0; unit < units; unit++) {
    let best = -1;
    let bestRemainder = -1;
    for (let index = 0; index < count; index++) {
      const remainder = remainders[index] as number;
      const isAfterLast = remainder < lastRemainder || (remainder === lastRemainder && index > lastIndex);
      if (isAfterLast && remainder > bestRemainder) {
        best = index;
        bestRemainder = remainder;
      }
    }
    parts[best] = (parts[best] as number) + 1;
    lastRemainder = bestRemainder;
    lastIndex = best;
  }
}
