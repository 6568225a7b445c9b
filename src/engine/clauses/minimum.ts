// Clause `minimum`: what a party earns in a period at the least. No part of a sale's split: what is missing
// at the period's end is settled by the producer (settle.ts). Does not count to the cap of shares.
// Example: 500.00 a month, 320.00 earned in March → the producer owes 180.00 more.
import type { Minor } from "../../base/amount.ts";
import type { Currency } from "../../base/currency.ts";
import type { JsonObject, Problems } from "../problem.ts";
import { readAmount, readCurrency, readWord } from "../read-value.ts";
import { PERIODS, type Period, type Rule, type SlotOf } from "./rule.ts";

export interface MinimumClause {
  readonly kind: "minimum";
  /** Of a whole period, minor units. */
  readonly amount: Minor;
  readonly currency: Currency;
  readonly period: Period;
}

const KEYS = new Set(["kind", "amount", "currency", "period"]);

export function readMinimum(problems: Problems, object: JsonObject, path: string): MinimumClause | undefined {
  const before = problems.list.length;
  problems.checkKeys(object, path, KEYS);
  const amount = readAmount(problems, object.amount, path, "amount", 1);
  const currency = readCurrency(problems, object.currency, path, "currency");
  const period = readWord(problems, object.period, path, "period", PERIODS);
  return problems.list.length > before
    ? undefined
    : ({ kind: "minimum", amount, currency, period } as MinimumClause);
}

/** The canonical form and the form of plan.json, which are the same. */
export function writeMinimum({ amount, currency, period }: MinimumClause): unknown {
  return { kind: "minimum", amount, currency, period };
}

/** Does nothing to a sale; counts what is earned in the period. */
export function minimumRule({ period }: MinimumClause, slotOf: SlotOf): Rule {
  slotOf("earned", period);
  return { kind: "minimum", inputs: null };
}
