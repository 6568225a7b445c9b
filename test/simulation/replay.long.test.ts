// Many simulated worlds told again into an empty database: the same books each time (domain §10.14).
// Example of a failure: "workspace 2: counter sales:term::contract_01… 4 became counter sales:term::… 3".
import { expect, test } from "vitest";
import { replayWorld } from "./replay-world.ts";

test.each([31, 32, 33, 34])("seed %i: 400 steps, told again, give the same books", async (seed) => {
  const { entries, difference } = await replayWorld(seed, 400);
  expect(difference).toBeNull();
  expect(entries).toBeGreaterThan(200);
});
