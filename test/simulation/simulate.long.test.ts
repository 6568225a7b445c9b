// The long run of the seeded world: many seeds, so that rare orders of events come up. Each must agree with
// the auditor.
// Example of a failure: "seed 17, step 412: balance party_01… payable USD …: the auditor says 57, the product
// 58".
import { expect, test } from "vitest";
import { testDatabase } from "../database.ts";
import { simulate } from "./simulate.ts";

test.each([11, 12, 13, 14, 15, 16, 17, 18])("seed %i: 600 steps agree", async (seed) => {
  const { url, close } = await testDatabase();
  try {
    const done = await simulate(url, { seed, steps: 600 });
    expect(done.sales).toBeGreaterThan(300);
    expect(done.refunds).toBeGreaterThan(40);
    expect(done.disputes).toBeGreaterThan(20);
  } finally {
    await close();
  }
});
