// A contract in words: what somebody gets, of what, on which sales, until when, under which clauses. Whole
// sentences, so that each language orders them as it must. It never computes: shares stand as agreed.
//   share 0.10, after_affiliate, all → "10% of what is left after the affiliate, on every sale"
import type { ContractVersion } from "../../../../wire/contract.ts";
import { amountText, formatRate } from "../../../parts/format-amount.ts";
import type { Words } from "../../../words/speak.ts";

type Clause = ContractVersion["clauses"][number];

export function termsInWords(version: ContractVersion, { say, language }: Words): string {
  const { share, base, scope } = version;
  const values = { of: say(`contract.base.${base}`), sales: say(`contract.scope.${scope}`) };
  if (share === null) return say("contract.sentenceTiers", values);
  return say("contract.sentence", { share: formatRate(share, language), ...values });
}

/** Amounts of tiers and caps count in the sale's own currency; `currency` is the one to show those in. */
export function clauseInWords(clause: Clause, currency: string, words: Words): string {
  const { say, language } = words;
  const amount = (value: number, of = currency) => amountText(value, of, language);
  switch (clause.kind) {
    case "cap":
      return clause.sales === undefined
        ? say("contract.capEarned", { amount: amount(clause.earned ?? 0) })
        : say("contract.capSales", { count: clause.sales });
    case "mix": {
      const named = clause.shares.map(({ of, name, share }) =>
        say("contract.mixOf", { offer: name ?? of, rate: formatRate(share, language) }),
      );
      return say("contract.mix", { offers: named.join("; ") });
    }
    case "recoup": {
      const invested = amount(clause.amount, clause.currency);
      return clause.rate === undefined
        ? say("contract.advance", { amount: invested })
        : say("contract.investment", { amount: invested, rate: formatRate(clause.rate, language) });
    }
    case "minimum":
      return say("contract.minimum", {
        amount: amount(clause.amount, clause.currency),
        period: say(`contract.period.${clause.period}`),
      });
    case "milestone":
      return say("contract.milestone", {
        bonus: amount(clause.bonus, clause.currency),
        goal: goalInWords(clause, words),
        period: say(`contract.period.${clause.period}`),
      });
    case "tiers": {
      const steps = clause.tiers.map(({ upTo, share }) => {
        const rate = formatRate(share, language);
        if (upTo === undefined) return say("contract.tierLast", { rate });
        const reach = clause.measure === "sales" ? say("products.count", { count: upTo }) : amount(upTo);
        return say("contract.tier", { rate, reach });
      });
      return say("contract.tiers", {
        steps: steps.join("; "),
        period: say(`contract.period.${clause.period}`),
      });
    }
  }
}

type Milestone = Extract<Clause, { kind: "milestone" }>;

function goalInWords({ measure, goal, currency }: Milestone, { say, language }: Words): string {
  if (measure === "sales") return say("products.count", { count: goal });
  return say(`contract.goal.${measure}`, { amount: amountText(goal, currency, language) });
}
