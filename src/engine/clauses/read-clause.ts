// Reads a clause by its kind, and turns one into rules. A new kind is one file and one line in each table
// here.
// Example: { "kind": "cap", "sales": 1000 } → CapClause { earned: null, sales: 1000 } → one rule `cap.sales`.
import type { Clause } from "../plan.ts";
import { below, isObject, type Problems } from "../problem.ts";
import { type CapClause, capRules, readCap, writeCap } from "./cap.ts";
import type { CounterKind, Rule, SlotOf } from "./rule.ts";
import { canonicalTiers, readTiers, type TiersClause, tiersRule, writeTiers } from "./tiers.ts";

const READERS = new Map<unknown, typeof readTiers | typeof readCap>([
  ["tiers", readTiers],
  ["cap", readCap],
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

export function rulesOf(clause: Clause, slotOf: SlotOf): Rule[] {
  return clause.kind === "tiers" ? [tiersRule(clause, slotOf)] : capRules(clause, slotOf);
}

/** The counters that clauses look at, each once. */
export function countersOfClauses(clauses: readonly Clause[]): CounterKind[] {
  const kinds = new Map<string, CounterKind>();
  for (const clause of clauses) {
    rulesOf(clause, (measure, period) => {
      kinds.set(`${measure}:${period}`, { measure, period });
      return { measure, period, value: 0 };
    });
  }
  return [...kinds.values()];
}

export function canonicalClause(clause: Clause): unknown {
  return clause.kind === "tiers" ? canonicalTiers(clause satisfies TiersClause) : writeCap(clause);
}

export function writeClause(clause: Clause): unknown {
  return clause.kind === "tiers" ? writeTiers(clause) : writeCap(clause satisfies CapClause);
}
