// The long run of `compare-split.ts`: the product's split command against the auditor on thousands of random
// plans, every kind of clause together, and a few lists long enough for counters to fill.
// Example of a failure: "seed 5803 plan {…} lines … product: … auditor: …", made small.
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

const program = new URL("./compare-split.ts", import.meta.url).pathname;

test.each([
  ["5000", "8000", "40"],
  ["90000", "150", "1500"],
])("from seed %s, %s plans of %s lines: the command and the auditor agree", (seed, plans, lines) => {
  const options = ["--seed", seed, "--plans", plans, "--lines", lines, "--inside", "--jobs", "1"];
  const { stdout, stderr } = spawnSync(process.execPath, [program, ...options], { encoding: "utf8" });
  expect(`${stdout}${stderr}`).toBe(
    `compared ${plans} plans of ${lines} lines from seed ${seed}: 0 differ\n`,
  );
});
