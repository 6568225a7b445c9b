// The plans of one product over time, compiled for its sales, and the guarantee of its offers. Read once
// while the terms stand. Never decides: plans come from contracts, shares from the engine.
// Example: terms from May, a contract from July → three stretches; a sale of June 3 finds the second.
import type { Uuid } from "../base/id.ts";
import { assert } from "../base/refusal.ts";
import { plansOf } from "../contracts/plans.ts";
import type { Tx } from "../db/transaction.ts";
import { type CompiledPlan, compilePlan, type KeptOf } from "../engine/compile-plan.ts";
import { planHash } from "../engine/plan-hash.ts";
import { readPlan } from "../engine/read-plan.ts";
import { guaranteeDaysOf } from "../products/guarantee-days.ts";

export interface TermsInterval {
  from: number;
  until: number;
  compiled: CompiledPlan;
  /** plan.json, as it is kept. */
  body: unknown;
  hash: string;
}

export interface ProductPlans {
  /** Ascending, without gaps. */
  intervals: TermsInterval[];
  /** Offer → guarantee days. */
  guarantees: Map<string, number>;
}

/** Null when the workspace has no such product. */
export async function readProductPlans(
  tx: Tx,
  ws: number,
  product: Uuid,
  keptOf: KeptOf,
): Promise<ProductPlans | null> {
  const guarantees = await guaranteeDaysOf(tx, ws, product);
  if (guarantees === null) return null;
  const intervals = (await plansOf(tx, ws, product)).map(({ from, until, plan: body }) => {
    const read = readPlan(body, { checkCap: false });
    assert(read.ok, `the plan of product ${product} from ${from} is not valid`);
    return { from, until, compiled: compilePlan(read.plan, keptOf), body, hash: planHash(read.plan) };
  });
  return { intervals, guarantees };
}

/** The stretch that an instant falls in. */
export function intervalAt(intervals: readonly TermsInterval[], instant: number): TermsInterval | null {
  let low = 0;
  let high = intervals.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((intervals[middle] as TermsInterval).until <= instant) low = middle + 1;
    else high = middle;
  }
  return intervals[low] ?? null;
}
