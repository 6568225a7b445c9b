// The commission of an affiliate in words, both languages: rate and base, whose click counts and for how
// long, which charges of a subscription earn. For paper and page alike. Never decides anything.
// Example: 30 % of net, last click in 60 days → [["Commission", "30 % of what is left after tax, …"], …].
import type { Ppm } from "../base/rate.ts";
import type { Model } from "../engine/attribute.ts";
import type { RenewalRule } from "../engine/commission.ts";

type Language = "en" | "pt-BR";

export interface CommissionSaid {
  /** `offer` null: of every sale that has no rate of its own; the name of an offer otherwise. */
  rates: readonly { offer: string | null; rate: Ppm }[];
  base: "net" | "gross";
  model: Model;
  /** Null: without end. */
  windowDays: number | null;
  renewals: RenewalRule;
}

const WORDS = {
  en: {
    commission: "Commission",
    base: {
      net: "of what is left after tax, shipping and fees",
      gross: "of what the buyer paid, less tax and shipping",
    },
    offer: (name: string, rate: string) => `offer “${name}”: ${rate}`,
    credited: "Who is credited",
    model: {
      last: "the last click before the sale",
      first: "the first click",
      first_and_last: "the first and the last click, half each",
      linear: "everybody's clicks, in equal parts",
    },
    window: (days: number) => `a click counts for ${days === 1 ? "1 day" : `${days} days`}`,
    endless: "a click counts without end",
    subscription: "Of a subscription",
    first: "the first charge earns",
    all: "every charge earns",
    charges: (count: number) => (count === 1 ? "the first charge earns" : `the first ${count} charges earn`),
    months: (count: number) =>
      count === 1 ? "charges of the first month earn" : `charges of the first ${count} months earn`,
  },
  "pt-BR": {
    commission: "Comissão",
    base: {
      net: "do que resta depois de impostos, frete e taxas",
      gross: "do que o comprador pagou, menos impostos e frete",
    },
    offer: (name: string, rate: string) => `oferta “${name}”: ${rate}`,
    credited: "Quem recebe o crédito",
    model: {
      last: "o último clique antes da venda",
      first: "o primeiro clique",
      first_and_last: "o primeiro e o último clique, metade cada",
      linear: "os cliques de todos, em partes iguais",
    },
    window: (days: number) => `um clique vale por ${days === 1 ? "1 dia" : `${days} dias`}`,
    endless: "um clique vale sem prazo",
    subscription: "Em assinaturas",
    first: "a primeira cobrança rende",
    all: "todas as cobranças rendem",
    charges: (count: number) =>
      count === 1 ? "a primeira cobrança rende" : `as primeiras ${count} cobranças rendem`,
    months: (count: number) =>
      count === 1
        ? "as cobranças do primeiro mês rendem"
        : `as cobranças dos primeiros ${count} meses rendem`,
  },
} as const;

export function commissionInWords(said: CommissionSaid, language: Language): [string, string][] {
  const words = WORDS[language];
  const [first, ...ofOffers] = said.rates.map(({ offer, rate }) =>
    offer === null
      ? `${percent(rate, language)} ${words.base[said.base]}`
      : words.offer(offer, percent(rate, language)),
  );
  const window = said.windowDays === null ? words.endless : words.window(said.windowDays);
  return [
    [words.commission, [first, ...ofOffers].join("; ")],
    [words.credited, `${words.model[said.model]}; ${window}`],
    [words.subscription, renewalsInWords(said.renewals, language)],
  ];
}

function renewalsInWords(rule: RenewalRule, language: Language): string {
  const words = WORDS[language];
  if (rule.kind === "charges") return words.charges(rule.count);
  if (rule.kind === "months") return words.months(rule.count);
  return words[rule.kind];
}

/** 350000 → "35 %"; 333333 → "33,3333 %". */
function percent(rate: Ppm, language: Language): string {
  const digits = String(rate).padStart(5, "0");
  const part = digits.slice(-4).replace(/0+$/, "");
  const point = language === "en" ? "." : ",";
  return `${digits.slice(0, -4)}${part === "" ? "" : `${point}${part}`} %`;
}
