// How amounts and days are spelled on a statement's paper, in either language: digits moved, never divided;
// a true minus sign. Never for a screen. Example: spellAmount(-123450, "USD", "pt-BR") → "−1.234,50".
import { dayIn } from "../base/calendar.ts";
import { decimalText } from "../base/decimal-text.ts";
import { parseRate } from "../base/rate.ts";

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

/**
 * A stretch of time, until exclusive: "1 October 2026 to 11 October 2026"; with the time of day where it does
 * not begin or end with a day: "12 October 2026, 14:05 to 31 October 2026".
 */
export function spellStretch(from: number, until: number, timeZone: string, language: Language): string {
  const begins = spellTurn(from, from, timeZone, language);
  const ends = spellTurn(until, until - 1, timeZone, language);
  return begins === ends ? begins : `${begins} ${language === "en" ? "to" : "a"} ${ends}`;
}

function spellTurn(at: number, within: number, timeZone: string, language: Language): string {
  const locale = language === "en" ? "en-GB" : language;
  const spell = (options: Intl.DateTimeFormatOptions, instant: number) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone }).format(instant);
  if (dayIn(timeZone, at) !== dayIn(timeZone, at - 1)) return spell({ dateStyle: "long" }, within);
  return `${spell({ dateStyle: "long" }, at)}, ${spell({ timeStyle: "short" }, at)}`;
}

/** "08/03/2026" where one writes it so, "8 Mar 2026" in English: short, and never mistaken for another. */
export function spellShortDay(at: Date, timeZone: string, language: Language): string {
  const options: Intl.DateTimeFormatOptions =
    language === "en"
      ? { day: "numeric", month: "short", year: "numeric" }
      : { day: "2-digit", month: "2-digit", year: "numeric" };
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { ...options, timeZone }).format(at);
}

/** "0.35" → "35 %"; "0.333333" → "33,3333 %". */
export function spellRate(rate: string, language: Language): string {
  const digits = String(parseRate(rate) ?? 0).padStart(5, "0");
  const part = digits.slice(-4).replace(/0+$/, "");
  return `${digits.slice(0, -4)}${part === "" ? "" : `${language === "en" ? "." : ","}${part}`} %`;
}
