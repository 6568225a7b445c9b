// Seeded lives of payouts before a bank that fails: the auditor agrees with every run, beginning and balance,
// the bank is the ledger, the same seed lives the same life, and every planted bug is found.
import { expect, test } from "vitest";
import { testDatabase } from "../database.ts";
import { PAYOUT_BUGS } from "./payout-bugs.ts";
import { type PayoutOptions, simulatePayouts } from "./simulate-payouts.ts";

async function live(options: PayoutOptions) {
  const { url, close } = await testDatabase();
  try {
    return await simulatePayouts(url, options);
  } finally {
    await close();
  }
}

test.each([1, 2, 3, 4, 5, 6])("seed %i: the bank is the ledger", { timeout: 240_000 }, async (seed) => {
  const done = await live({ seed, steps: 400 });
  expect(done.settled).toBeGreaterThan(5);
  expect(done.back).toBeGreaterThan(3);
  expect(done.refused).toBeGreaterThan(0);
  expect(done.deaths).toBeGreaterThan(5);
});

test("the same seed lives the same life", { timeout: 240_000 }, async () => {
  expect(await live({ seed: 17, steps: 150 })).toEqual(await live({ seed: 17, steps: 150 }));
});

const SEEDS = [21, 22, 23, 24];
test.each(Object.entries(PAYOUT_BUGS))(
  "a planted bug is found: %s",
  { timeout: 400_000 },
  async (_, planted) => {
    const found: string[] = [];
    for (const seed of SEEDS) {
      await live({ seed, steps: 400, planted }).catch((error: Error) => found.push(error.message));
      if (found.length === 2) break;
    }
    expect(found).toHaveLength(2);
    for (const message of found) expect(message).toMatch(/^seed \d+, step \d+: .*auditor/);
  },
);
