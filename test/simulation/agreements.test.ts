// A short run of the world of agreements: proposals of both sides, answered and left, sales under what was in
// force; the product and both auditors agree, and the same seed leaves the same trace. One planted bug is
// found here, the others in agreements.long.test.ts.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "../database.ts";
import { AGREEMENT_BUGS } from "./agree-bugs.ts";
import { simulateAgreements } from "./simulate-agreements.ts";
import { openWorldDoor, type WorldDoor } from "./world-door.ts";

const databases: TestDatabase[] = [];
let door: WorldDoor;
const freshUrl = async () => {
  const database = await testDatabase();
  databases.push(database);
  return database.url;
};

beforeAll(async () => {
  door = await openWorldDoor();
});
afterAll(async () => {
  await door.close();
  for (const database of databases) await database.close();
});

test("every term, sale and balance as two sides agreed it, and the same seed leaves the same trace", async () => {
  const first = await simulateAgreements(await freshUrl(), { seed: 3, steps: 45, door });
  const again = await simulateAgreements(await freshUrl(), { seed: 3, steps: 45, door });
  expect(again).toEqual(first);
  expect(first.sales).toBeGreaterThan(8);
  expect(first.answers.accepted).toBeGreaterThan(1);
}, 120_000);

test("who proposed may not accept: planted, and found", async () => {
  const planted = AGREEMENT_BUGS["12: who proposed may accept"];
  await expect(simulateAgreements(await freshUrl(), { seed: 3, steps: 120, planted, door })).rejects.toThrow(
    /the auditor says own_proposal, the product/,
  );
}, 120_000);
