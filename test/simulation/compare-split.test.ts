// A short run of `compare-split.ts`: the product's split command against the auditor on a few random plans.
// It decides nothing by itself; a difference is printed with its plan and lines, made small.
// Example: seed 1, 24 plans of 30 lines each, some with --explain, in about three seconds.
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

const program = new URL("./compare-split.ts", import.meta.url).pathname;

test("partage split and the auditor agree on random plans, lines and errors", () => {
  const options = ["--seed", "1", "--plans", "24", "--lines", "30", "--explain", "0.25"];
  const { stdout, stderr } = spawnSync(process.execPath, [program, ...options], { encoding: "utf8" });
  expect(`${stdout}${stderr}`).toBe("compared 24 plans of 30 lines from seed 1: 0 differ\n");
});
