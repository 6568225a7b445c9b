// Reads one settlement from JSON and says what is wrong, with paths. Whether anything is due is not asked
// here.
// Example: {"settle":"2026-03","id":"m1","currency":"USD"} → minimums and milestones of March, in USD.
import { isObject, type Problems } from "./problem.ts";
import { readCurrency, readText } from "./read-value.ts";
import type { Settlement } from "./sale.ts";
import { readPeriod } from "./settle.ts";

const KEYS = new Set(["settle", "id", "currency"]);

/** The settlement, or undefined and what is wrong in `problems`. */
export function readSettlementFacts(problems: Problems, json: unknown): Settlement | undefined {
  if (!isObject(json)) return problems.add("", "invalid_object", "must be an object");
  problems.checkKeys(json, "", KEYS);
  const period = readText(problems, json.settle, "", "settle");
  if (period !== undefined && readPeriod(period) === null) {
    const shape = 'must be a month "2026-03", a quarter "2026-Q1", a year "2026" or "term"';
    problems.add("settle", "invalid_period", shape);
  }
  const id = readText(problems, json.id, "", "id");
  const currency = readCurrency(problems, json.currency, "", "currency");
  return problems.list.length > 0 ? undefined : ({ settle: period, id, currency } as Settlement);
}
