// What the producer owes at a period's end beside the splits: what a guaranteed minimum lacks, and bonuses
// for goals that were met. Pure, like a split: counters come in, moves go out, and settling again owes only
// what is new. A contract that was in force for a part of a period guarantees that part of its days, rounded
// down.
// Example: 500.00 a month, in force from March 17 (15 of 31 days) → 241.93 guaranteed; 200.00 earned → 41.93.
import type { Minor } from "../base/amount.ts";
import { dayIn } from "../base/calendar.ts";
import { countedBy, type MilestoneClause } from "./clauses/milestone.ts";
import type { MinimumClause } from "./clauses/minimum.ts";
import type { Period } from "./clauses/rule.ts";
import { type CounterMove, type Counters, counterName } from "./counters.ts";
import type { Line } from "./line.ts";
import type { Contract, Plan } from "./plan.ts";
import type { Settlement } from "./sale.ts";
import { fraction, type Step, whole } from "./step.ts";

export interface Settled {
  /** The producer's line first, negative or 0; they add up to 0. */
  readonly lines: readonly Line[];
  readonly moves: readonly CounterMove[];
  readonly why: readonly Step[];
}

/** A period and its days, days since 1970-01-01; of a whole term there is no calendar. */
export interface NamedPeriod {
  readonly period: Period;
  readonly first: number;
  /** Exclusive. */
  readonly end: number;
}

const MONTH = /^(\d{4})-(\d{2})$/;
const QUARTER = /^(\d{4})-Q([1-4])$/;
const YEAR = /^(\d{4})$/;

/** "2026-03", "2026-Q1", "2026" or "term"; null for anything else. */
export function readPeriod(name: string): NamedPeriod | null {
  if (name === "term") return { period: "term", first: 0, end: 0 };
  const month = MONTH.exec(name);
  if (month !== null) {
    const at = Number(month[2]);
    return at < 1 || at > 12 ? null : daysOf("month", Number(month[1]), at - 1, 1);
  }
  const quarter = QUARTER.exec(name);
  if (quarter !== null) return daysOf("quarter", Number(quarter[1]), (Number(quarter[2]) - 1) * 3, 3);
  const year = YEAR.exec(name);
  return year === null ? null : daysOf("year", Number(year[1]), 0, 12);
}

function daysOf(period: Period, year: number, month: number, months: number): NamedPeriod {
  return { period, first: dayOf(year, month), end: dayOf(year, month + months) };
}

function dayOf(year: number, month: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, 1);
  return date.getTime() / 86_400_000;
}

/** `settlement.settle` must name a period (readPeriod). Contracts in order; of each, clauses in order. */
export function settle(plan: Plan, settlement: Settlement, counters: Counters): Settled {
  const period = readPeriod(settlement.settle) as NamedPeriod;
  const lines: Line[] = [];
  const moves: CounterMove[] = [];
  const why: Step[] = [];
  for (const contract of plan.contracts) {
    for (const clause of contract.clauses) {
      if (clause.kind !== "minimum" && clause.kind !== "milestone") continue;
      if (clause.currency !== settlement.currency || clause.period !== period.period) continue;
      const place = { plan, contract, period, name: settlement.settle, counters };
      const due = clause.kind === "minimum" ? settleMinimum(place, clause) : settleMilestone(place, clause);
      if (due === null) continue;
      why.push(due.step);
      const amount = due.step.amount;
      if (amount === 0) continue;
      lines.push({ party: contract.party, role: clause.kind, contract: contract.id, amount });
      moves.push({ name: due.counter, by: amount });
    }
  }
  const owed = lines.reduce((sum, line) => sum + line.amount, 0);
  return { lines: [{ party: plan.producer, role: "producer", amount: 0 - owed }, ...lines], moves, why };
}

interface Place {
  readonly plan: Plan;
  readonly contract: Contract;
  readonly period: NamedPeriod;
  readonly name: string;
  readonly counters: Counters;
}

interface Due {
  readonly step: Step;
  readonly counter: string;
}

/** Null where the contract was not in force in the period. */
function settleMinimum({ plan, contract, period, name, counters }: Place, clause: MinimumClause): Due | null {
  const days = daysInForce(contract, period, plan.timeZone);
  const all = period.period === "term" ? 1 : period.end - period.first;
  if (days === 0) return null;
  const { amount, currency } = clause;
  const exact = BigInt(amount) * BigInt(days);
  const guaranteed = Number(exact / BigInt(all));
  const earned = counters.get(counterName("earned", name, currency, contract.id)) ?? 0;
  const counter = counterName("minimum", name, currency, contract.id);
  const settledBefore = counters.get(counter) ?? 0;
  const due = Math.max(0, guaranteed - earned - settledBefore);
  const rule = "What is guaranteed for the days in force, rounded down, less what was earned and settled.";
  const { id, party } = contract;
  const of = { amount, days, ofDays: all, guaranteed };
  const inputs = { contract: id, party, period: name, ...of, earned, settledBefore };
  return {
    step: { step: "minimum", rule, inputs, exact: fraction(exact, BigInt(all)), amount: due },
    counter,
  };
}

function settleMilestone(
  { plan, contract, period, name, counters }: Place,
  clause: MilestoneClause,
): Due | null {
  if (daysInForce(contract, period, plan.timeZone) === 0) return null;
  const { measure, goal, bonus, currency } = clause;
  const counted = countedBy(clause);
  const of = counted === "sales" ? "" : currency;
  const reached = counters.get(counterName(counted, name, of, contract.id)) ?? 0;
  const counter = counterName(`milestone-${measure}-${goal}`, name, currency, contract.id);
  const settledBefore = counters.get(counter) ?? 0;
  const amount = (reached >= goal ? Math.max(0, bonus - settledBefore) : 0) as Minor;
  const rule = "The bonus, once, where the goal was met in the period.";
  const { id, party } = contract;
  const inputs = { contract: id, party, period: name, measure, goal, reached, bonus, settledBefore };
  return { step: { step: "milestone", rule, inputs, exact: whole(amount), amount }, counter };
}

/** On how many days of the period, by the plan's calendar, the contract was in force at any time. */
function daysInForce(
  { from, until, untilFiner }: Contract,
  { period, first, end }: NamedPeriod,
  timeZone: string,
): number {
  if (period === "term") return 1;
  const begins = Math.max(first, dayIn(timeZone, from));
  // Half a millisecond of a day is some of it.
  const last = until === null || untilFiner ? until : until - 1;
  const ends = last === null ? end : Math.min(end, dayIn(timeZone, last) + 1);
  return Math.max(0, ends - begins);
}
