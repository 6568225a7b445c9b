// Ids made in a row are UUIDv7s that ascend, with the clock standing still, running and going back.
import { expect, test } from "vitest";
import { isUuid } from "../../src/base/id.ts";
import { UuidSeries } from "../../src/base/uuid-series.ts";
import { seeded } from "../simulation/seeded.ts";

const START = Date.UTC(2026, 6, 7);

function seriesAt(now: () => number): UuidSeries {
  const bytes = seeded(7);
  return new UuidSeries({
    now,
    random: (count) => Uint8Array.from({ length: count }, () => bytes.below(256)),
  });
}

const timeOf = (uuid: string) => Number.parseInt(uuid.replace("-", "").slice(0, 12), 16);

test("10,000 in one millisecond ascend, are all different, and stay within three milliseconds", () => {
  const series = seriesAt(() => START);
  const made = Array.from({ length: 10_000 }, () => series.next());
  expect(made).toEqual([...made].sort());
  expect(new Set(made.map((uuid) => uuid.slice(19))).size).toBe(made.length);
  for (const uuid of made) expect(isUuid(uuid)).toBe(true);
  expect(made.every((uuid) => uuid[14] === "7" && "89ab".includes(uuid[19] ?? ""))).toBe(true);
  expect(timeOf(made[0] ?? "")).toBe(START);
  expect(timeOf(made.at(-1) ?? "")).toBe(START + 2);
});

test("a clock that goes back does not take the ids with it", () => {
  let clock = START;
  const series = seriesAt(() => clock);
  const made = [series.next()];
  for (const now of [START + 5, START - 1000, START + 5, START + 6]) {
    clock = now;
    made.push(series.next());
  }
  expect(made).toEqual([...made].sort());
  expect(timeOf(made.at(-1) ?? "")).toBe(START + 6);
});
