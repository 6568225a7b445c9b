// How much of what a source took back is still to be booked, and on which sales of the charge. A refund
// that was booked here before the source told of it is in what is booked already, so that it is not counted
// twice. Pure.
// Example: 500 of a total 500, and 500 booked here → 0; 900 over sales with 2000 and 1000 left → [600,
// 300].
import { allocate } from "../base/allocate.ts";
import type { Taken } from "./message.ts";

/**
 * @param booked refunds of the charge so far, whoever booked them, this one included
 * @param ofThis what of it was booked for this refund already
 */
export function stillToTake(taken: Taken, booked: number, ofThis: number): number {
  if (taken.kind === "total") return Math.max(0, taken.total - booked);
  const missing = taken.total === null ? taken.amount : taken.total - (booked - ofThis);
  return Math.max(0, Math.min(taken.amount, missing) - ofThis);
}

/** `wanted`, or all that is left where that is less, in proportion to what is left of each. */
export function divideOverLeft(wanted: number, left: readonly number[]): number[] {
  const most = left.reduce((sum, one) => sum + one, 0);
  const amount = Math.min(wanted, most);
  if (amount <= 0) return left.map(() => 0);
  return allocate(amount, left);
}
