// The first instant of a day where the business is, for a server that asks for instants.
//   dayStart("2026-03-01", "America/Sao_Paulo", 1) → "2026-03-02T03:00:00.000Z"
import { offsetAt } from "../../base/calendar.ts";

const DAY = 86_400_000;

/** The first instant of a day, or of the day so many days later; undefined where the day is none. */
export function dayStart(day: string | undefined, timeZone: string, later: number): string | undefined {
  const midnight = Date.parse(`${day}T00:00:00Z`) + later * DAY;
  if (Number.isNaN(midnight)) return undefined;
  const near = midnight - offsetAt(timeZone, midnight);
  return new Date(midnight - offsetAt(timeZone, near)).toISOString();
}
