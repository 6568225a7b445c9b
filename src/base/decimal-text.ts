// An amount and an instant as plain text for files: digits moved, never divided; time with the zone's offset.
// Never for a screen, which speaks the reader's language. Example: decimalText(-123450, "USD") → "-1234.50";
// localText("America/Sao_Paulo", …) → "2026-03-01T09:00:00-03:00".
import { offsetAt } from "./calendar.ts";
import { decimalsOf } from "./currency.ts";

export function decimalText(minor: number, currency: string): string {
  const decimals = decimalsOf(currency);
  const digits = String(Math.abs(minor)).padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  return `${minor < 0 ? "-" : ""}${whole}${decimals > 0 ? `.${digits.slice(-decimals)}` : ""}`;
}

export function localText(timeZone: string, instant: number): string {
  const offset = offsetAt(timeZone, instant);
  const minutes = Math.round(Math.abs(offset) / 60_000);
  const two = (value: number) => String(value).padStart(2, "0");
  const zone = `${offset < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return `${new Date(instant + offset).toISOString().slice(0, 19)}${zone}`;
}

/** Digits of minor units, as files of fixed width hold them: "0000094535", "USD" → "945.35". */
export function digitsToDecimal(digits: string, currency: string): string | null {
  return /^[0-9]{1,15}$/.test(digits) ? decimalText(Number(digits), currency) : null;
}

/** True where a decimal text is this amount: "945.3500" is 94535 USD. Never rounds. */
export function isDecimalOf(text: string, minor: number, currency: string): boolean {
  const found = /^([0-9]{1,16})(?:\.([0-9]*))?$/.exec(text.trim());
  if (found === null) return false;
  const decimals = decimalsOf(currency);
  const places = (found[2] ?? "").padEnd(decimals, "0");
  return Number(`${found[1]}${places.slice(0, decimals)}`) === minor && /^0*$/.test(places.slice(decimals));
}

/** "945.35" USD → 94535; null for what is no amount of the currency. Never rounds. */
export function minorOfDecimal(text: string, currency: string): number | null {
  const decimals = decimalsOf(currency);
  const [whole = "", places = ""] = text.trim().split(".");
  const minor = Number(whole + places.padEnd(decimals, "0").slice(0, decimals));
  return Number.isSafeInteger(minor) && isDecimalOf(text, minor, currency) ? minor : null;
}
