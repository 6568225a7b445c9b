// What one period of a contract owes now beside its splits: the deciding version alone as a plan, the
// engine's answer, and which counters it was handed. Pure; books nothing.
// Example: 500.00 a month guaranteed, 320.00 earned in March → producer −18000, minimum 18000.
import type { Currency } from "../base/currency.ts";
import { publicId } from "../base/id.ts";
import { assert } from "../base/refusal.ts";
import { type PlanBody, planOfOne } from "../contracts/compose-plan.ts";
import type { Contract } from "../contracts/contract.ts";
import type { SettlingPeriod } from "../contracts/settling-periods.ts";
import type { Counters } from "../engine/counters.ts";
import type { Plan } from "../engine/plan.ts";
import { planHash } from "../engine/plan-hash.ts";
import { readPlan } from "../engine/read-plan.ts";
import { type Settled, settle } from "../engine/settle.ts";

export interface SettledPeriod {
  plan: Plan;
  /** plan.json, as it is kept. */
  body: PlanBody;
  hash: string;
  settled: Settled;
  /** Name → value. */
  handed: Record<string, number>;
}

/** `always`: what every plan of the workspace begins with. */
export function settlePeriod(
  always: PlanBody,
  { id, party }: Pick<Contract, "id" | "party">,
  period: SettlingPeriod,
  counters: Counters,
): SettledPeriod {
  const body = planOfOne(always, { id, party, ...period.version });
  const read = readPlan(body, { checkCap: false });
  assert(read.ok, "a plan composed of what was agreed is not valid");
  const asked = { id: publicId("contract", id), settle: period.name, currency: period.currency as Currency };
  const { settled, handed } = settleWith(read.plan, asked, counters);
  return { plan: read.plan, body, hash: planHash(read.plan), settled, handed };
}

/** The engine's answer, and which counters it looked at. */
export function settleWith(
  plan: Plan,
  asked: { id: string; settle: string; currency: Currency },
  counters: Counters,
): Pick<SettledPeriod, "settled" | "handed"> {
  const handed: Record<string, number> = {};
  const get = (name: string) => {
    const value = counters.get(name) ?? 0;
    handed[name] = value;
    return value;
  };
  return { settled: settle(plan, asked, { get }), handed };
}
