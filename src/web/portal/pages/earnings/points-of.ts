// The days or months of a period, each by its first day, none left out: what a chart has a column for.
//   pointsOf({ from: "2026-03-30", to: "2026-04-01" }, "day") → 30 and 31 March, 1 April
import { addDays } from "../../../parts/date-range.ts";
import type { Days } from "../../data/figures.ts";

export function pointsOf({ from, to }: Days, by: "day" | "month"): string[] {
  const points: string[] = [];
  let at = by === "day" ? from : `${from.slice(0, 7)}-01`;
  while (at <= to) {
    points.push(at);
    at = by === "day" ? addDays(at, 1) : `${addDays(at, 31).slice(0, 7)}-01`;
  }
  return points;
}
