// The simulator finds what it is there to find: a run with a planted bug ends in a difference, a bug for each
// invariant. Without the bug the same seed agrees, so it is the bug that is found.
import { expect, test } from "vitest";
import { testDatabase } from "../database.ts";
import { BUGS } from "./planted-bugs.ts";
import { simulate } from "./simulate.ts";

test.each(Object.entries(BUGS))("a planted bug is found: %s", async (_name, bug) => {
  const { url, close } = await testDatabase();
  try {
    await expect(simulate(url, { seed: 3, steps: 250, bug })).rejects.toThrow(/seed 3, step \d+: /);
  } finally {
    await close();
  }
});
