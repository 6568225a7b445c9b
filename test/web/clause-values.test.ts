// The fields of clauses: what is agreed fills them, and what they hold comes to the same clauses again.
import { describe, expect, test } from "vitest";
import {
  type Clause,
  checkClauses,
  clausesOf,
  clauseValuesOf,
  EMPTY_CLAUSES,
  readyClauses,
} from "../../src/web/contracts/clause-values.ts";

const place = { currency: "USD", timeZone: "UTC" };
const words = { language: "en", say: (key: string) => key } as unknown as Parameters<typeof checkClauses>[2];

const ALL = [
  {
    kind: "tiers",
    measure: "net",
    period: "quarter",
    tiers: [{ upTo: 123_450, share: "0.1" }, { share: "0.2" }],
  },
  { kind: "cap", earned: 500_000 },
  { kind: "cap", sales: 1000 },
  { kind: "recoup", amount: 50_000, currency: "USD", from: "share" },
  { kind: "recoup", amount: 70_001, currency: "USD", from: "whole", rate: "0.125" },
  { kind: "minimum", amount: 9000, currency: "USD", period: "month" },
  { kind: "milestone", measure: "sales", period: "year", goal: 100, bonus: 2500, currency: "USD" },
] as unknown as Clause[];

describe("fields of clauses", () => {
  test.each(["en", "pt-BR"])("give back what was agreed, in %s", (language) => {
    const values = clauseValuesOf(ALL, place, language);
    expect(checkClauses(values, place, { ...words, language })).toEqual({});
    expect(clausesOf(values, place, language)).toEqual(ALL);
  });

  test("say nothing where nothing is wanted", () => {
    expect(clauseValuesOf([], place, "en")).toEqual(EMPTY_CLAUSES);
    expect(clausesOf(EMPTY_CLAUSES, place, "en")).toEqual([]);
  });

  test("tell what is missing, each at its field, and a preview goes without it", () => {
    const wanted = {
      hasCap: true,
      hasAdvance: true,
      hasInvestment: true,
      hasMinimum: true,
      hasBonus: true,
    };
    const values = { ...EMPTY_CLAUSES, ...wanted, minimum: "90.00", investmentRate: "0" };
    expect(checkClauses(values, place, words)).toEqual({
      capEarned: "agree.capNeeded",
      advance: "form.badAmount",
      investment: "form.badAmount",
      investmentRate: "agree.rateAboveZero",
      bonus: "form.badAmount",
      goal: "agree.badCount",
    });
    expect(readyClauses(values, place, words)).toEqual([
      { kind: "minimum", amount: 9000, currency: "USD", period: "month" },
    ]);
  });
});
