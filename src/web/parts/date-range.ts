// Days from–to as people ask for them: today, the last thirty, this month. Days are plain dates of the
// business's calendar, both ends counted; it never knows instants. What a range is called follows from its
// days.
//   presetRange("lastMonth", "2026-03-14") → { from: "2026-02-01", to: "2026-02-28" }

export interface DayRange {
  from?: string | undefined;
  to?: string | undefined;
}

export const PRESETS = [
  "today",
  "yesterday",
  "last7",
  "last30",
  "thisMonth",
  "lastMonth",
  "thisYear",
] as const;
export type Preset = (typeof PRESETS)[number];

/** Today's date where the business is. */
export function todayIn(timeZone: string, now: Date = new Date()): string {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  return parts.format(now);
}

export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

export function presetRange(preset: Preset, today: string): Required<DayRange> {
  const month = `${today.slice(0, 7)}-01`;
  const before = addDays(month, -1);
  switch (preset) {
    case "today":
      return { from: today, to: today };
    case "yesterday":
      return { from: addDays(today, -1), to: addDays(today, -1) };
    case "last7":
      return { from: addDays(today, -6), to: today };
    case "last30":
      return { from: addDays(today, -29), to: today };
    case "thisMonth":
      return { from: month, to: today };
    case "lastMonth":
      return { from: `${before.slice(0, 7)}-01`, to: before };
    case "thisYear":
      return { from: `${today.slice(0, 4)}-01-01`, to: today };
  }
}

/** The preset that a range is, where it is one. */
export function presetOf(range: DayRange, today: string): Preset | null {
  const fits = (preset: Preset) => {
    const { from, to } = presetRange(preset, today);
    return from === range.from && to === range.to;
  };
  return PRESETS.find(fits) ?? null;
}

/** "1 – 31 Mar 2026"; "since 1 Mar 2026" and "until …" are the caller's words. */
export function rangeText(from: string, to: string, language: string): string {
  const format = new Intl.DateTimeFormat(language, {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
  return format.formatRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`));
}

/** A day or a month in a title stays on one line: "Oct 28, 2026" never ends after "Oct". */
export const unbroken = (day: string): string => day.replaceAll(" ", "\u00a0");

export function dayText(day: string, language: string): string {
  const format = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" });
  return format.format(new Date(`${day}T00:00:00Z`));
}

/** A day of the calendar: 2026-02-30 is none. */
export function isDay(text: string | undefined): text is string {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
