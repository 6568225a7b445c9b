// Why a party got money back before the others shared, and why a part went back to who advanced it: the steps
// of clauses `recoup`, of the very figures that split allocates.
// Example: half of a rest of 5824 first, 2500 left to recover → exact 2500/1, to bruno; 3324 is left to
// share.
import type { CompiledPlan } from "./compile-plan.ts";
import type { Sale } from "./sale.ts";
import { fraction, fromMillionths, inMillionths, type Step, whole } from "./step.ts";
import { countedPart, type Sheet } from "./waterfall.ts";

/** What is taken of the rest first, and what is left to share; nothing where nothing is taken. */
export function explainFirst(sheet: Sheet, { recoups }: CompiledPlan, sale: Sale): Step[] {
  const { contracts, rest, shared, net, firsts } = sheet;
  if (!recoups || net <= 0 || rest === shared) return [];
  const quotas = contracts.map((_, i) =>
    inMillionths(sheet.firstWholes[i + 1] as number, sheet.firstMillionths[i + 1] as number),
  );
  const sum = quotas.reduce((all, quota) => all + quota, 0n);
  const steps = contracts.flatMap((compiled, i): Step[] => {
    const { contract, rules } = compiled;
    const amount = firsts[i] as number;
    const clause = rules.find((one) => one.takesFirst !== undefined);
    if (clause === undefined) return [];
    const quota = quotas[i] as bigint;
    const counted = countedPart(sheet, compiled, rest);
    const exact = sheet.isFirstAbated ? fraction(quota * BigInt(rest), sum) : fromMillionths(quota);
    const rule = "Recouped first: rate × the rest, never more than is left to recover; allocated beside it.";
    const { party, id } = contract;
    const inputs = {
      contract: id,
      party,
      rest,
      ...(counted === rest ? {} : { countedPart: counted }),
      scaledToFit: sheet.isFirstAbated,
      ...clause.inputs?.(rest, sale),
    };
    return [{ step: "recouped", rule, inputs, exact, amount }];
  });
  const inputs = { rest, recouped: rest - shared };
  const rule = "What is left to share is the rest less what is recouped first.";
  return [...steps, { step: "left_to_share", rule, inputs, exact: whole(shared), amount: shared }];
}

/** What of each part goes back to the producer. */
export function explainAdvances(sheet: Sheet, { plan, recoups }: CompiledPlan, sale: Sale): Step[] {
  if (!recoups) return [];
  return sheet.contracts.flatMap(({ contract, rules }, i): Step[] => {
    const amount = sheet.advances[i] as number;
    const clause = rules.find((one) => one.holdsBack !== undefined);
    if (clause === undefined || amount === 0) return [];
    const rule = "The part goes back to the producer until what it advanced is recovered.";
    const { party, id } = contract;
    const inputs = {
      contract: id,
      party,
      to: plan.producer,
      part: sheet.parts[i + 1],
      ...clause.inputs?.(0, sale),
    };
    return [{ step: "advance", rule, inputs, exact: whole(amount), amount }];
  });
}
