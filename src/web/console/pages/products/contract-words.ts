// A contract in words: what somebody gets, of what, on which sales, until when, under which clauses. Whole
// sentences, so that each language orders them as it must. It never computes: shares stand as agreed.
//   share 0.10, after_affiliate, all → "10% of what is left after the affiliate, on every sale"
import { amountText, formatRate } from "../../../parts/format-amount.ts";
import type { Words } from "../../../words/speak.ts";
import type { ContractVersion } from "../../data/products-around.ts";

type Clause = ContractVersion["clauses"][number];

export function termsInWords(version: ContractVersion, { say, language }: Words): string {
  const { share, base, scope } = version;
  const values = { of: say(`contract.base.${base}`), sales: say(`contract.scope.${scope}`) };
  if (share === null) return say("contract.sentenceTiers", values);
  return say("contract.sentence", { share: formatRate(share, language), ...values });
}

/** Amounts count in the sale's own currency; `currency` is the one to show them in, where there is one. */
export function clauseInWords(clause: Clause, currency: string | null, { say, language }: Words): string {
  const amount = (value: number) =>
    currency ? amountText(value, currency, language) : new Intl.NumberFormat(language).format(value);
  if (clause.kind === "cap") {
    return clause.sales === undefined
      ? say("contract.capEarned", { amount: amount(clause.earned ?? 0) })
      : say("contract.capSales", { count: clause.sales });
  }
  const steps = clause.tiers.map(({ upTo, share }) => {
    const rate = formatRate(share, language);
    if (upTo === undefined) return say("contract.tierLast", { rate });
    const reach = clause.measure === "sales" ? say("products.count", { count: upTo }) : amount(upTo);
    return say("contract.tier", { rate, reach });
  });
  return say("contract.tiers", { steps: steps.join("; "), period: say(`contract.period.${clause.period}`) });
}
