// When a rate may begin or end: what holds within the next three days counts, also a rate that only lasts
// until tomorrow. Nobody earns less on any of these days than was announced before.
import { expect, test } from "vitest";
import { instant } from "../../src/base/instant.ts";
import type { Ppm } from "../../src/base/rate.ts";
import type { CommissionRule } from "../../src/engine/commission.ts";
import { endOf, startOf } from "../../src/flows/commission-dates.ts";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 4, 1);
const LATE = NOW + 3 * DAY;
const WHO = { parties: ["carla"], offers: [] };
let made = 0;

/** Percent, from and until in days from now. */
function rule(party: string | null, percent: number, from: number, until: number | null): CommissionRule {
  const day = (days: number) => instant(NOW + days * DAY);
  return {
    ...{ id: `r${++made}`, party, offer: null, rate: (percent * 10_000) as Ppm },
    ...{ from: day(from), until: until === null ? null : day(until) },
  };
}

const forAll = rule(null, 33, -30, null);

test.each([
  ["more than today, but a lower rate of today ends tomorrow", [rule("carla", 22, -9, 1)], 30, LATE],
  ["more than today, and the lower rate of today ends in four days", [rule("carla", 22, -9, 4)], 30, NOW],
  ["more than today and than what comes back tomorrow", [rule("carla", 22, -9, 1)], 40, NOW],
  [
    "more than today, but tomorrow a higher one begins",
    [rule("carla", 22, -9, null), rule("carla", 35, 1, null)],
    30,
    NOW,
  ],
])("%s", (_, own, percent, begins) => {
  const next = { party: "carla", offer: null, rate: (percent * 10_000) as Ppm };
  expect(startOf([forAll, ...own], next, instant(NOW), undefined, WHO)).toBe(begins);
});

test("a rate that gives less today may not end where what it gives way to ends tomorrow", () => {
  const own = rule("carla", 20, -9, null);
  const low = rule(null, 10, -9, null);
  const untilTomorrow = rule(null, 30, -5, 1);
  expect(endOf([low, untilTomorrow, own], own, instant(NOW), WHO)).toBe(LATE);
  expect(endOf([low, rule(null, 30, -5, 4), own], own, instant(NOW), WHO)).toBe(NOW);
  expect(endOf([rule(null, 30, -9, null), own], own, instant(NOW), WHO)).toBe(NOW);
});
