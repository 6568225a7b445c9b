// What a person typed or pasted as an amount, as minor units. Exact: digits are moved, never divided. Where
// two readings are possible the reader's language decides, and what fits none is refused: it never guesses,
// since a mark taken for the wrong kind makes a hundredfold amount.
//   readAmount("1.234,50", "BRL", "pt-BR") → 123450;  readAmount("1,2345", "USD", "en") → null
import { MAX_MINOR } from "../../base/amount.ts";
import { decimalsOf } from "../../base/currency.ts";
import { decimalText } from "../../base/decimal-text.ts";
import { formatAmount, MINUS, marksOf } from "./format-amount.ts";

const ONLY_FIGURES = /^[\d.,\s'’]*$/;
/** Thousands, and as India groups them; one kind of mark throughout. */
const GROUPED = /^[1-9]\d{0,2}([., ])(?:\d{2,3}\1)*\d{3}$/;

/** Null when it is not an amount of this currency. Spaces around, its code and its sign do no harm. */
export function readAmount(typed: string, currency: string, language: string): number | null {
  const decimals = decimalsOf(currency);
  const text = typed.replace(MINUS, "-").trim();
  const sign = text.startsWith("-") ? "-" : "";
  const bare = withoutCode(text.slice(sign.length).trim(), currency, language).replace(/[\s'’]/g, " ");
  const [digits] = /^\d[\d., ]*$/.exec(bare) ?? [];
  if (digits === undefined) return null;
  const at = decimalMarkOf(digits, marksOf(language).decimal);
  const whole = at === -1 ? digits : digits.slice(0, at);
  const fraction = at === -1 ? "" : digits.slice(at + 1);
  if (!(/^\d+$/.test(whole) || GROUPED.test(whole))) return null;
  if (!/^\d*$/.test(fraction) || fraction.length > decimals) return null;
  const value = Number(sign + whole.replace(/[., ]/g, "") + fraction.padEnd(decimals, "0"));
  return Math.abs(value) <= MAX_MINOR ? value : null;
}

/** An amount as one would write it in this currency: "49.90", "499", "49.900". */
export function exampleAmount(currency: string, language: string): string {
  return formatAmount(Number("499".padEnd(decimalsOf(currency) + 2, "0")), currency, language);
}

/** The start of a field of an amount: 123450 → "1234.50", with the language's sign of decimals. */
export function typedAmount(minor: number, currency: string, language: string): string {
  return decimalText(minor, currency).replace(".", marksOf(language).decimal);
}

/** Where the decimals begin, or -1. Of two kinds of marks the last is it; one that comes twice is not. */
function decimalMarkOf(digits: string, own: string): number {
  const last = Math.max(digits.lastIndexOf("."), digits.lastIndexOf(","));
  const mark = digits[last];
  if (mark === undefined || digits.indexOf(mark) < last) return -1;
  const isOnly = !/[., ]/.test(digits.slice(0, last));
  return isOnly && mark !== own && GROUPED.test(digits) ? -1 : last;
}

function withoutCode(text: string, currency: string, language: string): string {
  if (ONLY_FIGURES.test(text)) return text;
  const signs = (["symbol", "narrowSymbol"] as const).map((currencyDisplay) => {
    const format = new Intl.NumberFormat(language, { style: "currency", currency, currencyDisplay });
    return format.formatToParts(0).find(({ type }) => type === "currency")?.value ?? currency;
  });
  // "US$" says the country where the language itself says "$".
  for (const sign of [currency, `${currency.slice(0, 2)}${signs[1]}`, ...signs]) {
    const ends = [text.slice(0, sign.length), text.slice(-sign.length)].map((end) => end.toUpperCase());
    if (ends[0] === sign.toUpperCase()) return text.slice(sign.length).trim();
    if (ends[1] === sign.toUpperCase()) return text.slice(0, -sign.length).trim();
  }
  return text;
}
