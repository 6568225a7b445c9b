// Why a sale was divided as it was: the waterfall run again, each step with its inputs, its exact fraction
// and who got the rounding unit. It reads the very figures that split allocates, so it cannot tell another
// story.
// Example: contract c1, 10 % of a rest of 5824 → exact 2912/5; its floor is 582, the unit goes to the
// producer.
import { formatRate } from "../base/rate.ts";
import type { CompiledContract, CompiledPlan } from "./compile-plan.ts";
import type { Counters } from "./counters.ts";
import { explainAffiliates } from "./explain-affiliates.ts";
import { explainAdvances, explainFirst } from "./explain-recoup.ts";
import { TAX_PARTY } from "./line.ts";
import { isInForce } from "./plan.ts";
import type { Sale } from "./sale.ts";
import { NO_COUNTERS } from "./split.ts";
import { fraction, fromMillionths, inMillionths, type Step, whole } from "./step.ts";
import { runWaterfall, Sheet } from "./waterfall.ts";

/** The steps from what the buyer paid to every line, in the order of the waterfall. */
export function explain(plan: CompiledPlan, sale: Sale, counters: Counters = NO_COUNTERS): Step[] {
  const sheet = new Sheet();
  runWaterfall(sheet, plan, sale, counters);
  return [
    ...explainFees(sheet, plan, sale),
    ...explainAffiliates(sheet, plan, sale),
    ...explainFirst(sheet, plan, sale),
    ...explainContracts(sheet, plan, sale),
    ...explainAdvances(sheet, plan, sale),
    ...explainProducer(sheet, plan, sale),
  ];
}

function explainFees(sheet: Sheet, { plan }: CompiledPlan, sale: Sale): Step[] {
  const { paid, tax, shipping } = sale;
  const steps: Step[] = [];
  if (tax > 0) {
    const rule = "Tax leaves first, to the tax party.";
    steps.push({ step: "tax", rule, inputs: { party: TAX_PARTY, tax }, exact: whole(tax), amount: tax });
  }
  const grossRule = "Gross is what was paid less tax and shipping.";
  const { gross } = sheet;
  steps.push({
    step: "gross",
    rule: grossRule,
    inputs: { paid, tax, shipping },
    exact: whole(gross),
    amount: gross,
  });
  const { platformFee: fee } = plan;
  if (fee !== null) {
    const { party, rate, bearer } = fee;
    const fixed = fee.fixed.get(sale.currency) ?? 0;
    const rule =
      paid === 0
        ? "A sale of 0 has no platform fee."
        : "Rate × gross, rounded half away from zero, then the fixed part is added.";
    const quota = paid === 0 ? 0n : inMillionths(sheet.platformQuota.whole + fixed, sheet.platformQuota.part);
    const inputs = { party, rate: formatRate(rate), gross, fixed, bearer };
    steps.push({
      step: "platform_fee",
      rule,
      inputs,
      exact: fromMillionths(quota),
      amount: sheet.platformFee,
    });
  }
  for (const { party, amount } of sale.fees) {
    const rule = "A processor fee is what the source reported.";
    const inputs = { party, amount, bearer: plan.processorFee.bearer };
    steps.push({ step: "processor_fee", rule, inputs, exact: whole(amount), amount });
  }
  const inputs = { gross, sharedFees: sheet.sharedFees };
  const rule = "Net is gross less the fees that all share.";
  steps.push({ step: "net", rule, inputs, exact: whole(sheet.net), amount: sheet.net });
  if (sheet.net <= 0) {
    const noneLeft = "Nothing is left to share: affiliate and contracts get 0, the producer carries the net.";
    steps.push({ step: "nothing_left", rule: noneLeft, inputs: { net: sheet.net }, exact: "0/1", amount: 0 });
  }
  return steps;
}

