// Refunds in charts of money: never on top of what was sold, never as money that somebody else got.
import { expect, test } from "vitest";
import { takenSeries } from "../../src/web/console/pages/overview/taken-series.ts";
import { type SeriesNames, soldSeries } from "../../src/web/console/pages/products/sold-series.ts";
import { layoutChart } from "../../src/web/parts/chart-layout.ts";

const NAMES: SeriesNames = { paid: "Paid", taken: "Taken back", kept: "You keep", given: "To others" };
const valuesOf = (series: { name: string; values: readonly number[] }[]) =>
  Object.fromEntries(series.map((one) => [one.name, one.values]));

test("what was taken back hangs below the line: a day sold and refunded is as high as it was sold", () => {
  const series = takenSeries({
    came: { name: "Sold", values: [10000, 4900] },
    taken: { name: "Taken back", values: [10000, 0] },
  });
  expect(valuesOf(series)).toEqual({ Sold: [10000, 4900], "Taken back": [-10000, 0] });
  const layout = layoutChart({
    kind: "columns",
    values: series.map((one) => one.values),
    width: 600,
    height: 200,
  });
  const [sold, taken] = layout.columns.map((row) => row[0]);
  expect(sold && sold.y + sold.height).toBeCloseTo(layout.zero);
  expect(taken?.y).toBeCloseTo(layout.zero);
  expect(layout.ticks.at(-1)?.value).toBe(10000);
});

test("nothing taken back: one series", () => {
  const came = { name: "Sold", values: [1] };
  expect(takenSeries({ came, taken: { name: "Taken back", values: [0] } })).toHaveLength(1);
});

test("a product shared with nobody gives nothing to others, however much was refunded", () => {
  const buckets = [{ paid: 20000, refunded: 10100, earned: 9900 }];
  expect(valuesOf(soldSeries(buckets, NAMES))).toEqual({ "You keep": [9900], "To others": [0] });
});

test("what others got goes back with a refund, also in a month without a sale", () => {
  const buckets = [
    { paid: 10000, refunded: 0, earned: 6000 },
    { paid: 0, refunded: 5000, earned: -3000 },
  ];
  expect(valuesOf(soldSeries(buckets, NAMES))).toEqual({
    "You keep": [6000, -3000],
    "To others": [4000, -2000],
  });
});

test("who may not see earnings sees what was paid and what was taken back", () => {
  const buckets = [{ paid: 20000, refunded: 10100, earned: null }];
  expect(valuesOf(soldSeries(buckets, NAMES))).toEqual({ Paid: [20000], "Taken back": [-10100] });
});
