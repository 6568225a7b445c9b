// What a clause may do to a contract's part of one sale, as small hooks that are tried in a fixed order: the
// quota, then the gates (may it earn at all), then the ceilings (at most how much). A clause that needs to
// remember says which counters; it is handed their values and never keeps, reads or moves one itself.
// Example: cap of 5,000.00 earned, 4,990.00 counted so far → a ceiling of 10.00 for this sale.
import type { Quota } from "../quota.ts";

export type Period = "month" | "quarter" | "year" | "term";

/**
 * sales: how many sales in scope, over all currencies. volume: the contract's base amounts, per currency.
 * earned: what the party was allocated less what it gave back, per currency.
 */
export type Measure = "sales" | "volume" | "earned";

/** Which counter of a contract: what it counts, over which time. */
export interface CounterKind {
  readonly measure: Measure;
  readonly period: Period;
}

/**
 * The value of one counter as handed in for the sale at hand; the same object for the life of a compiled
 * plan.
 */
export interface CounterSlot extends CounterKind {
  value: number;
}

export type SlotOf = (measure: Measure, period: Period) => CounterSlot;

/** One step of a derivation: what went in, in words and whole numbers. */
export type Inputs = Record<string, unknown>;

export interface Rule {
  readonly kind: string;
  /** Sets what the contract earns of `base` in place of share × base. */
  setQuota?(quota: Quota, base: number): void;
  /** False: the sale earns nothing. */
  admits?(): boolean;
  /** The most this sale may earn. */
  ceiling?(): number;
  /** What the hooks looked at, for the derivation. */
  inputs(base: number): Inputs;
}
