// Which days the figures of links are about: those in the address, or the last thirty. Never more.
// Example: no days in the address, today 2026-03-14 → { from: "2026-02-13", to: "2026-03-14" }.
import { addDays, todayIn } from "../parts/date-range.ts";
import { useDayRange } from "../parts/dates-filter.tsx";
import { useZone } from "../parts/when.tsx";

export function useLinkPeriod(): { from: string; to: string } {
  const today = todayIn(useZone());
  const { from, to } = useDayRange();
  if (from && to) return { from, to };
  if (from) return { from, to: today < from ? from : today };
  if (to) return { from: addDays(to, -29), to };
  return { from: addDays(today, -29), to: today };
}

/** Every day of a period, both ends counted. */
export function daysOf({ from, to }: { from: string; to: string }): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}
