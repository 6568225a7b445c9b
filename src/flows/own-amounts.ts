// What one party gets of a sale and gives back at each reversal, by the engine, under a plan that is handed
// in: the true one, or the one the party may see. Two plans that answer the same here are the same to that
// party. Pure.
// Example: ownAnswers(bruno, …) → [[coproducer c1 582], [coproducer c1 −233]].
import type { CompiledPlan } from "../engine/compile-plan.ts";
import type { Line } from "../engine/line.ts";
import { reverse, takeReversal } from "../engine/reverse.ts";
import type { Sale } from "../engine/sale.ts";
import { split } from "../engine/split.ts";
import type { Reversal } from "../sales/read-reversals.ts";

export interface OwnAmount {
  role: string;
  contract?: string;
  amount: number;
}

/** The sale's own lines first, then those of each reversal. */
export function ownAnswers(
  party: string,
  compiled: CompiledPlan,
  sale: Sale,
  counters: ReadonlyMap<string, number>,
  reversals: readonly Reversal[],
): OwnAmount[][] {
  let lines: readonly Line[] = split(compiled, sale, counters).lines;
  const answers = [
    ownOf(
      party,
      lines,
      lines.map((line) => line.amount),
    ),
  ];
  for (const { amount, feesReturned, lines: lost } of reversals) {
    const request = { amount, feesReturned, currency: sale.currency, at: sale.at };
    const { computed, taken } =
      lost === null
        ? reverse(compiled.plan, lines, [], request)
        : takeReversal(compiled.plan, lines, lost, request);
    answers.push(
      ownOf(
        party,
        lines,
        taken.map((one) => -one),
      ),
    );
    lines = lines.map((line, i) => ({ ...line, amount: line.amount - (computed[i] ?? 0) }));
  }
  return answers;
}

function ownOf(party: string, lines: readonly Line[], amounts: readonly number[]): OwnAmount[] {
  return lines.flatMap(({ party: of, role, contract }, i) => {
    const amount = amounts[i] ?? 0;
    if (of !== party || amount === 0) return [];
    return [{ role, ...(contract === undefined ? {} : { contract }), amount }];
  });
}
