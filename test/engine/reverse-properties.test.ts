// What holds for every sequence of refunds: it adds up, takes no more than was given, and ends at exactly
// zero.
// Example: 100 refunds of one cent each, in any mix of returned fees, then the rest.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { explainReversal } from "../../src/engine/explain-reversal.ts";
import type { Plan } from "../../src/engine/plan.ts";
import { reverse } from "../../src/engine/reverse.ts";
import type { FeesReturned } from "../../src/engine/sale.ts";
import { splitOnce } from "../../src/engine/split.ts";
import { aPlan, aSale, returned, sum } from "./random-sales.ts";
import { planOf, saleFrom } from "./table.ts";

describe("every sequence of refunds", () => {
  const parts = fc.array(fc.tuple(fc.nat(1000), returned), { maxLength: 6 });

  test("ends every line at exactly zero, takes no more than was given, and always adds up", () => {
    fc.assert(
      fc.property(aPlan, aSale, parts, (plan, sale, refunds) => {
        fc.pre(sale.paid > 0);
        const { lines } = splitOnce(plan, sale);
        let reversed = lines.map(() => 0);
        let left: number = sale.paid;
        const steps: [number, FeesReturned][] = refunds.map(([part, kept]) => [
          Math.ceil((left / 1000) * part),
          kept,
        ]);
        for (const [wanted, feesReturned] of [
          ...steps,
          [Number.POSITIVE_INFINITY, "all"] as [number, FeesReturned],
        ]) {
          const one = Math.min(left, wanted);
          if (one < 1) continue;
          const request = { amount: one, feesReturned, currency: sale.currency };
          const { computed, taken } = reverse(plan, lines, reversed, request);
          expect(sum(computed)).toBe(BigInt(one));
          expect(sum(taken)).toBe(BigInt(one));
          reversed = reversed.map((before, index) => before + (computed[index] as number));
          lines.forEach((line, index) => {
            const given = line.amount;
            expect(Math.sign(given) * (reversed[index] as number)).toBeGreaterThanOrEqual(0);
            expect(Math.abs(reversed[index] as number)).toBeLessThanOrEqual(Math.abs(given));
            if (line.role !== "producer") expect(taken[index]).toBeGreaterThanOrEqual(0);
          });
          if (feesReturned === "all") expect(taken).toEqual(computed);
          left -= one;
          checkDerivation(plan, lines, reversed, computed, taken, request);
        }
        expect(reversed).toEqual(lines.map((line) => line.amount));
      }),
      { numRuns: 300 },
    );
  });

  function checkDerivation(
    plan: Plan,
    lines: ReturnType<typeof splitOnce>["lines"],
    after: number[],
    computed: readonly number[],
    taken: readonly number[],
    request: Parameters<typeof reverse>[3],
  ) {
    const before = after.map((one, index) => one - (computed[index] as number));
    const steps = explainReversal(plan, lines, before, request);
    expect(steps.filter(({ step }) => step === "reversed").map((step) => step.amount)).toEqual(computed);
    for (const { step, exact, amount: one } of steps) {
      if (step === "fee_kept") continue;
      const [numerator, denominator] = exact.split("/").map(BigInt) as [bigint, bigint];
      const off = BigInt(one) * denominator - numerator;
      expect(off < denominator && off > -denominator).toBe(true);
    }
    const changed = taken.filter((one, index) => one !== computed[index] && one !== 0);
    expect(steps.filter(({ step }) => step === "gives_back").map((step) => step.amount)).toEqual(changed);
  }

  test("refuses more than remains", () => {
    fc.assert(
      fc.property(aPlan, aSale, fc.integer({ min: 1, max: 1e9 }), (plan, sale, more) => {
        const { lines } = splitOnce(plan, sale);
        const request = { amount: sale.paid + more, feesReturned: "all" as const, currency: "USD" };
        expect(() => reverse(plan, lines, [], request)).toThrow(
          expect.objectContaining({ code: "refund_exceeds_remaining", facts: { remaining: sale.paid } }),
        );
      }),
    );
  });

  test("many small refunds differ from one large by rounding only: both end at zero", () => {
    const plan = planOf({
      producer: "ana",
      contracts: [{ id: "c1", party: "bruno", share: "0.333333", from: "2026-01-01T00:00:00Z" }],
    });
    const { lines } = splitOnce(
      plan,
      saleFrom({
        id: "s",
        at: "2026-02-01T00:00:00Z",
        currency: "USD",
        paid: 100,
        tax: 7,
        fees: [{ party: "stripe", amount: 3 }],
      }),
    );
    let reversed = lines.map(() => 0);
    for (let i = 0; i < 100; i++) {
      const { computed } = reverse(plan, lines, reversed, {
        amount: 1,
        feesReturned: "all",
        currency: "USD",
      });
      expect(computed.filter((one) => one !== 0)).toEqual([1]);
      reversed = reversed.map((before, index) => before + (computed[index] as number));
    }
    expect(reversed).toEqual(lines.map((line) => line.amount));
  });
});
