// How the tests run: one database server for all (test/global-setup.ts), two workers, a database a file. The short
// ones share a worker's modules, which halves the time of the journeys: a file puts back what it changed of the
// process. The long ones have a process each.
// "short" is what npm test runs, "long" what npm run test:long runs (test/**/*.long.test.ts).
// Example: npx vitest run --project short test/ledger
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/longest-first.ts";

const LONG = "test/**/*.long.test.ts";

export default defineConfig({
  test: {
    globalSetup: ["test/global-setup.ts"],
    pool: "forks",
    maxWorkers: 2,
    hookTimeout: 180_000,
    reporters: ["./test/reporter.ts"],
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: "short",
          include: ["test/**/*.test.{ts,tsx}"],
          exclude: [LONG],
          testTimeout: 120_000,
          isolate: false,
        },
      },
      { extends: true, test: { name: "long", include: [LONG], testTimeout: 1_200_000 } },
    ],
  },
});
