// The period that the overview speaks of, and the one before that it is compared with: whole days of the
// business's calendar, the last one today. It never knows instants. A month or year so far is compared with
// as much of the one before. Example: period("month", "2026-03-14") → { from: "2026-03-01", to: "2026-03-14"
// }, before: 1 – 14 Feb.
import { addDays } from "../../../parts/date-range.ts";
import type { Days } from "../../data/reports.ts";

export const PERIODS = ["7d", "30d", "90d", "month", "year"] as const;
export type Period = (typeof PERIODS)[number];

export const isPeriod = (text: string | undefined): text is Period =>
  (PERIODS as readonly (string | undefined)[]).includes(text);

const LENGTH: Partial<Record<Period, number>> = { "7d": 7, "30d": 30, "90d": 90 };

export function daysOf(period: Period, today: string): { now: Days; before: Days } {
  const length = LENGTH[period];
  if (length !== undefined) {
    const from = addDays(today, 1 - length);
    return { now: { from, to: today }, before: { from: addDays(from, -length), to: addDays(from, -1) } };
  }
  const [year = "", month = "", day = ""] = today.split("-");
  if (period === "year") {
    const last = String(Number(year) - 1).padStart(4, "0");
    return {
      now: { from: `${year}-01-01`, to: today },
      before: { from: `${last}-01-01`, to: dayWithin(`${last}-${month}`, day) },
    };
  }
  const first = `${year}-${month}-01`;
  const before = addDays(first, -1).slice(0, 7);
  return { now: { from: first, to: today }, before: { from: `${before}-01`, to: dayWithin(before, day) } };
}

/** The day of that month, or its last one: 31 March → 28 February. */
function dayWithin(month: string, day: string): string {
  const [year = 0, number = 0] = month.split("-").map(Number);
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return `${month}-${String(Math.min(Number(day), last)).padStart(2, "0")}`;
}

/** Columns of the chart: days, or months of a year. */
export function pointsOf({ from, to }: Days, by: "day" | "month"): string[] {
  const points: string[] = [];
  for (let at = from; at <= to; at = by === "day" ? addDays(at, 1) : nextMonth(at)) points.push(at);
  return points;
}

function nextMonth(day: string): string {
  return `${addDays(`${day.slice(0, 7)}-28`, 7).slice(0, 7)}-01`;
}
