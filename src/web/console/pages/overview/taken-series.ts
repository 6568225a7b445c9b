// What came in and what was taken back, as the two series of a chart: what came in stands on the line of
// zero, what was taken back hangs below it, so that more refunds never look like more business. Never nets
// one with the other.
// Example: 100.00 sold and 100.00 taken back on one day → 100.00 above the line, 100.00 below it.
import type { ChartSeries } from "../../../parts/chart-props.ts";

interface Facts {
  came: { name: string; values: readonly number[] };
  taken: { name: string; values: readonly number[] };
}

export function takenSeries({ came, taken }: Facts): ChartSeries[] {
  const isTaken = taken.values.some((amount) => amount !== 0);
  return [
    { key: "came", colour: "var(--accent)", ...came },
    ...(isTaken
      ? [
          {
            key: "taken",
            name: taken.name,
            colour: "var(--brick-mark)",
            values: taken.values.map((amount) => 0 - amount),
          },
        ]
      : []),
  ];
}
