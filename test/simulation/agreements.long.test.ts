// The long run of the world of agreements, and every bug that is planted into it, found with one seed.
// Example of a failure: "seed 43, step 217: sale s190 … under […]: the auditor says … 87, the product … 0".
import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase } from "../database.ts";
import { AGREEMENT_BUGS } from "./agree-bugs.ts";
import { type AgreementsOptions, simulateAgreements } from "./simulate-agreements.ts";
import { openWorldDoor, type WorldDoor } from "./world-door.ts";

let door: WorldDoor;
beforeAll(async () => {
  door = await openWorldDoor();
});
afterAll(() => door.close());

async function run(options: AgreementsOptions) {
  const { url, close } = await testDatabase();
  try {
    return await simulateAgreements(url, { ...options, door });
  } finally {
    await close();
  }
}

test.each([41, 42, 43, 44])("seed %i: 400 steps agree", async (seed) => {
  const { answers, sales, deaths } = await run({ seed, steps: 400 });
  expect(sales).toBeGreaterThan(60);
  expect(answers.accepted).toBeGreaterThan(5);
  expect(deaths).toBeGreaterThan(10);
});

test("the same seed leaves the same trace", async () => {
  const [first, again]: string[][] = [[], []];
  const told = (list: string[] | undefined) => (step: number, said: string, soFar: string) =>
    list?.push(`${step} ${said} ${soFar}`);
  const whole = await run({ seed: 47, steps: 250, onStep: told(first) });
  const repeated = await run({ seed: 47, steps: 250, onStep: told(again) });
  // Step by step first: the first that differs is where to look.
  expect(again?.find((one, at) => one !== first?.[at])).toBeUndefined();
  expect(repeated).toEqual(whole);
});

const trials = Object.entries(AGREEMENT_BUGS).map(([name, planted]) => ({ name, planted, seed: 4 }));
test.each(trials)("a planted bug is found: $name, seed $seed", async ({ planted, seed }) => {
  await expect(run({ seed, steps: 1000, planted })).rejects.toThrow(/^seed \d+(, step \d+)?: /);
});
