// Stripe's integers and ours: Stripe counts in its own smallest unit, which is not always ISO 4217's. ISK and
// UGX come with two decimals that are always 00, MGA without its two (docs.stripe.com/currencies). What does
// not come out whole is null, never rounded.
// Example: 5000 ISK → 500000 of Stripe's; 500 MGA (5.00) → 5; 550 MGA → null.
import { decimalsOf, isCurrency } from "./currency.ts";

const ZERO_DECIMAL = new Set("BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF".split(" "));
const THREE_DECIMAL = new Set("BHD JOD KWD OMR TND".split(" "));

/** The decimals of the integers in Stripe's API for an upper-case code. */
export function stripeDecimals(currency: string): number {
  return ZERO_DECIMAL.has(currency) ? 0 : THREE_DECIMAL.has(currency) ? 3 : 2;
}

export function toStripeUnits(amount: number, currency: string): number | null {
  return isCurrency(currency) ? shift(amount, stripeDecimals(currency) - decimalsOf(currency)) : null;
}

export function fromStripeUnits(units: number, currency: string): number | null {
  return isCurrency(currency) ? shift(units, decimalsOf(currency) - stripeDecimals(currency)) : null;
}

/** By so many places, digit by digit. */
function shift(amount: number, places: number): number | null {
  if (!Number.isSafeInteger(amount)) return null;
  const digits = String(amount);
  if (places >= 0) return safe(`${digits}${"0".repeat(places)}`);
  const cut = digits.slice(places);
  if (amount === 0) return 0;
  return /^0+$/.test(cut) && digits.length > -places ? safe(digits.slice(0, places)) : null;
}

function safe(digits: string): number | null {
  const value = Number(digits);
  return Number.isSafeInteger(value) ? value + 0 : null;
}
