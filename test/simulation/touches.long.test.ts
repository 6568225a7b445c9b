// Seeded lives of clicks, coupons, suspensions and frauds: the auditor of credit agrees with every sale and
// balance, and the same seed lives the same life.
import { expect, test } from "vitest";
import { testDatabase } from "../database.ts";
import { simulateTouches } from "./simulate-touches.ts";

async function live(seed: number, steps: number) {
  const { url, close } = await testDatabase();
  try {
    return await simulateTouches(url, { seed, steps });
  } finally {
    await close();
  }
}

test.each([1, 2])(
  "seed %i: every sale is credited and every balance is as the auditor says",
  async (seed) => {
    const { sales, credited, found } = await live(seed, 120);
    expect(sales).toBeGreaterThan(25);
    expect(credited).toBeGreaterThan(5);
    expect(found).toBeGreaterThan(0);
  },
);

test("the same seed lives the same life", async () => {
  expect(await live(7, 30)).toEqual(await live(7, 30));
});
