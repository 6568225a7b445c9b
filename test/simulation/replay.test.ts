// Replaying all inputs into an empty database gives the same books (domain §10.14): a simulated world, with
// contracts that change while it sells, told again in ledger order. With a bug planted on the way to the
// second database the difference is found.
import { expect, test } from "vitest";
import { BUGS } from "./planted-bugs.ts";
import { replayWorld } from "./replay-world.ts";
import type { Bug } from "./weak-line.ts";

test("the same books, to the day, the plan and the counter", async () => {
  const { entries, difference } = await replayWorld(5, 100);
  expect(difference).toBeNull();
  expect(entries).toBeGreaterThan(60);
}, 120_000);

test("a bug planted in the second telling is found", async () => {
  const bug = BUGS["2: a balance is not the sum of its postings"] as Bug;
  expect((await replayWorld(5, 40, bug)).difference).toMatch(/^workspace \d+: balance /);
}, 120_000);
