// A rate is a part of a whole: a decimal string on the wire, integer parts per million inside, from 0 to 1.
// It is never a floating-point number and never rounds: a seventh decimal place is not a rate.
// Example: parseRate("0.35") → 350000; formatRate(350000) → "0.35"; parseRate("1.01") → undefined.
import { assert } from "./refusal.ts";

declare const ppmBrand: unique symbol;
/** Integer parts per million, 0 … 1,000,000. */
export type Ppm = number & { readonly [ppmBrand]: true };

export const WHOLE = 1_000_000 as Ppm;
export const NO_RATE = 0 as Ppm;

const DIGIT_0 = 48;

/**
 * The rate a string spells, or undefined where it spells none or one above 1: "0", "1", "0.35", "0.333333",
 * that is one digit, at most six places, no sign, no exponent.
 */
export function parseRate(text: string): Ppm | undefined {
  const first = text.charCodeAt(0) - DIGIT_0;
  if (first !== 0 && first !== 1) return undefined;
  if (text.length === 1) return (first * WHOLE) as Ppm;
  if (text.length < 3 || text.length > 8 || text[1] !== ".") return undefined;
  let millionths = 0;
  for (let place = 2; place < 8; place++) {
    const digit = place < text.length ? text.charCodeAt(place) - DIGIT_0 : 0;
    if (!(digit >= 0 && digit <= 9)) return undefined;
    millionths = millionths * 10 + digit;
  }
  const ppm = first * WHOLE + millionths;
  return ppm <= WHOLE ? (ppm as Ppm) : undefined;
}

/** Brands parts per million that are already known to be a rate. Broken when they are not. */
export function ppm(value: number): Ppm {
  assert(Number.isInteger(value) && value >= 0 && value <= WHOLE, `not a rate in ppm: ${value}`);
  return (value + 0) as Ppm;
}

/** The shortest spelling: 350000 → "0.35", 0 → "0", 1000000 → "1". */
export function formatRate(rate: Ppm): string {
  if (rate === WHOLE) return "1";
  if (rate === 0) return "0";
  return `0.${String(rate).padStart(6, "0").replace(/0+$/, "")}`;
}