function explainContracts(sheet: Sheet, { plan }: CompiledPlan, sale: Sale): Step[] {
  const inScope = new Map(
    sheet.contracts.map((compiled, index) => [compiled.contract.id, { compiled, index }]),
  );
  const steps = plan.contracts.map((contract): Step => {
    const found = inScope.get(contract.id);
    if (found !== undefined) return explainQuota(sheet, found.compiled, found.index, sale);
    const isLive = isInForce(contract, sale.at, sale.finer);
    const rule = isLive
      ? `The contract speaks of other sales than this (${contract.scope}).`
      : "The contract was not in force at the sale's instant.";
    const inputs = { contract: contract.id, party: contract.party, scope: contract.scope };
    return { step: isLive ? "out_of_scope" : "not_in_force", rule, inputs, exact: "0/1", amount: 0 };
  });
  if (sheet.net <= 0 || sheet.contracts.length === 0) return steps;
  return [...steps, ...explainAllocation(sheet, plan.producer)];
}

function explainQuota(sheet: Sheet, compiled: CompiledContract, index: number, sale: Sale): Step {
  const { contract, rules } = compiled;
  const of = sheet.bases[index] as number;
  const units = sheet.wholes[index + 1] as number;
  const exact = inMillionths(units, sheet.millionths[index + 1] as number);
  const inputs: Record<string, unknown> = {
    contract: contract.id,
    party: contract.party,
    share: formatRate(contract.share),
    base: contract.base,
    of,
  };
  const { maxAffiliateRate: most } = contract;
  const rates = sheet.several?.counted ?? (sheet.affiliate === null ? [] : [sheet.affiliate]);
  if (most !== null && contract.base === "after_affiliate" && rates.some(({ rate }) => rate > most)) {
    inputs.affiliateCountedAt = formatRate(most);
  }
  const clauses = rules.flatMap((rule) =>
    rule.inputs === null || isRecoup(rule)
      ? []
      : [{ kind: rule.kind, ...rule.inputs(Math.max(0, of), sale) }],
  );
  if (clauses.some(({ kind }) => kind === "tiers" || kind === "mix")) delete inputs.share;
  if (clauses.length > 0) inputs.clauses = clauses;
  const rule = "Share × its base, as the contract's clauses change, stop or limit it.";
  return { step: "quota", rule, inputs, exact: fromMillionths(exact), amount: units };
}

/** Told in steps of its own (explain-recoup.ts). */
function isRecoup({ takesFirst, holdsBack }: CompiledContract["rules"][number]): boolean {
  return takesFirst !== undefined || holdsBack !== undefined;
}

function explainAllocation(sheet: Sheet, producer: string): Step[] {
  const { shared: rest, parts, contracts, wholes, millionths } = sheet;
  const quotas = Array.from({ length: contracts.length + 1 }, (_, i) =>
    inMillionths(wholes[i] as number, millionths[i] as number),
  );
  const sum = quotas.reduce((total, quota) => total + quota, 0n);
  const steps: Step[] = [];
  if (sheet.isAbated) {
    const rule = "The contracts' exact amounts exceed the rest: each is scaled in proportion to fit it.";
    const inputs = { sumOfQuotas: fromMillionths(sum), rest };
    steps.push({ step: "abated", rule, inputs, exact: whole(rest), amount: rest });
  }
  quotas.forEach((quota, index) => {
    const numerator = sheet.isAbated ? quota * BigInt(rest) : quota;
    const denominator = sheet.isAbated ? sum : 1_000_000n;
    const amount = parts[index] as number;
    const hasUnit = BigInt(amount) > numerator / denominator;
    const contract = index === 0 ? undefined : (contracts[index - 1] as CompiledContract).contract;
    const inputs = {
      party: contract?.party ?? producer,
      ...(contract === undefined ? {} : { contract: contract.id }),
      rest,
      roundingUnit: hasUnit,
    };
    const rule = hasUnit
      ? "Largest remainder: the floor of its exact part, and one of the units left over, for its large fraction."
      : "Largest remainder: the floor of its exact part.";
    steps.push({ step: "allocated", rule, inputs, exact: fraction(numerator, denominator), amount });
  });
  return steps;
}

function explainProducer(sheet: Sheet, { plan }: CompiledPlan, sale: Sale): Step[] {
  const inputs = {
    party: plan.producer,
    part: sheet.parts[0],
    shipping: sale.shipping,
    feesBorneByProducer: sheet.producerFees,
  };
  const rule = "The producer gets what remains, and the shipping, less the fees that it bears alone.";
  return [{ step: "producer", rule, inputs, exact: whole(sheet.producer), amount: sheet.producer }];
}
