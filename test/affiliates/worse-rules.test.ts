// Which change of a programme's rules could give an affiliate less, and so waits three days: one row a
// change, there and back. A row that says nothing holds at once.
import { expect, test } from "vitest";
import type { CreditRules } from "../../src/affiliates/program.ts";
import { rulesStart, worseRules } from "../../src/affiliates/worse-rules.ts";
import type { Model } from "../../src/engine/attribute.ts";
import type { RenewalRule } from "../../src/engine/commission.ts";

interface Change {
  windowDays?: number | null;
  model?: Model;
  mayBuyOwn?: boolean;
  renewals?: RenewalRule;
  couponsCredit?: boolean;
  coproducersMay?: boolean;
}

function rules(change: Change): CreditRules {
  const { windowDays = 60, model = "last", mayBuyOwn = true, renewals = { kind: "all" } } = change;
  const { couponsCredit = true, coproducersMay = true } = change;
  const kept = { windowDays, model, mayBuyOwn };
  return { rules: kept, renewals, couponsCredit, coproducersMay } as CreditRules;
}

const charges = (count: number): RenewalRule => ({ kind: "charges", count });
const months = (count: number): RenewalRule => ({ kind: "months", count });
const FIRST: RenewalRule = { kind: "first" };

test.each<[what: string, before: Change, after: Change, there: string[], back: string[]]>([
  ["nothing", {}, {}, [], []],
  ["a shorter window", { windowDays: 90 }, { windowDays: 60 }, ["window"], []],
  ["a window that ends", { windowDays: null }, { windowDays: 180 }, ["window"], []],
  ["another model", { model: "last" }, { model: "first" }, ["model"], ["model"]],
  ["a shared model", { model: "last" }, { model: "linear" }, ["model"], ["model"]],
  ["no own purchases", { mayBuyOwn: true }, { mayBuyOwn: false }, ["own_purchase"], []],
  ["no co-producers", { coproducersMay: true }, { coproducersMay: false }, ["coproducers"], []],
  // Whoever has links gains what whoever has coupons loses.
  ["coupons credit nobody", { couponsCredit: true }, { couponsCredit: false }, ["coupons"], ["coupons"]],
  ["some charges of all", { renewals: { kind: "all" } }, { renewals: charges(12) }, ["renewals"], []],
  ["some months of all", { renewals: { kind: "all" } }, { renewals: months(12) }, ["renewals"], []],
  ["fewer charges", { renewals: charges(6) }, { renewals: charges(5) }, ["renewals"], []],
  ["fewer months", { renewals: months(6) }, { renewals: months(5) }, ["renewals"], []],
  ["only the first", { renewals: charges(1) }, { renewals: FIRST }, ["renewals"], []],
  ["months for charges", { renewals: charges(3) }, { renewals: months(24) }, ["renewals"], ["renewals"]],
  [
    "several at once",
    { windowDays: 90, mayBuyOwn: true },
    { windowDays: 30, mayBuyOwn: false, renewals: FIRST },
    ["window", "renewals", "own_purchase"],
    [],
  ],
])("%s", (_, before, after, there, back) => {
  expect(worseRules(rules(before), rules(after))).toEqual(there);
  expect(worseRules(rules(after), rules(before))).toEqual(back);
  const wait = (isWorse: boolean) => (isWorse ? 3 * 86_400_000 : 0);
  expect(rulesStart(rules(before), rules(after), 1_000)).toBe(1_000 + wait(there.length > 0));
});
