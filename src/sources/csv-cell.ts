// One cell of a file as a number or an instant: text in, exact value or a code out. Everything a cell holds
// is text; a formula is text too and is never run. Grouping must be complete, so that "12.5" under a decimal
// comma is an error and not 125. Example: "R$ 1.234,56" with "," → "1234.56"; "01/03/2026 09:00" dmy in São
// Paulo → 2026-03-01T12:00Z.
import { offsetAt } from "../base/calendar.ts";
import { daysFromEpoch, type Instant, isInstant, parseInstant } from "../base/instant.ts";
import type { DateFormat } from "./csv-mapping.ts";

const DAY = 86_400_000;
const SPACES = /[\s\u00a0\u202f\u2007]+/g;
const SYMBOL = /^(?:[A-Z]{0,3}[$€£¥₹₺₽₩₫₴₦₱฿]|[A-Z]{3}(?![A-Z])|R\$|kr\.?|zł)/;
const SYMBOL_BEHIND = /(?:[$€£¥₹₺₽₩₫₴₦₱฿]|[A-Z]{3}|kr\.?|zł)$/;
const PLAIN = { ".": /^[0-9]*(?:\.[0-9]*)?$/, ",": /^[0-9]*(?:,[0-9]*)?$/ };
const GROUPED = {
  ".": /^[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?$|^[0-9]{1,3}(?:'[0-9]{3})+(?:\.[0-9]*)?$/,
  ",": /^[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]*)?$|^[0-9]{1,3}(?:'[0-9]{3})+(?:,[0-9]*)?$/,
};

export interface DecimalText {
  /** A plain decimal: "-1234.56". */
  text: string;
  /** The ISO code that stood beside it, if one did. */
  code: string | null;
}

/** The number a cell spells, without its currency sign and grouping; undefined where it is none. */
export function plainDecimal(cell: string, decimal: "." | ","): DecimalText | undefined {
  if (cell.length > 60) return undefined;
  let text = cell.trim().replace("−", "-");
  let isNegative = false;
  if (/^\(.+\)$/.test(text)) {
    isNegative = true;
    text = text.slice(1, -1).trim();
  }
  const signs: string[] = [];
  text = stripSign(text, signs);
  const before = SYMBOL.exec(text)?.[0] ?? "";
  text = stripSign(text.slice(before.length).trim(), signs);
  const behind = SYMBOL_BEHIND.exec(text)?.[0] ?? "";
  text = stripSign(text.slice(0, text.length - behind.length).trim(), signs);
  if (signs.length > 1 || (signs.length > 0 && isNegative) || (before !== "" && behind !== ""))
    return undefined;
  text = text.replace(SPACES, "'");
  if (!/[0-9]/.test(text) || !(PLAIN[decimal].test(text) || GROUPED[decimal].test(text))) return undefined;
  const grouping = decimal === "." ? /[,']/g : /[.']/g;
  const digits = text.replace(grouping, "").replace(",", ".");
  const sign = isNegative || signs[0] === "-" ? "-" : "";
  const code = [before, behind].find((one) => /^[A-Z]{3}$/.test(one)) ?? null;
  return { text: sign + (digits.startsWith(".") ? `0${digits}` : digits), code };
}

/** Takes a sign off either end and keeps it. */
function stripSign(text: string, signs: string[]): string {
  const ahead = text[0];
  if (ahead === "-" || ahead === "+") {
    signs.push(ahead);
    return text.slice(1).trim();
  }
  if (text.endsWith("-")) {
    signs.push("-");
    return text.slice(0, -1).trim();
  }
  return text;
}

const DATE =
  /^([0-9]{1,4})[/.-]([0-9]{1,2})[/.-]([0-9]{1,4})(?:(?:[T ]|, ?)\s*([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]+)?)?\s*([AaPp][Mm])?)?$/;

/**
 * The instant a cell names; undefined where it names none. A date alone is the start of its day in
 * `timeZone`.
 */
export function readDate(cell: string, format: DateFormat, timeZone: string): Instant | undefined {
  const text = cell.trim();
  if (format === "epoch_seconds" || format === "epoch_millis") {
    if (!/^-?[0-9]{1,14}$/.test(text)) return undefined;
    const at = Number(text) * (format === "epoch_seconds" ? 1000 : 1);
    return isInstant(at) ? at : undefined;
  }
  if (/:[0-9]{2}(?:[.,][0-9]+)? ?(?:[Zz]|[+-][0-9]{2}:?[0-9]{2})$/.test(text)) return readWithOffset(text);
  const match = DATE.exec(text.replace(/ (?:UTC|GMT)$/, ""));
  if (match === null) return undefined;
  const [first, second, third] = [match[1] ?? "", match[2] ?? "", match[3] ?? ""];
  const date = orderParts(first, second, third, format);
  if (date === undefined) return undefined;
  const hour = readHour(Number(match[4] ?? 0), match[7]);
  const minute = Number(match[5] ?? 0);
  const seconds = Number(match[6] ?? 0);
  if (hour === undefined || minute > 59 || seconds > 59) return undefined;
  const local = date * DAY + ((hour * 60 + minute) * 60 + seconds) * 1000;
  const at = / (?:UTC|GMT)$/.test(text) ? local : toInstant(local, timeZone);
  return isInstant(at) ? at : undefined;
}

function readWithOffset(text: string): Instant | undefined {
  const rfc = text
    .replace(/^([0-9]{4}-[0-9]{2}-[0-9]{2}) /, "$1T")
    .replace(/ ?([+-][0-9]{2}):?([0-9]{2})$/, "$1:$2")
    .replace(/(T[0-9]{2}:[0-9]{2})([Zz+-])/, "$1:00$2");
  return parseInstant(rfc);
}

/**
 * Days since 1970 of three parts in the order of the format; undefined where the calendar has no such day.
 */
function orderParts(first: string, second: string, third: string, format: DateFormat): number | undefined {
  const [year, month, day] =
    format === "dmy"
      ? [third, second, first]
      : format === "mdy"
        ? [third, first, second]
        : [first, second, third];
  if (year.length === 3 || year.length === 1 || month.length > 2 || day.length > 2) return undefined;
  const fullYear = year.length === 2 ? 2000 + Number(year) : Number(year);
  const days = daysFromEpoch(fullYear, Number(month), Number(day));
  const back = new Date(days * DAY);
  const isReal = back.getUTCMonth() + 1 === Number(month) && back.getUTCDate() === Number(day);
  return isReal && Number(month) >= 1 && Number(month) <= 12 ? days : undefined;
}

function readHour(hour: number, half: string | undefined): number | undefined {
  if (half === undefined) return hour <= 23 ? hour : undefined;
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (half.toLowerCase() === "pm" ? 12 : 0);
}

/**
 * Local milliseconds in a zone as an instant: the earlier of two in autumn, moved forward over the gap in
 * spring.
 */
function toInstant(local: number, timeZone: string): number {
  if (timeZone === "UTC") return local;
  const before = offsetAt(timeZone, local - DAY);
  const after = offsetAt(timeZone, local + DAY);
  if (offsetAt(timeZone, local - before) === before) return local - before;
  return offsetAt(timeZone, local - after) === after ? local - after : local - before;
}
