// A contract's guarantees and bonuses, period by period, newest first: what is guaranteed or aimed at, how
// far it is, what was settled by which entries. Also the running period. Reads only; the engine says what is
// due.
// Example: 2026-03, minimum 50000 USD: earned 32000, settled 18000 by entry 40; 2026-04, running: earned 900.
import type { Uuid } from "../base/id.ts";
import { publicId } from "../base/id.ts";
import { assert } from "../base/refusal.ts";
import type { Contract } from "../contracts/contract.ts";
import { readCounters } from "../contracts/counters.ts";
import { readPlans } from "../contracts/plans.ts";
import { knownSince, readSettlements, type Settlement } from "../contracts/read-settlements.ts";
import { type SettlingPeriod, settlingPeriods } from "../contracts/settling-periods.ts";
import { readAlways } from "../contracts/terms-history.ts";
import type { Tx } from "../db/transaction.ts";
import { counterName } from "../engine/counters.ts";
import { readPlan } from "../engine/read-plan.ts";
import type { Step } from "../engine/step.ts";
import { dayText } from "../ledger/entry.ts";
import { readPostingSettings } from "../workspaces/posting-settings.ts";
import { type SettledPeriod, settlePeriod, settleWith } from "./settle-period.ts";

export interface ToldSettlement {
  kind: "minimum" | "milestone";
  period: string;
  /** "2026-03-01"; null of a whole term. */
  startsOn: string | null;
  endsOn: string | null;
  hasEnded: boolean;
  currency: string;
  version: number;
  /** What counts towards it. */
  measure: "earned" | "net" | "sales";
  /** Of a minimum: on how many days of the period it stood. */
  days: { of: number; all: number } | null;
  /** Guaranteed a whole period, or the bonus. */
  amount: number;
  /** Guaranteed for those days, or the goal. */
  target: number;
  reached: number;
  settled: number;
  /** What its end would settle as things are; of one that has ended, what the next look will. */
  due: number;
  by: { seq: number; n: number; at: Date; amount: number }[];
}

export async function tellSettlements(
  tx: Tx,
  ws: number,
  contract: Contract,
  now: number,
): Promise<ToldSettlement[]> {
  const { timeZone } = await readPostingSettings(tx, ws);
  const always = await readAlways(tx, ws);
  const counters = await readCounters(tx, ws);
  const paid = await readPaid(tx, ws, contract.id);
  const since = await knownSince(tx, ws, contract, timeZone);
  return settlingPeriods(contract, since, timeZone, now).flatMap((period) =>
    settlePeriod(always, contract, period, counters).settled.why.map((step) =>
      tell(period, step, paid.get(counterOf(step, period, contract.id)) ?? []),
    ),
  );
}

export interface ExplainedSettlement extends Pick<SettledPeriod, "settled"> {
  row: Settlement;
  /** Hex of the plan's hash. */
  plan: string;
}

/** What was settled by an entry, as it was decided: its kept plan and what that was handed. */
export async function explainSettlements(
  tx: Tx,
  ws: number,
  of: { contract: Uuid },
): Promise<ExplainedSettlement[]> {
  const rows = [...(await readSettlements(tx, ws, of)).values()];
  const plans = await readPlans(
    tx,
    ws,
    rows.map((row) => row.plan),
  );
  return rows.map((row) => {
    const stored = plans.get(row.plan);
    const read = stored && readPlan(stored.body, { checkCap: false });
    assert(read?.ok === true, `plan ${row.plan} as it is kept is not valid`);
    const asked = { id: "", settle: row.period, currency: row.currency as never };
    const { settled } = settleWith(read.plan, asked, new Map(Object.entries(row.counters)));
    return { row, plan: stored?.hash ?? "", settled };
  });
}

/** By the counter that says how much was settled of one clause. */
async function readPaid(tx: Tx, ws: number, contract: Uuid): Promise<Map<string, ToldSettlement["by"]>> {
  const paid = new Map<string, ToldSettlement["by"]>();
  for (const { row, settled } of await explainSettlements(tx, ws, { contract })) {
    for (const { name, by } of settled.moves) {
      const { seq, n, at } = row;
      paid.set(name, [...(paid.get(name) ?? []), { seq, n, at, amount: by }]);
    }
  }
  return paid;
}

function counterOf({ step, inputs }: Step, { name, currency }: SettlingPeriod, contract: Uuid): string {
  const measure = step === "minimum" ? step : (`milestone-${inputs.measure}-${inputs.goal}` as const);
  return counterName(measure as "minimum", name, currency, publicId("contract", contract));
}

function tell(
  period: SettlingPeriod,
  { step, inputs, amount }: Step,
  by: ToldSettlement["by"],
): ToldSettlement {
  const isTerm = period.period === "term";
  const told = inputs as Record<string, number>;
  const isMinimum = step === "minimum";
  return {
    kind: isMinimum ? "minimum" : "milestone",
    period: period.name,
    startsOn: isTerm ? null : dayText(period.first),
    endsOn: isTerm ? null : dayText(period.end - 1),
    hasEnded: period.hasEnded,
    currency: period.currency,
    version: period.version.version,
    measure: isMinimum ? "earned" : (inputs.measure as ToldSettlement["measure"]),
    days: isMinimum && !isTerm ? { of: told.days as number, all: told.ofDays as number } : null,
    amount: (isMinimum ? told.amount : told.bonus) as number,
    target: (isMinimum ? told.guaranteed : told.goal) as number,
    reached: (isMinimum ? told.earned : told.reached) as number,
    settled: told.settledBefore as number,
    due: amount ?? 0,
    by,
  };
}
