// The calendar day of an instant in a time zone, as whole days since 1970-01-01. Never uses the machine's own
// zone.
// Example: dayIn("America/Sao_Paulo", Date.parse("2026-03-01T02:30:00Z")) is the day of 2026-02-28.
import { assert } from "./refusal.ts";

const QUARTER_HOUR = 900_000;
const DAY = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();
const zones = new Map<string, Offsets>();

/**
 * What was read of one zone's offsets, by days and quarters of an hour of UTC; NaN where it changes within.
 */
interface Offsets {
  readonly days: Map<number, number>;
  readonly quarters: Map<number, number>;
}

/** So many days or quarters are kept of a zone: 137 years, or every change of clocks there ever was. */
const KEPT = 50_000;

/** Milliseconds that local time is ahead of UTC, to the second. */
export function offsetAt(timeZone: string, instant: number): number {
  let known = zones.get(timeZone);
  if (known === undefined) {
    known = { days: new Map(), quarters: new Map() };
    zones.set(timeZone, known);
  }
  const ofDay = steadyOffset(timeZone, known.days, DAY, instant);
  if (!Number.isNaN(ofDay)) return ofDay;
  // Clocks change that day, as they do twice a year: then by quarters, and within one (St John's at 00:01)
  // anew.
  const ofQuarter = steadyOffset(timeZone, known.quarters, QUARTER_HOUR, instant);
  return Number.isNaN(ofQuarter) ? readOffset(timeZone, instant) : ofQuarter;
}

/** The offset that holds from the start of the stretch around an instant to its end, or NaN. */
function steadyOffset(timeZone: string, known: Map<number, number>, length: number, instant: number): number {
  const stretch = Math.floor(instant / length);
  let offset = known.get(stretch);
  if (offset === undefined) {
    const start = stretch * length;
    offset = readOffset(timeZone, start);
    const isSteady = [start + length / 2, start + length - 1000].every(
      (at) => readOffset(timeZone, at) === offset,
    );
    if (!isSteady) offset = Number.NaN;
    if (known.size >= KEPT) known.clear();
    known.set(stretch, offset);
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
  return local.getTime() - Math.floor(instant / 1000) * 1000;
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

/** IANA's names without an area. Node knows more of that form, old ones with meanings of their own. */
const WITHOUT_AREA = new Set(
  (
    "utc gmt est mst hst est5edt cst6cdt mst7mdt pst8pdt cet met eet wet cuba egypt eire gb gb-eire gmt+0 gmt-0 " +
    "gmt0 greenwich hongkong iceland iran israel jamaica japan kwajalein libya navajo nz nz-chat poland portugal " +
    "prc roc rok singapore turkey uct universal w-su zulu"
  ).split(" "),
);
const NEVER_IANA = /^(systemv\/|us\/pacific-new$|canada\/east-saskatchewan$)/;

/**
 * True for a name of IANA that the machine's time zone data knows. An offset such as "+01:00" is none, nor an
 * abbreviation: Node reads "BST" as Dhaka's.
 */
export function isTimeZone(name: string): boolean {
  const lower = name.toLowerCase();
  if (!/^[a-z]/.test(lower) || NEVER_IANA.test(lower)) return false;
  if (!lower.includes("/") && !WITHOUT_AREA.has(lower)) return false;
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}
