// Why a refund took from each line what it took: in proportion to what was still un-reversed, then the fees
// that the source keeps. Amounts are what is given back, so positive where the answer's are negative.
// Example: refund 400 of lines 712, 79, 209 → 1424/5, 158/5, 418/5; units to the first and the second.
import { allocate } from "../base/allocate.ts";
import { isFee, type Line } from "./line.ts";
import type { Plan } from "./plan.ts";
import { isProducerBorne, isReturned, type ReversalRequest, reverse, weightsOfKept } from "./reverse.ts";
import { fraction, type Step, whole } from "./step.ts";

/** Takes what `reverse` takes, and refuses what it refuses. */
export function explainReversal(
  plan: Plan,
  lines: readonly Line[],
  reversed: readonly number[],
  request: ReversalRequest,
): Step[] {
  const { computed, taken } = reverse(plan, lines, reversed, request);
  const left = lines.map((line, index) => line.amount - (reversed[index] ?? 0));
  const remaining = left.reduce((sum, one) => sum + one, 0);
  const steps = lines.map((line, index): Step => {
    const numerator = BigInt(request.amount) * BigInt(left[index] as number);
    const amount = computed[index] as number;
    const hasUnit = BigInt(amount) * BigInt(remaining) > numerator;
    const rule = hasUnit
      ? "In proportion to what is still un-reversed: the floor, and one of the units left over."
      : "In proportion to what is still un-reversed: the floor.";
    const inputs = {
      ...name(line),
      refund: request.amount,
      left: left[index],
      leftOfSale: remaining,
      roundingUnit: hasUnit,
    };
    return { step: "reversed", rule, inputs, exact: fraction(numerator, BigInt(remaining)), amount };
  });
  return [...steps, ...explainKept(plan, lines, computed, taken, request)];
}

function explainKept(
  plan: Plan,
  lines: readonly Line[],
  computed: readonly number[],
  taken: readonly number[],
  { feesReturned }: ReversalRequest,
): Step[] {
  const steps: Step[] = [];
  let shared = 0;
  lines.forEach((line, index) => {
    const amount = computed[index] as number;
    if (!isFee(line.role) || isReturned(line.role, feesReturned) || amount === 0) return;
    const isAlone = isProducerBorne(plan, line.role);
    if (!isAlone) shared += amount;
    const rule = isAlone
      ? "The source keeps this fee: the producer bears it."
      : "The source keeps this fee: the others bear it in proportion to what they give back, tax aside.";
    steps.push({
      step: "fee_kept",
      rule,
      inputs: { ...name(line), amount },
      exact: whole(amount),
      amount: 0,
    });
  });
  const weights = shared === 0 ? [] : weightsOfKept(lines, computed, feesReturned);
  const weight = weights.reduce((sum, one) => sum + one, 0);
  const parts = weight === 0 ? [] : allocate(shared, weights);
  lines.forEach((line, index) => {
    const before = computed[index] as number;
    const after = taken[index] as number;
    if (before === after || after === 0) return;
    const part = parts[index] ?? 0;
    const exact =
      weight === 0 ? whole(0) : fraction(BigInt(shared) * BigInt(weights[index] as number), BigInt(weight));
    const rule = "Gives back its own part and bears its part of the fees that the source keeps.";
    const inputs = {
      ...name(line),
      ownPart: before,
      ofSharedFees: part,
      ofItsOwnFees: after - before - part,
    };
    steps.push({ step: "gives_back", rule, inputs, exact: addWhole(exact, after - part), amount: after });
  });
  return steps;
}

function name({ party, role, contract }: Line): Record<string, unknown> {
  return contract === undefined ? { party, role } : { party, role, contract };
}

/** "2/5" and 7 → "37/5". */
function addWhole(exact: string, amount: number): string {
  const [numerator = "0", denominator = "1"] = exact.split("/");
  return fraction(BigInt(numerator) + BigInt(amount) * BigInt(denominator), BigInt(denominator));
}
