// An amount in another currency by a rate that somebody gave: exact in whole numbers, rounded once, half away
// from zero. Never looks a rate up, never adds currencies. A rate is a decimal string: so many units of the
// second currency for one of the first.
// Example: exchange(10_000, "USD", "EUR", "0.9215") → 9215; exchange(10_000, "USD", "JPY", "151.337") →
// 15134.
import { isMinor } from "./amount.ts";
import { decimalsOf } from "./currency.ts";

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
  const magnitude = up < 0n ? -up : up;
  const rounded = (magnitude * 2n + down) / (down * 2n);
  const result = Number(up < 0n ? -rounded : rounded);
  return isMinor(Math.abs(result)) ? result : null;
}
