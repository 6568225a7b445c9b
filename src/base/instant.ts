// A point in time as whole milliseconds since 1970, from RFC 3339 text with Z or an offset, and back. It
// never reads a clock and never guesses a zone. Digits below the millisecond are cut off, towards the past;
// who must compare to the last digit asks `finerOf` for them. A leap second (23:59:60 UTC) is the last
// millisecond of its day, so that it stays in its own month.
// Example: parseInstant("2026-03-01T09:00:00.0005-03:00") → 1772366400000; finerOf the same → "5".
import { assert } from "./refusal.ts";

declare const instantBrand: unique symbol;
/** Milliseconds since 1970-01-01T00:00:00Z, from year 0000 to 9999. */
export type Instant = number & { readonly [instantBrand]: true };

const DAY = 86_400_000;
const MINUTE = 60_000;
const POINT = 46;
const LEAP = ":";
const FIRST = -62_167_219_200_000;
const LAST = 253_402_300_799_999;

export function isInstant(value: unknown): value is Instant {
  return typeof value === "number" && Number.isInteger(value) && value >= FIRST && value <= LAST;
}

/** Brands epoch milliseconds. Broken outside the years 0000 to 9999. */
export function instant(epochMilliseconds: number): Instant {
  assert(isInstant(epochMilliseconds), `not an instant: ${epochMilliseconds}`);
  return epochMilliseconds;
}

/** "2026-03-01T12:00:00.000Z": always UTC, always milliseconds, and below them only where `finer` says so. */
export function formatInstant(at: Instant, finer = ""): string {
  const text = new Date(at).toISOString();
  if (finer === "") return text;
  return finer.startsWith(LEAP)
    ? `${text.slice(0, 17)}60.${finer.slice(1)}Z`.replace(".Z", "Z")
    : `${text.slice(0, 23)}${finer}Z`;
}

/**
 * What an instant's text says below its millisecond, as digits without trailing zeros, "" where nothing.
 * Within one millisecond these compare like texts: "" before "0005" before "001"; what a leap second says
 * begins with a mark that comes after every digit.
 */
export function finerOf(text: string): string {
  const isLeap = text.charCodeAt(17) === 54;
  if (text.charCodeAt(19) !== POINT) return isLeap ? LEAP : "";
  const end = digitsEnd(text, 20);
  if (isLeap) return LEAP + withoutZeros(text, 20, end);
  return end <= 23 ? "" : withoutZeros(text, 23, end);
}

function withoutZeros(text: string, from: number, until: number): string {
  let end = until;
  while (end > from && text.charCodeAt(end - 1) === 48) end--;
  return text.slice(from, end);
}

/** Below 0 where the first lies earlier, to the last digit. */
export function compareInstants(a: Instant, aFiner: string, b: Instant, bFiner: string): number {
  if (a !== b) return a - b;
  return aFiner === bFiner ? 0 : aFiner < bFiner ? -1 : 1;
}

/** The instant an RFC 3339 date-time names, or undefined. The fraction may have any number of digits. */
export function parseInstant(text: string): Instant | undefined {
  if (text.length < 20 || !isPunctuated(text)) return undefined;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  const second = digits(text, 17, 2);
  if ((year | month | day | hour | minute | second) < 0) return undefined;
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  if (hour > 23 || minute > 59 || second > 60) return undefined;

  let end = 19;
  let millis = 0;
  if (text.charCodeAt(19) === POINT) {
    end = digitsEnd(text, 20);
    if (end === 20) return undefined;
    for (let i = 20; i < 23; i++) millis = millis * 10 + (i < end ? text.charCodeAt(i) - 48 : 0);
  }
  const offset = parseOffset(text, end);
  if (offset === undefined) return undefined;

  const minuteStart = daysFromEpoch(year, month, day) * DAY + (hour * 60 + minute - offset) * MINUTE;
  if (second === 60) return leapSecond(minuteStart);
  const at = minuteStart + second * 1000 + millis;
  return at >= FIRST && at <= LAST ? (at as Instant) : undefined;
}

/** 2026-03-01 → 20513: days since 1970 in the proleptic Gregorian calendar. */
export function daysFromEpoch(year: number, month: number, day: number): number {
  const y = month > 2 ? year : year - 1;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function isPunctuated(text: string): boolean {
  const t = text.charCodeAt(10);
  return (
    text.charCodeAt(4) === 45 &&
    text.charCodeAt(7) === 45 &&
    (t === 84 || t === 116) &&
    text.charCodeAt(13) === 58 &&
    text.charCodeAt(16) === 58
  );
}

/** The number that `count` ASCII digits spell, or −1. */
function digits(text: string, from: number, count: number): number {
  let value = 0;
  for (let i = from; i < from + count; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}

function digitsEnd(text: string, from: number): number {
  let i = from;
  while (text.charCodeAt(i) >= 48 && text.charCodeAt(i) <= 57) i++;
  return i;
}

/** Minutes east of UTC from "Z", "z" or "±hh:mm" that ends the text. */
function parseOffset(text: string, from: number): number | undefined {
  const sign = text.charCodeAt(from);
  if (sign === 90 || sign === 122) return text.length === from + 1 ? 0 : undefined;
  if ((sign !== 43 && sign !== 45) || text.length !== from + 6) return undefined;
  if (text.charCodeAt(from + 3) !== 58) return undefined;
  const hours = digits(text, from + 1, 2);
  const minutes = digits(text, from + 4, 2);
  if (hours < 0 || minutes < 0 || hours > 23 || minutes > 59) return undefined;
  return (sign === 43 ? 1 : -1) * (hours * 60 + minutes);
}

function leapSecond(minuteStart: number): Instant | undefined {
  const dayEnd = minuteStart + MINUTE;
  return dayEnd % DAY === 0 && dayEnd > FIRST && dayEnd - 1 <= LAST ? ((dayEnd - 1) as Instant) : undefined;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
