// Counters are what clauses remember, as plain data outside the engine: a name and a whole number. The engine
// is handed their values, says which it read, and by how much each moves; keeping them is the caller's part.
// They belong to the contract and run on across its versions. Names: measure:period:currency:contract.
// Example: "volume:2026-03:USD:c1" → 90000, "sales:term::c1" → 17, "minimum:2026-03:USD:c1" → 18000.
import { dayIn } from "../base/calendar.ts";
import type { Instant } from "../base/instant.ts";
import type { CounterSlot, Measure, Period } from "./clauses/rule.ts";

/** Where the engine looks values up; a Map will do. What is not there is 0. */
export interface Counters {
  get(name: string): number | undefined;
}

export interface CounterRead {
  readonly name: string;
  readonly value: number;
}

export interface CounterMove {
  readonly name: string;
  /** Above 0 for a sale; below 0 (only `earned`) for a reversal. */
  readonly by: number;
}

/** What a counter is after a move: never below 0, and no further than a number counts exactly. */
export function moved(value: number, by: number): number {
  return Math.max(0, Math.min(Number.MAX_SAFE_INTEGER, value + by));
}

/** Applies moves to a map of counters, in place. */
export function applyMoves(counters: Map<string, number>, moves: readonly CounterMove[]): void {
  for (const { name, by } of moves) counters.set(name, moved(counters.get(name) ?? 0, by));
}

/** "2026-03", "2026-Q1", "2026" or "term": the period an instant falls in, on the calendar of a time zone. */
export class Calendar {
  readonly #timeZone: string;
  #day = Number.NaN;
  #month = "";
  #quarter = "";
  #year = "";

  constructor(timeZone: string) {
    this.#timeZone = timeZone;
  }

  periodOf(period: Period, at: Instant): string {
    if (period === "term") return "term";
    const day = dayIn(this.#timeZone, at);
    if (day !== this.#day) this.#turnTo(day);
    return period === "month" ? this.#month : period === "quarter" ? this.#quarter : this.#year;
  }

  #turnTo(day: number): void {
    const date = new Date(day * 86_400_000);
    const month = date.getUTCMonth();
    this.#day = day;
    this.#year = String(date.getUTCFullYear());
    this.#month = `${this.#year}-${String(month + 1).padStart(2, "0")}`;
    this.#quarter = `${this.#year}-Q${Math.floor(month / 3) + 1}`;
  }
}

/** A counter of one contract: remembers the name it last spelled, because neighbours in time share it. */
export class Slot implements CounterSlot {
  readonly measure: Measure;
  readonly period: Period;
  readonly #contract: string;
  value = 0;
  name = "";
  #periodName = "";
  #currency = "";

  constructor(contract: string, measure: Measure, period: Period) {
    this.#contract = contract;
    this.measure = measure;
    this.period = period;
  }

  /** Takes the value for a sale at `at` in `currency` from the counters. */
  load(counters: Counters, calendar: Calendar, at: Instant, currency: string): void {
    const periodName = calendar.periodOf(this.period, at);
    const counted = this.measure === "sales" ? "" : currency;
    if (periodName !== this.#periodName || counted !== this.#currency) {
      this.#periodName = periodName;
      this.#currency = counted;
      this.name = counterName(this.measure, periodName, counted, this.#contract);
    }
    this.value = counters.get(this.name) ?? 0;
  }
}

/** What a period's end has settled: of a minimum, of the milestone with this measure and goal. */
type SettledMeasure = "minimum" | `milestone-${string}`;

/** `currency` is "" for counts of sales. */
export function counterName(
  measure: Measure | SettledMeasure,
  period: string,
  currency: string,
  contract: string,
): string {
  return `${measure}:${period}:${currency}:${contract}`;
}
