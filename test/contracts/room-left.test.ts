// What a cap leaves for each kind of sale: shares in force, those that start later, and what proposals
// reserve.
import { expect, test } from "vitest";
import type { Uuid } from "../../src/base/id.ts";
import type { Ppm } from "../../src/base/rate.ts";
import type { SharedBy } from "../../src/contracts/check-agreement.ts";
import { roomLeft } from "../../src/contracts/room-left.ts";
import type { AgreedVersion } from "../../src/contracts/version-in-force.ts";

const NOW = 1_000;
const CAP = 700_000 as Ppm;

const version = (share: string, more: Partial<AgreedVersion> & { scope?: string } = {}): AgreedVersion => {
  const { scope = "all", starts = 0, ends = null } = more;
  const terms = { share, base: "after_affiliate", scope, mayBeAffiliate: true, clauses: [] };
  return { starts, ends, terms: terms as AgreedVersion["terms"] };
};
const contract = (id: string, versions: AgreedVersion[], proposed?: AgreedVersion[]): SharedBy => ({
  id: id as Uuid,
  party: `${id}-party` as Uuid,
  versions,
  ...(proposed ? { proposed } : {}),
});
const told = (contracts: SharedBy[]) =>
  roomLeft(contracts, CAP, NOW).map(({ kind, used, left, from }) => [kind, used, left, from]);

test("each kind of sale has its own room", () => {
  const bruno = contract("bruno", [version("0.40")]);
  const carla = contract("carla", [version("0.20", { scope: "direct" })]);
  const mara = contract("mara", [version("0.05", { scope: "recruited" })]);
  expect(told([bruno, carla, mara])).toEqual([
    ["direct", 600_000, 100_000, NOW],
    ["affiliate", 400_000, 300_000, NOW],
    ["recruited", 450_000, 250_000, NOW],
  ]);
  expect(roomLeft([mara], CAP, NOW)[2]).toMatchObject({ recruitedBy: "mara-party" });
});

test("what starts later counts from then on, what has ended does not", () => {
  const bruno = contract("bruno", [version("0.10"), version("0.30", { starts: 5_000 })]);
  const gone = contract("gone", [version("0.50", { ends: 900 })]);
  expect(told([bruno, gone])[0]).toEqual(["direct", 300_000, 400_000, 5_000]);
});

test("a proposal reserves its share, and never beside the terms it would replace", () => {
  const bruno = contract("bruno", [version("0.10")], [version("0.10"), version("0.25", { starts: NOW })]);
  const asked = contract("asked", [], [version("0.30", { starts: NOW })]);
  const [direct] = roomLeft([bruno, asked], CAP, NOW);
  expect(direct).toMatchObject({ used: 550_000, left: 150_000 });
  expect(direct?.shares.map((one) => [one.share, one.isProposed])).toEqual([
    [250_000, true],
    [300_000, true],
  ]);
});

test("nobody shares: all of the cap is left, and never less than nothing", () => {
  expect(told([])).toEqual([
    ["direct", 0, 700_000, NOW],
    ["affiliate", 0, 700_000, NOW],
  ]);
  expect(told([contract("bruno", [version("0.90")])])[0]).toEqual(["direct", 900_000, 0, NOW]);
});
