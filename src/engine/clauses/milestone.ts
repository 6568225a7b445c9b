// Clause `milestone`: a bonus, once a period, when a measured goal is met: so many sales, so much volume, so
// much earned. No part of a sale's split: it is settled by the producer at the period's end (settle.ts).
// Does not count to the cap of shares.
// Example: 100 sales a quarter → 250.00; the 100th falls in February, the bonus is settled with the quarter.
import type { Minor } from "../../base/amount.ts";
import type { Currency } from "../../base/currency.ts";
import type { JsonObject, Problems } from "../problem.ts";
import { readAmount, readCurrency, readWord } from "../read-value.ts";
import { type Measure, PERIODS, type Period, type Rule, type SlotOf } from "./rule.ts";

export interface MilestoneClause {
  readonly kind: "milestone";
  /** net: the contract's base amounts, sales: how many in scope, earned: what the party was allocated. */
  readonly measure: "net" | "sales" | "earned";
  readonly period: Period;
  /** Minor units of `currency`, or a number of sales over all currencies. */
  readonly goal: Minor;
  readonly bonus: Minor;
  readonly currency: Currency;
}

const KEYS = new Set(["kind", "measure", "period", "goal", "bonus", "currency"]);

export function readMilestone(
  problems: Problems,
  object: JsonObject,
  path: string,
): MilestoneClause | undefined {
  const before = problems.list.length;
  problems.checkKeys(object, path, KEYS);
  const measure = readWord(problems, object.measure, path, "measure", ["net", "sales", "earned"]);
  const period = readWord(problems, object.period, path, "period", PERIODS);
  const goal = readAmount(problems, object.goal, path, "goal", 1);
  const bonus = readAmount(problems, object.bonus, path, "bonus", 1);
  const currency = readCurrency(problems, object.currency, path, "currency");
  return problems.list.length > before
    ? undefined
    : ({ kind: "milestone", measure, period, goal, bonus, currency } as MilestoneClause);
}

/** The canonical form and the form of plan.json, which are the same. */
export function writeMilestone(clause: MilestoneClause): unknown {
  const { measure, period, goal, bonus, currency } = clause;
  return { kind: "milestone", measure, period, goal, bonus, currency };
}

/** Which counter says how far it is. */
export function countedBy({ measure }: MilestoneClause): Measure {
  return measure === "net" ? "volume" : measure;
}

/** Does nothing to a sale; counts towards the goal. */
export function milestoneRule(clause: MilestoneClause, slotOf: SlotOf): Rule {
  slotOf(countedBy(clause), clause.period);
  return { kind: "milestone", inputs: null };
}
