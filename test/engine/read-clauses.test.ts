// What is wrong with a mix, a recoupment, a minimum or a milestone, each part with its path; and how they
// count to the cap. Example: a mix of 50 % and 20.0001 % recouped first → over a cap of 70 %.
import { expect, test } from "vitest";
import { readPlan } from "../../src/engine/read-plan.ts";

/** "path code" of everything wrong in a contract of 10 % of bruno. */
function inContract(more: Record<string, unknown>): string[] {
  const contract = { id: "c1", party: "bruno", share: "0.10", from: "2026-01-01T00:00:00Z", ...more };
  const read = readPlan({ producer: "ana", contracts: [contract] });
  return read.ok ? [] : read.errors.map(({ path, code }) => `${path} ${code}`.trim());
}

test("mixes, recoupments, minimums and milestones, each part of them", () => {
  const clauses = [
    { kind: "mix", by: "colour", shares: [{ of: "red", share: "2" }, { of: "red", share: "0.1" }, 3] },
    { kind: "mix", by: "product", shares: [] },
    { kind: "recoup", amount: 0, currency: "XXX", from: "share", rate: "0.1" },
    { kind: "recoup", amount: 1, currency: "USD", from: "whole" },
    { kind: "recoup", amount: 1, currency: "USD", from: "whole", rate: "0.1" },
    { kind: "minimum", amount: 1, currency: "USD", period: "week", bonus: 1 },
    { kind: "milestone", measure: "gross", period: "month", goal: 0, bonus: 1.5 },
  ];
  const at = "contracts[0].clauses";
  expect(inContract({ maxAffiliateRate: "1.1", clauses })).toEqual([
    `${at}[0].by invalid_word`,
    `${at}[0].shares[0].share invalid_rate`,
    `${at}[0].shares[1].of repeated_share`,
    `${at}[0].shares[2] invalid_object`,
    `${at}[1].shares missing`,
    `${at}[2].amount invalid_amount`,
    `${at}[2].currency unknown_currency`,
    `${at}[2].rate unknown_key`,
    `${at}[3].rate missing`,
    `${at}[5].bonus unknown_key`,
    `${at}[5].period invalid_word`,
    `${at}[6].measure invalid_word`,
    `${at}[6].goal invalid_amount`,
    `${at}[6].bonus invalid_amount`,
    `${at}[6].currency missing`,
    `${at}[1] two_shares`,
    `${at}[4] two_recoups`,
    "contracts[0].maxAffiliateRate invalid_rate",
  ]);
});

test("two minimums, or two rewards of one goal, of a period and currency would be counted as one", () => {
  const minimum = { kind: "minimum", amount: 500, currency: "USD", period: "month" };
  const goal = { kind: "milestone", measure: "sales", period: "month", goal: 2, bonus: 250, currency: "USD" };
  const apart = [minimum, { ...minimum, currency: "EUR" }, { ...minimum, period: "year" }];
  const goals = [goal, { ...goal, goal: 3 }, { ...goal, measure: "earned" }, { ...goal, period: "term" }];
  expect(inContract({ clauses: [...apart, ...goals] })).toEqual([]);
  expect(
    inContract({ clauses: [minimum, { ...minimum, amount: 900 }, goal, { ...goal, bonus: 1 }] }),
  ).toEqual(["contracts[0].clauses[1] two_minimums", "contracts[0].clauses[3] two_milestones"]);
});

test("a mix counts to the cap with its largest share, a recoupment from the whole on top", () => {
  const mix = { kind: "mix", by: "product", shares: [{ of: "piano", share: "0.5" }] };
  const first = { kind: "recoup", amount: 1, currency: "USD", from: "whole", rate: "0.2" };
  const advance = { kind: "recoup", amount: 1, currency: "USD", from: "share" };
  const minimum = { kind: "minimum", amount: 1, currency: "USD", period: "month" };
  expect(inContract({ share: "0.1", clauses: [mix, first, advance, minimum] })).toEqual([]);
  expect(inContract({ share: "0.1", clauses: [mix, { ...first, rate: "0.200001" }] })).toEqual([
    "contracts[0] cap_exceeded",
    "contracts[0] cap_exceeded",
  ]);
  expect(inContract({ share: "0.6", scope: "direct", clauses: [mix, first] })).toEqual([
    "contracts[0] cap_exceeded",
  ]);
});
