// What a clause may do to a contract's part of one sale, as small hooks that are tried in a fixed order: what
// it takes first, the quota, the gates (may it earn at all), the ceilings (at most how much), what is held
// back. A clause that needs to remember says which counters; it is handed their values and never moves one.
// Example: cap of 5,000.00 earned, 4,990.00 counted so far → a ceiling of 10.00 for this sale.
import type { Currency } from "../../base/currency.ts";
import type { Ppm } from "../../base/rate.ts";
import type { Quota } from "../quota.ts";
import type { Sale } from "../sale.ts";

export const PERIODS = ["month", "quarter", "year", "term"] as const;
export type Period = (typeof PERIODS)[number];

/**
 * sales: how many sales in scope, over all currencies. volume: the contract's base amounts, per currency.
 * earned: what the party was allocated less what it gave back, an advance held back included, per currency.
 * recouped, advance: what clauses `recoup` recovered from the whole, from the share, less what went back.
 */
export type Measure = "sales" | "volume" | "earned" | "recouped" | "advance";

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
  /** A rate of the rest that goes to the party before anything is shared, up to what is left to recover. */
  readonly takesFirst?: { readonly rate: Ppm; room(currency: Currency): number };
  /** Sets what the contract earns of `base` in place of share × base. */
  setQuota?(quota: Quota, base: number, sale: Sale): void;
  /** False: the sale earns nothing. */
  admits?(): boolean;
  /** The most this sale may earn. */
  ceiling?(): number;
  /** How much of the party's part goes back to the producer, at most. */
  holdsBack?(currency: Currency): number;
  /** What the hooks looked at, for the derivation; null of a rule that has none. */
  readonly inputs: ((base: number, sale: Sale) => Inputs) | null;
}
