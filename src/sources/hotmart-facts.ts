// What Hotmart's objects have in common: the envelope of every message, money as { value, currency_value },
// times. Decimals are read from their text, never as floats; a currency we do not know is a problem, not a
// guess.
// Example: { "value": 1497.00, "currency_value": "BRL" } → 149700 BRL.
import { type Minor, ZERO } from "../base/amount.ts";
import { type Currency, decimalsOf, isCurrency } from "../base/currency.ts";
import { type Instant, isInstant } from "../base/instant.ts";
import { decimalToMinor, explainDecimal } from "./decimal.ts";
import { cleanText, type Fields, NumberText, wholeOf } from "./json.ts";
import { MESSAGE_VERSION } from "./message.ts";

export const HOTMART = "hotmart";

/** The start of every message of a delivery. Hotmart's own test tool sells product 0. */
export function fromHotmart(delivery: Fields) {
  return {
    version: MESSAGE_VERSION,
    source: HOTMART,
    isTest: delivery.text("data.product.id") === "0",
  } as const;
}

/** The currency of a money object; BRL, with a problem, where it is none. */
export function readCurrency(money: Fields, path = "currency_value"): Currency {
  const code = money.text(path, 20) ?? money.text("currency_code", 20);
  if (code !== null && isCurrency(code)) return code;
  if (code === null) money.fail(path, "missing", "is missing");
  else money.fail(path, "unknown_currency", `"${code}" is not an active ISO 4217 currency`);
  return "BRL" as Currency;
}

/** A decimal JSON number (or its text) as minor units ≥ 0, exactly; 0 and a problem where it is none. */
export function readDecimal(fields: Fields, path: string, currency: Currency): Minor {
  const value = fields.get(path);
  const text = value instanceof NumberText ? value.text : value;
  if (typeof text !== "string") {
    fields.fail(path, value === undefined ? "missing" : "not_a_number", "must be a decimal number");
    return ZERO;
  }
  const decimals = decimalsOf(currency);
  const amount = decimalToMinor(text, decimals);
  if (typeof amount === "string") {
    fields.fail(path, amount, explainDecimal(amount, cleanText(text, 60), currency, decimals));
    return ZERO;
  }
  if (amount >= 0) return amount;
  fields.fail(path, "negative", "must not be negative");
  return ZERO;
}

/** Epoch milliseconds, as a number or its text, at the first of these paths that is there. */
export function readMillis(fields: Fields, paths: readonly string[]): Instant {
  const path = paths.find((one) => fields.get(one) !== undefined) ?? (paths[0] as string);
  const at = wholeOf(fields.get(path));
  if (isInstant(at)) return at;
  fields.fail(
    path,
    fields.get(path) === undefined ? "missing" : "not_a_time",
    "must be a time in epoch milliseconds",
  );
  return 0 as Instant;
}
