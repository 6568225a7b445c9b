// How amounts and days are spelled on a statement's paper, in either language: digits moved, never divided;
// a true minus sign. Never for a screen. Example: spellAmount(-123450, "USD", "pt-BR") → "−1.234,50".
import { decimalText } from "../base/decimal-text.ts";

export type Language = "en" | "pt-BR";

/** Without the currency, which stands at the head of the paper. */
export function spellAmount(minor: number, currency: string, language: Language): string {
  const [whole = "0", part] = decimalText(Math.abs(minor), currency).split(".");
  const [thousands, point] = language === "en" ? [",", "."] : [".", ","];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thousands as string);
  return `${minor < 0 ? "−" : ""}${grouped}${part === undefined ? "" : `${point}${part}`}`;
}

/** "8 March 2026", "8 de março de 2026". */
export function spellDay(day: string, language: Language): string {
  const locale = language === "en" ? "en-GB" : language;
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(
    Date.parse(`${day}T00:00:00Z`),
  );
}

/** "2026-03-08": the calendar day of an instant where the business is. */
export function dayText(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeZone }).format(at);
}

/** "8 March 2026, 14:05 (America/Sao_Paulo)". */
export function spellInstant(at: Date, timeZone: string, language: Language): string {
  const locale = language === "en" ? "en-GB" : language;
  const spelled = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone }).format(
    at,
  );
  return `${spelled} (${timeZone})`;
}
