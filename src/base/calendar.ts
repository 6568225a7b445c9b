// The calendar day of an instant in a time zone, as whole days since 1970-01-01. Never uses the machine's own
// zone.
// Example: dayIn("America/Sao_Paulo", Date.parse("2026-03-01T02:30:00Z")) is the day of 2026-02-28.
import { assert } from "./refusal.ts";

const QUARTER_HOUR = 900_000;
const DAY = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, Map<number, number>>();

/**
 * Milliseconds that local time is ahead of UTC. One per quarter of an hour of UTC is kept, where it holds
 * throughout; the few quarters within which it changes (St John's at 00:01, local mean times) are read anew.
 */
export function offsetAt(timeZone: string, instant: number): number {
  let known = offsets.get(timeZone);
  if (known === undefined) {
    known = new Map();
    offsets.set(timeZone, known);
  }
  const quarter = Math.floor(instant / QUARTER_HOUR);
  let offset = known.get(quarter);
  if (offset === undefined) {
    offset = readOffset(timeZone, quarter * QUARTER_HOUR);
    if (offset !== readOffset(timeZone, (quarter + 1) * QUARTER_HOUR - 1))
      return readOffset(timeZone, instant);
    if (known.size > 50_000) known.clear();
    known.set(quarter, offset);
  }
  return offset;
}

function readOffset(timeZone: string, instant: number): number {
  const parts = formatOf(timeZone).formatToParts(instant);
  const value = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const era = parts.find((part) => part.type === "era")?.value;
  const year = era === "BC" ? 1 - value("year") : value("year");
  const local = new Date(0);
  local.setUTCFullYear(year, value("month") - 1, value("day"));
  local.setUTCHours(value("hour"), value("minute"), value("second"));
  return local.getTime() - instant;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      era: "short",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formats.set(timeZone, format);
  }
  return format;
}

/** Days since 1970-01-01 on the calendar of `timeZone` at `instant` (epoch milliseconds). */
export function dayIn(timeZone: string, instant: number): number {
  assert(Number.isFinite(instant), `not an instant: ${instant}`);
  return Math.floor((instant + offsetAt(timeZone, instant)) / DAY);
}

/** True for a name that the machine's time zone data knows; an offset such as "+01:00" is not a name. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}
