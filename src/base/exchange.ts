// An amount in another currency by a rate that somebody gave: exact in whole numbers, rounded once, half away
// from zero. Never looks a rate up, never adds currencies. A rate is a decimal string: so many units of the
// second currency for one of the first.
// Example: exchange(10_000, "USD", "EUR", "0.9215") → 9215; exchange(10_000, "USD", "JPY", "151.337") →
// 15134.
import { isMinor } from "./amount.ts";
import { decimalsOf } from "./currency.ts";

const PLACES = 10;
const RATE = /^(0|[1-9][0-9]{0,9})(\.[0-9]{1,10})?$/;

/** A decimal above 0 with at most ten places on either side. */
export function isExchangeRate(text: string): boolean {
  return RATE.test(text) && /[1-9]/.test(text);
}

/** Null where it passes 10^15. */
export function exchange(amount: number, from: string, to: string, rate: string): number | null {
  const [whole = "0", places = ""] = rate.split(".");
  const up = BigInt(amount) * BigInt(whole + places) * 10n ** BigInt(decimalsOf(to));
  const down = 10n ** BigInt(places.length + decimalsOf(from));
  const result = Number(divided(up, down));
  return isMinor(Math.abs(result)) ? result : null;
}

/**
 * The rate by which `amount` became `result`, at ten places: null where the two say none, that is where one
 * is 0 or they differ in sign. Example: impliedRate(10_000, "BRL", 1_950, "USD") → "0.195".
 */
export function impliedRate(amount: number, from: string, result: number, to: string): string | null {
  const up = BigInt(result) * 10n ** BigInt(decimalsOf(from) + PLACES);
  const down = BigInt(amount) * 10n ** BigInt(decimalsOf(to));
  if (up === 0n || down === 0n || up < 0n !== down < 0n) return null;
  const digits = String(divided(up, down)).padStart(PLACES + 1, "0");
  const places = digits.slice(-PLACES).replace(/0+$/, "");
  const rate = `${digits.slice(0, -PLACES)}${places === "" ? "" : `.${places}`}`;
  return isExchangeRate(rate) ? rate : null;
}

/**
 * A part of `from`, as the same part of `to`, rounded once; null where it passes 10^15. Example: a fee of 78
 * out of 1950 USD is 400 out of 10000 BRL.
 */
export function carryOver(part: number, from: number, to: number): number | null {
  if (from === 0) return null;
  const result = Number(divided(BigInt(part) * BigInt(to), BigInt(from)));
  return isMinor(Math.abs(result)) ? result : null;
}

/** Rounded half away from zero. */
function divided(up: bigint, down: bigint): bigint {
  const isNegative = up < 0n !== down < 0n;
  const [above, below] = [up < 0n ? -up : up, down < 0n ? -down : down];
  const rounded = (above * 2n + below) / (below * 2n);
  return isNegative ? -rounded : rounded;
}
