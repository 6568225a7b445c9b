// Every clause in words, in both languages, as an agreement keeps it for ever.
import { expect, test } from "vitest";
import type { AgreedClause } from "../../src/contracts/agreed-terms.ts";
import { clauseInWords } from "../../src/contracts/clause-in-words.ts";

const CLAUSES: AgreedClause[] = [
  {
    kind: "tiers",
    measure: "net",
    period: "month",
    tiers: [{ upTo: 100_000, share: "0.10" }, { share: "0.125" }],
  },
  { kind: "cap", earned: 500_000, sales: 1200 },
  { kind: "recoup", amount: 50_000, currency: "USD", from: "share" },
  { kind: "recoup", amount: 1_234_567, currency: "JPY", from: "whole", rate: "0.5" },
  { kind: "minimum", amount: 90_000, currency: "EUR", period: "quarter" },
  { kind: "milestone", measure: "sales", period: "term", goal: 1000, bonus: 25_000, currency: "USD" },
  { kind: "milestone", measure: "earned", period: "year", goal: 100_000, bonus: 25_000, currency: "USD" },
];

const said = (language: "en" | "pt-BR") =>
  CLAUSES.map((clause) => clauseInWords(clause, language, "USD").join(": "));

test("in English", () => {
  expect(said("en")).toEqual([
    "Tiers: by volume in a calendar month: up to 1,000.00 USD: 10 %; above: 12.5 %",
    "Stops at: a total of 5,000.00 USD earned; 1,200 sales",
    "Advance: 500.00 USD, paid to this party beforehand: its part goes to the producer until that is recovered; " +
      "what a refund takes back of it is recovered again",
    "Investment: 1,234,567 JPY, put in by this party: it gets 50 % of what is left after the affiliate first, " +
      "before anybody shares, until that is recovered",
    "Guaranteed minimum: 900.00 EUR in a calendar quarter: what is missing at its end the producer settles; a part " +
      "of a period counts by its days",
    "Bonus: 250.00 USD, once, when 1,000 sales are reached in the whole term; the producer settles it at its end",
    "Bonus: 250.00 USD, once, when 1,000.00 USD earned are reached in a calendar year; the producer settles it at " +
      "its end",
  ]);
});

test("in Brazilian Portuguese", () => {
  expect(said("pt-BR").slice(2)).toEqual([
    "Adiantamento: 500,00 USD, pagos antes a esta parte: a parte dela vai para o produtor até que isso seja " +
      "recuperado; o que um reembolso devolver é recuperado de novo",
    "Investimento: 1.234.567 JPY, investidos por esta parte: ela recebe primeiro 50 % do que resta depois do " +
      "afiliado, antes de qualquer divisão, até recuperar esse valor",
    "Mínimo garantido: 900,00 EUR em um trimestre: o que faltar no fim o produtor completa; uma parte do período " +
      "conta pelos seus dias",
    "Bônus: 250,00 USD, uma vez, ao atingir 1.000 vendas em todo o contrato; o produtor paga no fim",
    "Bônus: 250,00 USD, uma vez, ao atingir 1.000,00 USD recebidos em um ano; o produtor paga no fim",
  ]);
});
