// A short run of `compare-split.ts`: the product's split command against the auditor on random plans with
// every kind of clause, as an executable and, many more, within a process. The long run is
// compare-split.long.test.ts. It decides nothing by itself; a difference is printed with its plan and lines,
// made small.
// Example: seed 1, 16 plans of 30 lines each, some with --explain, in about three seconds.
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

const program = new URL("./compare-split.ts", import.meta.url).pathname;

test.each([
  ["the executable", "1", "16", ["--explain", "0.25"]],
  ["the command within a process", "1000", "400", ["--inside", "--jobs", "1"]],
])("%s and the auditor agree on random plans, lines and errors", (_name, seed, plans, more) => {
  const options = ["--seed", seed, "--plans", plans, "--lines", "30", ...more];
  const { stdout, stderr } = spawnSync(process.execPath, [program, ...options], { encoding: "utf8" });
  expect(`${stdout}${stderr}`).toBe(`compared ${plans} plans of 30 lines from seed ${seed}: 0 differ\n`);
});
