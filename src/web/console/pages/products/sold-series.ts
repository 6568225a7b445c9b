// The columns of what a product sold: what is left of it after what was taken back, in the producer's part
// and that of others. Who may not see earnings sees what was paid, and below the line what was taken back.
// Example: 200.00 paid, 101.00 taken back, 99.00 kept → "You keep" 99.00, nothing to others.
import type { ChartSeries } from "../../../parts/chart-props.ts";
import { takenSeries } from "../overview/taken-series.ts";

interface Bucket {
  paid: number;
  refunded: number;
  /** After what was taken back; null for who may not see it. */
  earned: number | null;
}

export type SeriesNames = Record<"paid" | "taken" | "kept" | "given", string>;

export function soldSeries(buckets: readonly Bucket[], names: SeriesNames): ChartSeries[] {
  const earned = buckets.map((bucket) => bucket.earned ?? 0);
  if (buckets.every((bucket) => bucket.earned === null)) {
    return takenSeries({
      came: { name: names.paid, values: buckets.map((bucket) => bucket.paid) },
      taken: { name: names.taken, values: buckets.map((bucket) => bucket.refunded) },
    });
  }
  const left = buckets.map((bucket) => bucket.paid - bucket.refunded);
  return [
    { key: "kept", name: names.kept, colour: "var(--party-1)", values: earned },
    {
      key: "given",
      name: names.given,
      colour: "var(--fee-2)",
      values: left.map((amount, index) => amount - (earned[index] ?? 0)),
    },
  ];
}
