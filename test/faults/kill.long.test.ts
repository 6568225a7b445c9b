// kill -9 under load, the long form: 10,000 acknowledged sales while the server is killed eleven times, or
// PostgreSQL four times: the embedded database gives up after five deaths within a minute, by design.
import { expect, test } from "vitest";
import { killUnderLoad } from "./kill-under-load.ts";

test.each([
  ["server", 900, 11],
  ["database", 2_100, 4],
] as const)("kill -9 of the %s: 10,000 acknowledged, 0 lost, 0 twice", async (kill, every, times) => {
  const { kills, unanswered, ...found } = await killUnderLoad({ sales: 10_000, kill, every });
  expect(found).toMatchObject({ acknowledged: 10_000, lost: 0, twice: 0, disagreements: [] });
  expect(kills).toBe(times);
  expect(unanswered).toBeGreaterThan(0);
});
