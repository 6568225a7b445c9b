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
