// The fees that a source keeps at a refund, and on whom they fall: on the producer alone, or on the other
// lines in proportion to what they give back. Pure; reverse.ts does the same sums, this says them.
// Example: refund of all, Stripe keeps its 3.20, pro rata → [{ line: 3, amount: 320, fallsOn: "pro_rata" }].
import { isFee, type Line } from "./line.ts";
import type { Plan, UnreturnedFees } from "./plan.ts";
import { isProducerBorne, isReturned, weightsOfKept } from "./reverse.ts";
import type { FeesReturned } from "./sale.ts";

export interface KeptFee {
  /** Position among the lines of the split. */
  readonly line: number;
  /** Minor units. */
  readonly amount: number;
  readonly fallsOn: UnreturnedFees;
}

/** `computed`: each line's part of the refund, before any question of fees. */
export function keptFees(
  plan: Plan,
  lines: readonly Line[],
  computed: readonly number[],
  feesReturned: FeesReturned,
): KeptFee[] {
  const isShared = weightsOfKept(lines, computed, feesReturned).some((weight) => weight > 0);
  return lines.flatMap(({ role }, line) => {
    const amount = computed[line] ?? 0;
    if (!isFee(role) || isReturned(role, feesReturned) || amount === 0) return [];
    const fallsOn = isShared && !isProducerBorne(plan, role) ? "pro_rata" : "producer";
    return [{ line, amount, fallsOn }];
  });
}
