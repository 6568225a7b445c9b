// Decimal text to minor units and from one number of decimals to another, digit by digit: no float is ever
// made. Never rounds unless told: more places than the currency has is a problem of its own, not a guess.
// Example: decimalToMinor("19.9", 2) → 1990; "1497.00" → 149700; "0.005" → "too_many_places", rounded → 1.
import { MAX_MINOR, type Minor } from "../base/amount.ts";

export type DecimalProblem = "not_a_number" | "too_many_places" | "too_large";

const SPELLING = /^([+-]?)([0-9]+)(?:\.([0-9]*))?(?:[eE]([+-]?[0-9]{1,3}))?$/;

export interface DecimalOptions {
  /** Round half away from zero instead of refusing places that the currency does not have. */
  round?: boolean;
}

/** The minor units that a plain or exponential decimal spells in a currency of `decimals` places. */
export function decimalToMinor(
  text: string,
  decimals: number,
  options: DecimalOptions = {},
): Minor | DecimalProblem {
  const match = SPELLING.exec(text);
  if (match === null) return "not_a_number";
  const fraction = match[3] ?? "";
  const shift = Number(match[4] ?? 0) + decimals - fraction.length;
  const digits = `${match[2]}${fraction}`.replace(/^0+/, "");
  if (digits === "") return 0 as Minor;
  if (digits.length + shift > 16) return "too_large";
  const cut = shift >= 0 ? "" : digits.padStart(1 - shift, "0").slice(shift);
  let value = Number(shift >= 0 ? digits + "0".repeat(shift) : digits.slice(0, shift) || "0");
  if (/[1-9]/.test(cut)) {
    if (options.round !== true) return "too_many_places";
    if (cut >= "5") value += 1;
  }
  if (value > MAX_MINOR) return "too_large";
  return (match[1] === "-" && value !== 0 ? -value : value) as Minor;
}

/** An integer of units with `from` decimals as minor units with `to`: 500 of 2 decimals → 5 of 0. */
export function rescale(units: number, from: number, to: number): Minor | DecimalProblem {
  if (!Number.isSafeInteger(units)) return "not_a_number";
  return decimalToMinor(`${units}e${-from}`, to);
}

/** What to tell people about a decimal that is no amount. */
export function explainDecimal(
  problem: DecimalProblem,
  text: string,
  currency: string,
  decimals: number,
): string {
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  switch (problem) {
    case "not_a_number":
      return `"${shown}" is not a number`;
    case "too_many_places":
      return `${shown} has more than the ${decimals} decimal places of ${currency}`;
    case "too_large":
      return `${shown} ${currency} is more than 10^15 minor units`;
  }
}

/** Minor units as text for a sentence of ours: 2079 of 2 decimals → "20.79", −5 → "-0.05". */
export function minorToText(amount: number, decimals: number): string {
  const digits = String(Math.abs(amount)).padStart(decimals + 1, "0");
  const sign = amount < 0 ? "-" : "";
  return decimals === 0
    ? `${sign}${digits}`
    : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
