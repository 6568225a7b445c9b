// Stripe's integers to ours: Stripe counts in its own smallest unit, which is not always ISO 4217's. ISK and
// UGX come with two decimals that are always 00 (100 → 1 króna), MGA comes without its two (5 → 500), the
// three-decimal currencies end in 0. What does not come out whole is refused, never rounded
// (docs.stripe.com/currencies). HUF and TWD are special for payouts only: charges, refunds and disputes carry
// their two decimals like any other.
import { type Minor, ZERO } from "../base/amount.ts";
import { type Currency, decimalsOf, isCurrency } from "../base/currency.ts";
import { stripeDecimals } from "../base/stripe-units.ts";
import { explainDecimal, rescale } from "./decimal.ts";
import { type Fields, wholeOf } from "./json.ts";

/** Our code for the lower-case one at a path; undefined and a problem where it is none of ours. */
export function readCurrency(fields: Fields, path: string): Currency | undefined {
  const code = fields.text(path)?.toUpperCase();
  if (code === undefined) fields.fail(path, "missing", "is missing");
  else if (isCurrency(code)) return code;
  else fields.fail(path, "unknown_currency", `"${code.slice(0, 20)}" is not an active ISO 4217 currency`);
  return undefined;
}

/** The amount ≥ 0 at a path, which must be there; 0 and a problem where it is none. */
export function readAmount(fields: Fields, path: string, currency: Currency): Minor {
  const amount = readOptionalAmount(fields, path, currency);
  if (amount === null) fields.fail(path, "missing", "is missing");
  return amount ?? ZERO;
}

/** The amount ≥ 0 at a path, null where there is none. */
export function readOptionalAmount(fields: Fields, path: string, currency: Currency): Minor | null {
  if (fields.get(path) === undefined) return null;
  const amount = readSignedAmount(fields, path, currency);
  if (amount >= 0) return amount;
  fields.fail(path, "negative", "must not be negative");
  return ZERO;
}

/** An amount of either sign, 0 where there is none: a credit line, a fee that was given back. */
export function readSignedAmount(fields: Fields, path: string, currency: Currency): Minor {
  const value = fields.get(path);
  if (value === undefined) return ZERO;
  const whole = wholeOf(value);
  if (whole === undefined) {
    fields.fail(path, "not_an_amount", "must be a whole number of Stripe's smallest unit");
    return ZERO;
  }
  const decimals = decimalsOf(currency);
  const amount = rescale(whole, stripeDecimals(currency), decimals);
  if (typeof amount === "number") return amount;
  fields.fail(path, amount, explainDecimal(amount, String(whole), currency, decimals));
  return ZERO;
}
