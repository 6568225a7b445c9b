// Why the affiliate of a sale got what it got, or each of several: rate, weight, base, rounding; and what is
// left after them. It reads the very figures that split allocates.
// Example: carla, 30 % of 10000, half of the weight → exact 1500/1.
import { formatRate } from "../base/rate.ts";
import { FINEST } from "./affiliates.ts";
import type { CompiledPlan } from "./compile-plan.ts";
import type { Sale, SaleAffiliate } from "./sale.ts";
import { fraction, fromMillionths, inMillionths, type Step, whole } from "./step.ts";
import type { Sheet } from "./waterfall.ts";

export function explainAffiliates(sheet: Sheet, plan: CompiledPlan, sale: Sale): Step[] {
  return sale.affiliates === undefined
    ? explainOne(sheet, plan, sale)
    : [...explainBarred(sheet, sale.affiliates), ...explainSeveral(sheet, plan)];
}

function explainOne(sheet: Sheet, { plan }: CompiledPlan, sale: Sale): Step[] {
  if (sale.affiliate === null) return [];
  const { party, rate, recruitedBy } = sale.affiliate;
  const barring = sheet.stretch?.barred.get(party);
  if (sheet.affiliate === null) {
    const rule =
      "A contract in force says that its party is not also the affiliate: the sale counts as direct.";
    const inputs = { party, recruitedBy, contract: barring?.id };
    return [{ step: "affiliate_not_counted", rule, inputs, exact: "0/1", amount: 0 }];
  }
  if (sheet.net <= 0) return [];
  const { base } = plan.affiliate;
  const { affiliateQuota: quota, affiliatePart: amount, net, rest } = sheet;
  const exact = fromMillionths(inMillionths(quota.whole, quota.part));
  const inputs = {
    party,
    recruitedBy,
    rate: formatRate(rate),
    base,
    of: base === "net" ? net : sheet.gross,
    limitedToNet: sheet.isAffiliateLimited,
    roundingUnit: quota.part === 0 ? null : amount > quota.whole ? "affiliate" : "rest",
  };
  const rule =
    "Rate × its base, never above net; the net is allocated between rest and affiliate, a tie goes to the rest.";
  const restRule = "The rest is net less the affiliate.";
  return [
    { step: "affiliate", rule, inputs, exact, amount },
    { step: "rest", rule: restRule, inputs: { net, affiliate: amount }, exact: whole(rest), amount: rest },
  ];
}

function explainBarred(sheet: Sheet, affiliates: readonly SaleAffiliate[]): Step[] {
  return affiliates.flatMap(({ party, recruitedBy }): Step[] => {
    const barring = sheet.stretch?.barred.get(party);
    if (barring === undefined) return [];
    const rule = "A contract in force says that its party is not also the affiliate: its weight is nobody's.";
    const inputs = { party, recruitedBy, contract: barring.id };
    return [{ step: "affiliate_not_counted", rule, inputs, exact: "0/1", amount: 0 }];
  });
}

function explainSeveral({ several, net, gross }: Sheet, { plan }: CompiledPlan): Step[] {
  if (several === null || several.counted.length === 0 || net <= 0) return [];
  const { base } = plan.affiliate;
  const { counted, quotas, parts, isLimited, rest } = several;
  const sum = quotas.reduce((all, quota) => all + quota, 0n);
  const steps = counted.map(({ party, recruitedBy, rate, weight }, i): Step => {
    const numerator = isLimited ? (quotas[i] as bigint) * BigInt(net) : (quotas[i] as bigint);
    const denominator = isLimited ? sum : FINEST;
    const amount = parts[i] as number;
    const hasUnit = BigInt(amount) > numerator / denominator;
    const inputs = {
      party,
      recruitedBy,
      rate: formatRate(rate),
      weight: formatRate(weight),
      base,
      of: base === "net" ? net : gross,
      limitedToNet: isLimited,
      roundingUnit: numerator % denominator === 0n ? null : hasUnit ? "affiliate" : "rest",
    };
    const rule =
      "Weight × rate × base, together never above net; the net is allocated between the rest and them, a tie " +
      "goes to the rest, then to the earlier.";
    return { step: "affiliate", rule, inputs, exact: fraction(numerator, denominator), amount };
  });
  const rule = "The rest is net less the affiliates.";
  const inputs = { net, affiliate: net - rest };
  return [...steps, { step: "rest", rule, inputs, exact: whole(rest), amount: rest }];
}
