// Clause `cap`: a contract stops at a total earned (per currency) or after a number of sales (over all
// currencies). Earned limits the quota before any abatement, so an exhausted cap crowds nobody out; sales
// after the n-th earn 0.
// Example: earned 500000 (5,000.00), 499000 counted, a quota of 58.20 → 10.00; the rest is the producer's.
import type { Minor } from "../../base/amount.ts";
import type { JsonObject, Problems } from "../problem.ts";
import { readAmount } from "../read-value.ts";
import type { Inputs, Rule, SlotOf } from "./rule.ts";

export interface CapClause {
  readonly kind: "cap";
  readonly earned: Minor | null;
  readonly sales: Minor | null;
}

const KEYS = new Set(["kind", "earned", "sales"]);

export function readCap(problems: Problems, object: JsonObject, path: string): CapClause | undefined {
  problems.checkKeys(object, path, KEYS);
  const earned = object.earned !== undefined ? readAmount(problems, object.earned, path, "earned") : null;
  const sales = object.sales !== undefined ? readAmount(problems, object.sales, path, "sales") : null;
  if (earned === undefined || sales === undefined) return undefined;
  if (earned === null && sales === null) {
    return problems.add(path, "missing", "must say `earned` or `sales`");
  }
  return { kind: "cap", earned, sales };
}

/** The canonical form and the form of plan.json, which are the same. */
export function writeCap(clause: CapClause): unknown {
  return {
    kind: "cap",
    ...(clause.earned === null ? {} : { earned: clause.earned }),
    ...(clause.sales === null ? {} : { sales: clause.sales }),
  };
}

export function capRules(clause: CapClause, slotOf: SlotOf): Rule[] {
  const rules: Rule[] = [];
  const { earned, sales } = clause;
  if (sales !== null) {
    const count = slotOf("sales", "term");
    rules.push({
      kind: "cap.sales",
      admits: () => count.value < sales,
      inputs: (): Inputs => ({ sales, salesBefore: count.value }),
    });
  }
  if (earned !== null) {
    const sum = slotOf("earned", "term");
    rules.push({
      kind: "cap.earned",
      ceiling: () => Math.max(0, earned - sum.value),
      inputs: (): Inputs => ({ earned, earnedBefore: sum.value }),
    });
  }
  return rules;
}
