// One step of a derivation: which rule, what went in, the exact result as a fraction, and the amount it
// became. Never stored: whoever asks why gets it recomputed from sale, plan and counters.
// Example: { step: "affiliate", rule: "…", inputs: { party: "carla", rate: "0.35", base: "net", of: 8640 },
// exact: "3024/1", amount: 3024 }.
import { WHOLE } from "../base/rate.ts";

export interface Step {
  /** A stable word, for whoever translates or groups steps. */
  readonly step: string;
  /** What happens here, in a sentence. */
  readonly rule: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Before rounding, in minor units: "2912/5", in lowest terms. */
  readonly exact: string;
  /** Minor units. */
  readonly amount: number;
}

/** n/d in lowest terms, d > 0. */
export function fraction(numerator: bigint, denominator: bigint): string {
  let a = numerator < 0n ? -numerator : numerator;
  let b = denominator;
  while (b !== 0n) [a, b] = [b, a % b];
  return `${numerator / a}/${denominator / a}`;
}

/** A whole amount as a fraction. */
export function whole(amount: number): string {
  return `${amount + 0}/1`;
}

/** Whole units and millionths as one number of millionths. */
export function inMillionths(units: number, part: number): bigint {
  return BigInt(units) * BigInt(WHOLE) + BigInt(part);
}

export function fromMillionths(millionths: bigint): string {
  return fraction(millionths, BigInt(WHOLE));
}
