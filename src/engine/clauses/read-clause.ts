// Reads a clause by its kind, and turns one into rules. A new kind is one file and one line in each table
// here.
// Example: { "kind": "cap", "sales": 1000 } → CapClause { earned: null, sales: 1000 } → one rule `cap.sales`.
import { NO_RATE, type Ppm } from "../../base/rate.ts";
import type { Clause } from "../plan.ts";
import { below, isObject, type JsonObject, type Problems } from "../problem.ts";
import { capRules, readCap, writeCap } from "./cap.ts";
import { milestoneRule, readMilestone, writeMilestone } from "./milestone.ts";
import { minimumRule, readMinimum, writeMinimum } from "./minimum.ts";
import { canonicalMix, mixRule, readMix, writeMix } from "./mix.ts";
import { canonicalRecoup, readRecoup, recoupRule, writeRecoup } from "./recoup.ts";
import type { CounterKind, Rule, SlotOf } from "./rule.ts";
import { canonicalTiers, readTiers, tiersRule, writeTiers } from "./tiers.ts";

type Reader = (problems: Problems, object: JsonObject, path: string) => Clause | undefined;

const READERS = new Map<unknown, Reader>([
  ["tiers", readTiers],
  ["cap", readCap],
  ["mix", readMix],
  ["recoup", readRecoup],
  ["minimum", readMinimum],
  ["milestone", readMilestone],
]);

export function readClause(problems: Problems, item: unknown, path: string): Clause | undefined {
  if (!isObject(item)) return problems.add(path, "invalid_object", "must be an object");
  const read = READERS.get(item.kind);
  if (read === undefined) {
    const kinds = [...READERS.keys()].map((known) => `"${known}"`).join(" or ");
    return problems.add(below(path, "kind"), "unknown_clause", `must be ${kinds}`);
  }
  return read(problems, item, path);
}

/** `plain`: the contract's own share, where no clause sets another. */
export function rulesOf(clause: Clause, plain: Ppm, slotOf: SlotOf): Rule[] {
  switch (clause.kind) {
    case "tiers":
      return [tiersRule(clause, slotOf)];
    case "cap":
      return capRules(clause, slotOf);
    case "mix":
      return [mixRule(clause, plain)];
    case "recoup":
      return [recoupRule(clause, slotOf)];
    case "minimum":
      return [minimumRule(clause, slotOf)];
    case "milestone":
      return [milestoneRule(clause, slotOf)];
  }
}

/** The counters that clauses look at, each once. */
export function countersOfClauses(clauses: readonly Clause[]): CounterKind[] {
  const kinds = new Map<string, CounterKind>();
  for (const clause of clauses) {
    rulesOf(clause, NO_RATE, (measure, period) => {
      kinds.set(`${measure}:${period}`, { measure, period });
      return { measure, period, value: 0 };
    });
  }
  return [...kinds.values()];
}

export function canonicalClause(clause: Clause): unknown {
  switch (clause.kind) {
    case "tiers":
      return canonicalTiers(clause);
    case "mix":
      return canonicalMix(clause);
    case "recoup":
      return canonicalRecoup(clause);
    default:
      return writeClause(clause);
  }
}

export function writeClause(clause: Clause): unknown {
  switch (clause.kind) {
    case "tiers":
      return writeTiers(clause);
    case "cap":
      return writeCap(clause);
    case "mix":
      return writeMix(clause);
    case "recoup":
      return writeRecoup(clause);
    case "minimum":
      return writeMinimum(clause);
    case "milestone":
      return writeMilestone(clause);
  }
}
