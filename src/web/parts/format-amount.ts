// How an amount and a rate look. Exact: digits are moved, never divided; read-amount.ts reads them back.
// It never decides decimals by the browser's idea of a currency; base/currency does. Display only.
//   formatAmount(-123450, "USD", "en") → "−1,234.50";  formatRate("0.35", "en") → "35%"
import { decimalsOf, isCurrency } from "../../base/currency.ts";

export const MINUS = "−";

interface Marks {
  group: Intl.NumberFormat;
  decimal: string;
}

const marksByLanguage = new Map<string, Marks>();

export function marksOf(language: string): Marks {
  let marks = marksByLanguage.get(language);
  if (!marks) {
    const parts = new Intl.NumberFormat(language).formatToParts(1.5);
    marks = {
      group: new Intl.NumberFormat(language, { maximumFractionDigits: 0 }),
      decimal: parts.find((part) => part.type === "decimal")?.value ?? ".",
    };
    marksByLanguage.set(language, marks);
  }
  return marks;
}

/** Digits only, no currency code. `minor` is an integer of minor units. */
export function formatAmount(minor: number, currency: string, language: string): string {
  const decimals = isCurrency(currency) ? decimalsOf(currency) : 0;
  const { group, decimal } = marksOf(language);
  const digits = String(Math.abs(minor)).padStart(decimals + 1, "0");
  const whole = group.format(BigInt(digits.slice(0, digits.length - decimals)));
  const fraction = decimals > 0 ? decimal + digits.slice(-decimals) : "";
  return `${minor < 0 ? MINUS : ""}${whole}${fraction}`;
}

/** For sentences: "1,234.50 USD". The space does not break. */
export function amountText(minor: number, currency: string, language: string): string {
  return `${formatAmount(minor, currency, language)}\u00a0${currency}`;
}

/** A share of a whole as "50.5 %". For pictures and notes; never fed back into money. */
export function formatShare(part: number, whole: number, language: string): string {
  if (whole === 0) return "–";
  const share = part / whole;
  const digits = Math.abs(share) < 0.0995 && share !== 0 ? 1 : share === 1 ? 0 : 1;
  const format = new Intl.NumberFormat(language, {
    style: "percent",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  // A sliver is said to be one, never rounded to nothing.
  if (share > 0 && share < 0.0005) return `< ${format.format(0.001)}`;
  return format.format(share).replace("-", MINUS);
}

/** A rate as agreed, "0.35" → "35 %", with as many decimals as it has. */
export function formatRate(rate: string, language: string): string {
  const format = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 4 });
  return format.format(Number(rate));
}

/**
 * A share typed in percent, as a rate: "35" → "0.35", "33,3333" → "0.333333"; null when it is none, is below
 * 0 or above 100, or has more places than a rate holds. Digits are moved, never divided.
 */
export function readRate(typed: string): string | null {
  const match = /^(\d{1,3})(?:[.,](\d{1,4}))?$/.exec(typed.replace(/[\s\u00a0\u202f%]/g, ""));
  if (!match) return null;
  const [, whole = "", fraction = ""] = match;
  const digits = whole.padStart(3, "0") + fraction;
  if (Number(digits.padEnd(7, "0")) > 1_000_000) return null;
  const places = digits.slice(1).replace(/0+$/, "");
  return places === "" ? String(Number(digits[0])) : `${Number(digits[0])}.${places}`;
}

/** What was meant where a share was typed as a decimal: "0.35" → "0.35", a rate of 35 %; else null. */
export function meantRate(typed: string): string | null {
  const [, places = ""] = /^0?[.,](\d{1,4})$/.exec(typed.replace(/[\s\u00a0\u202f%]/g, "")) ?? [];
  const rate = `0.${places.replace(/0+$/, "")}`;
  return rate === "0." ? null : rate;
}

/** The start of a field of a rate: "0.35" → "35", in the reader's digits. */
export function typedRate(rate: string, language: string): string {
  const [whole = "0", fraction = ""] = rate.split(".");
  const digits = `${whole}${fraction.padEnd(2, "0")}`;
  const percent = String(Number(digits.slice(0, whole.length + 2)));
  const rest = fraction.slice(2).replace(/0+$/, "");
  return rest === "" ? percent : `${percent}${marksOf(language).decimal}${rest}`;
}
