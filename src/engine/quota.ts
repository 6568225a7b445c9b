// An exact share of an amount before rounding: whole minor units and millionths of one, both plain integers.
// Exact for every amount up to 10^15 without BigInt, because a rate has at most six places; never a fraction
// in binary. Example: 10 % of 52 41 (minor units 5241) → { whole: 524, part: 100000 }, that is 524.1.
import { WHOLE } from "../base/rate.ts";

/**
 * whole + part / 1,000,000, with 0 ≤ part < 1,000,000. Changed in place, so that a million splits make no
 * waste.
 */
export interface Quota {
  whole: number;
  part: number;
}

/** Adds `rate` (parts per million) × `amount` (0 … 10^15). */
export function addShare(quota: Quota, amount: number, rate: number): void {
  const product = amount * rate;
  let whole: number;
  let part: number;
  if (product <= Number.MAX_SAFE_INTEGER) {
    whole = Math.floor(product / WHOLE);
    part = product - whole * WHOLE;
  } else {
    // rate × amount may pass 2^53, but its millions and the rest, taken apart, never do.
    const millions = Math.floor(amount / WHOLE);
    const low = (amount - millions * WHOLE) * rate;
    const lowWhole = Math.floor(low / WHOLE);
    whole = millions * rate + lowWhole;
    part = low - lowWhole * WHOLE;
  }
  quota.whole += whole;
  quota.part += part;
  if (quota.part >= WHOLE) {
    quota.whole += 1;
    quota.part -= WHOLE;
  }
}

export function clear(quota: Quota): void {
  quota.whole = 0;
  quota.part = 0;
}

/** Lowers the quota to a whole amount where it is above it; says whether it was. */
export function limit(quota: Quota, most: number): boolean {
  if (quota.whole < most || (quota.whole === most && quota.part === 0)) return false;
  quota.whole = most;
  quota.part = 0;
  return true;
}

/** Rounded half away from zero, as fees are (domain §2). */
export function roundHalfUp(quota: Quota): number {
  return quota.part >= WHOLE / 2 ? quota.whole + 1 : quota.whole;
}
