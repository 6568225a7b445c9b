// When a coupon credits nobody, as a table: its days, its state, its limit of uses, and whether it counts
// beside another. Its first instant counts, the one after its last does not.
import { expect, test } from "vitest";
import { type Coupon, faultOf } from "../../src/affiliates/coupon.ts";
import type { Uuid } from "../../src/base/id.ts";

const FIRST = Date.parse("2026-05-01T00:00:00Z");
const AFTER = Date.parse("2026-06-01T00:00:00Z");
const ID = "00000000-0000-7000-8000-000000000000" as Uuid;

const COUPON: Coupon = {
  ...{ id: ID, version: 1, product: ID, affiliation: ID, party: ID, code: "DORA10" },
  ...{ discount: { kind: "none" }, mostUses: 10, startsAt: FIRST, endsAt: AFTER, stacks: true },
  ...{ state: "active", externalId: null, createdAt: FIRST },
};

interface Use {
  coupon?: Partial<Coupon>;
  at?: number;
  used?: number;
  beside?: number;
}

test.each<[string, Use, string | null]>([
  ["within its days, with a use left", {}, null],
  ["its first instant", { at: FIRST }, null],
  ["a millisecond before it", { at: FIRST - 1 }, "coupon_not_yet"],
  ["its last millisecond", { at: AFTER - 1 }, null],
  ["the instant it is over", { at: AFTER }, "coupon_over"],
  ["without days", { coupon: { startsAt: null, endsAt: null }, at: AFTER }, null],
  ["paused", { coupon: { state: "paused" } }, "coupon_paused"],
  ["ended", { coupon: { state: "ended" } }, "coupon_ended"],
  ["its last use", { used: 9 }, null],
  ["a use too many", { used: 10 }, "coupon_used_up"],
  ["without a limit", { coupon: { mostUses: null }, used: 1_000_000 }, null],
  ["beside another, and it may", { beside: 1 }, null],
  ["alone, and it must be", { coupon: { stacks: false } }, null],
  ["beside another, and it must be alone", { coupon: { stacks: false }, beside: 1 }, "coupon_not_alone"],
])("%s", (_, { coupon, at = FIRST + 1, used = 0, beside = 0 }, fault) => {
  expect(faultOf({ ...COUPON, ...coupon }, at, used, beside)).toBe(fault);
});
