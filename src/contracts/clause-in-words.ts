// A clause of a contract in words, both languages, as agreement, mail and page show it; and how those spell
// amounts and rates. Never decides anything.
// Example: recoup 50000 USD from the share → ["Advance", "500.00 USD: this party's part goes to the producer
// until …"].
import { type Currency, decimalsOf } from "../base/currency.ts";
import { parseRate } from "../base/rate.ts";
import type { AgreedClause } from "./agreed-terms.ts";

export type Language = "en" | "pt-BR";

/** A label and what it says. */
export type InWords = readonly [label: string, text: string];

const WORDS = {
  en: {
    per: {
      month: "a calendar month",
      quarter: "a calendar quarter",
      year: "a calendar year",
      term: "the whole term",
    },
    tiersOf: { net: "by volume in", sales: "by number of sales in" },
    upTo: (limit: string, share: string) => `up to ${limit}: ${share}`,
    above: (share: string) => `above: ${share}`,
    tiers: "Tiers",
    mix: "By offer",
    mixOf: (name: string, share: string) => `“${name}”: ${share}`,
    mixRest: "other offers: the share above",
    cap: "Stops at",
    capEarned: (amount: string) => `a total of ${amount} earned`,
    sale: (count: string) => `${count} sales`,
    advance: "Advance",
    advanceSays: (amount: string) =>
      `${amount}, paid to this party beforehand: its part goes to the producer until that is recovered; what a ` +
      "refund takes back of it is recovered again",
    invested: "Investment",
    investedSays: (amount: string, rate: string) =>
      `${amount}, put in by this party: it gets ${rate} of what is left after the affiliate first, before anybody ` +
      "shares, until that is recovered",
    minimum: "Guaranteed minimum",
    minimumSays: (amount: string, period: string) =>
      `${amount} in ${period}: what is missing at its end the producer settles; a part of a period counts by its days`,
    milestone: "Bonus",
    milestoneSays: (bonus: string, goal: string, period: string) =>
      `${bonus}, once, when ${goal} are reached in ${period}; the producer settles it at its end`,
    goal: { net: "sold", sales: "", earned: "earned" },
  },
  "pt-BR": {
    per: { month: "um mês", quarter: "um trimestre", year: "um ano", term: "todo o contrato" },
    tiersOf: { net: "por volume em", sales: "por número de vendas em" },
    upTo: (limit: string, share: string) => `até ${limit}: ${share}`,
    above: (share: string) => `acima: ${share}`,
    tiers: "Faixas",
    mix: "Por oferta",
    mixOf: (name: string, share: string) => `“${name}”: ${share}`,
    mixRest: "outras ofertas: a participação acima",
    cap: "Para em",
    capEarned: (amount: string) => `um total de ${amount} recebido`,
    sale: (count: string) => `${count} vendas`,
    advance: "Adiantamento",
    advanceSays: (amount: string) =>
      `${amount}, pagos antes a esta parte: a parte dela vai para o produtor até que isso seja recuperado; ` +
      "o que um reembolso devolver é recuperado de novo",
    invested: "Investimento",
    investedSays: (amount: string, rate: string) =>
      `${amount}, investidos por esta parte: ela recebe primeiro ${rate} do que resta depois do afiliado, antes de ` +
      "qualquer divisão, até recuperar esse valor",
    minimum: "Mínimo garantido",
    minimumSays: (amount: string, period: string) =>
      `${amount} em ${period}: o que faltar no fim o produtor completa; uma parte do período conta pelos seus dias`,
    milestone: "Bônus",
    milestoneSays: (bonus: string, goal: string, period: string) =>
      `${bonus}, uma vez, ao atingir ${goal} em ${period}; o produtor paga no fim`,
    goal: { net: "vendidos", sales: "", earned: "recebidos" },
  },
} as const;

/** `currency`: of the product's offers, for amounts that count in every currency for itself. */
export function clauseInWords(clause: AgreedClause, language: Language, currency: string): InWords {
  const words = WORDS[language];
  const money = (amount: number, of = currency) => amountInWords(amount, of, language);
  const count = (number: number) => number.toLocaleString(language);
  switch (clause.kind) {
    case "cap": {
      const limits = [
        ...(clause.earned === undefined ? [] : [words.capEarned(money(clause.earned))]),
        ...(clause.sales === undefined ? [] : [words.sale(count(clause.sales))]),
      ];
      return [words.cap, limits.join("; ")];
    }
    case "tiers": {
      const { measure, period, tiers } = clause;
      const limit = (value: number) => (measure === "net" ? money(value) : words.sale(count(value)));
      const steps = tiers.map(({ upTo, share }) => {
        const spelled = percent(share, language);
        return upTo === undefined ? words.above(spelled) : words.upTo(limit(upTo), spelled);
      });
      return [words.tiers, `${words.tiersOf[measure]} ${words.per[period]}: ${steps.join("; ")}`];
    }
    case "mix": {
      const named = clause.shares.map(({ of, name, share }) =>
        words.mixOf(name ?? of, percent(share, language)),
      );
      return [words.mix, [...named, words.mixRest].join("; ")];
    }
    case "recoup": {
      const amount = money(clause.amount, clause.currency);
      return clause.rate === undefined
        ? [words.advance, words.advanceSays(amount)]
        : [words.invested, words.investedSays(amount, percent(clause.rate, language))];
    }
    case "minimum": {
      const { amount, currency: of, period } = clause;
      return [words.minimum, words.minimumSays(money(amount, of), words.per[period])];
    }
    case "milestone": {
      const { measure, period, goal, bonus, currency: of } = clause;
      const reached =
        measure === "sales" ? words.sale(count(goal)) : `${money(goal, of)} ${words.goal[measure]}`;
      return [words.milestone, words.milestoneSays(money(bonus, of), reached, words.per[period])];
    }
  }
}

/** "0.125" → "12.5 %" or "12,5 %"; exact, to the last of its six places. */
export function percent(rate: string, language: Language): string {
  const parts = ((parseRate(rate) ?? 0) / 10_000).toFixed(4).replace(/\.?0+$/, "");
  return `${language === "pt-BR" ? parts.replace(".", ",") : parts} %`;
}

/** 123456, "USD" → "1,234.56 USD" or "1.234,56 USD". */
export function amountInWords(amount: number, currency: string, language: Language): string {
  const decimals = decimalsOf(currency as Currency);
  const digits = String(Math.abs(amount)).padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const [thousands, point] = language === "pt-BR" ? [".", ","] : [",", "."];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thousands);
  const fraction = decimals === 0 ? "" : `${point}${digits.slice(-decimals)}`;
  return `${amount < 0 ? "−" : ""}${grouped}${fraction} ${currency}`;
}
