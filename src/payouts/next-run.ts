// When a schedule comes round: weekly on Mondays, monthly on the first. Pure, by days since 1970-01-01.
// Example: nextRunDay("weekly", 2026-02-04, a Wednesday) → 2026-02-09; on a Monday that day itself.
import type { Schedule } from "./settings.ts";

/** Not before this hour of the workspace's morning. */
export const RUN_HOUR = 6;

/** Day 0 was a Thursday. */
export function isRunDay(schedule: Schedule, day: number): boolean {
  if (schedule === "weekly") return (day + 3) % 7 === 0;
  return schedule === "monthly" && new Date(day * 86_400_000).getUTCDate() === 1;
}

/** A day that was missed longer ago than this is not made up for. */
const MOST_MISSED = 31;

/** Has a run day come since it was last looked, today among them? Never looked: today alone. */
export function isDueSince(schedule: Schedule, looked: number | null, day: number): boolean {
  const first = Math.max(Math.min((looked ?? day) + 1, day), day - MOST_MISSED);
  for (let one = first; one <= day; one++) if (isRunDay(schedule, one)) return true;
  return false;
}

/** From `day` on; null on demand. */
export function nextRunDay(schedule: Schedule, day: number): number | null {
  if (schedule === "on_demand") return null;
  for (let next = day; ; next++) if (isRunDay(schedule, next)) return next;
}
