// Which part of each line a dispute concerns, and what a refund meanwhile leaves of it. Pure, like a refund:
// in proportion to what is neither reversed nor disputed already, by largest remainder, so that nothing is
// counted twice.
// Example: lines 712, 79, 209, a dispute of 400 → 285, 32, 83; a refund of 100 that the source reports leaves
// 300 disputed.
import { allocate } from "../base/allocate.ts";
import type { Line } from "./line.ts";
import { computeReversal } from "./reverse.ts";

export interface OpenPart {
  /** Minor units of what was paid. */
  readonly remaining: number;
  /** Per line of the split. */
  readonly lines: readonly number[];
}

/**
 * The lines' parts of a dispute over `amount`; refuses what is above the amount that is neither reversed nor
 * disputed.
 */
export function disputeParts(
  lines: readonly Line[],
  reversed: readonly number[],
  open: readonly OpenPart[],
  amount: number,
): number[] {
  return computeReversal(lines, plus(lines, reversed, open), amount);
}

/**
 * The open disputes after a refund that the source reported: the oldest shrinks first, each is divided anew.
 */
export function shrinkDisputes(
  lines: readonly Line[],
  reversed: readonly number[],
  open: readonly OpenPart[],
  refunded: number,
): OpenPart[] {
  let toTake = refunded;
  const kept: OpenPart[] = [];
  for (const dispute of open) {
    const remaining = Math.max(0, dispute.remaining - toTake);
    toTake -= dispute.remaining - remaining;
    const gone = plus(lines, reversed, kept);
    const left = lines.map((line, i) => line.amount - (gone[i] as number));
    kept.push({ remaining, lines: remaining === 0 ? lines.map(() => 0) : allocate(remaining, left) });
  }
  return kept;
}

function plus(lines: readonly Line[], reversed: readonly number[], parts: readonly OpenPart[]): number[] {
  return lines.map((_, i) => parts.reduce((sum, part) => sum + (part.lines[i] ?? 0), reversed[i] ?? 0));
}
