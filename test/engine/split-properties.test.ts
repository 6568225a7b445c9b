// What holds for every plan and every sale, whatever the figures: sums, bounds, an order that does not matter
// where it should not, and a derivation that tells the same story. Example: 300 random plans, every line adds
// up.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compilePlan } from "../../src/engine/compile-plan.ts";
import { explain } from "../../src/engine/explain.ts";
import { countersOf, splitOnce } from "../../src/engine/split.ts";
import { aPlan, someSales, splitAll, sum } from "./random-sales.ts";
import { saleFrom } from "./table.ts";

describe("every split", () => {
  test("adds up to what was paid, and none but the producer's line is negative", () => {
    fc.assert(
      fc.property(aPlan, someSales, (plan, sales) => {
        for (const { sale, done } of splitAll(plan, sales).splits) {
          expect(sum(done.lines.map((line) => line.amount))).toBe(BigInt(sale.paid));
          expect(done.lines[0]?.role).toBe("producer");
          for (const line of done.lines.slice(1)) expect(line.amount).toBeGreaterThan(0);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("keeps every line within a unit of its exact figure, which the derivation gives", () => {
    fc.assert(
      fc.property(aPlan, someSales, (plan, sales) => {
        const compiled = compilePlan(plan);
        for (const { sale, before, done } of splitAll(plan, sales).splits) {
          const steps = explain(compiled, sale, before);
          for (const step of steps) {
            const [numerator, denominator] = step.exact.split("/").map(BigInt) as [bigint, bigint];
            const off = BigInt(step.amount) * denominator - numerator;
            expect([step, off < denominator && off > -denominator]).toEqual([step, true]);
          }
          const given = new Map(
            steps
              .filter(({ step }) => step === "allocated")
              .map(({ inputs, amount: one }) => [inputs.contract, one]),
          );
          for (const { id } of plan.contracts) {
            const line = (role: string) =>
              done.lines.find((one) => one.contract === id && one.role === role)?.amount ?? 0;
            expect(given.get(id) ?? 0).toBe(line("coproducer") + line("manager") + line("advance"));
            const recouped = steps.find((one) => one.step === "recouped" && one.inputs.contract === id);
            expect(recouped?.amount ?? 0).toBe(line("recoup"));
          }
          const own = (word: string) => steps.filter(({ step }) => step === word).map((step) => step.amount);
          expect(own("producer")).toEqual([done.lines[0]?.amount]);
          expect(own("affiliate").filter((one) => one > 0)).toEqual(
            done.lines.filter(({ role }) => role === "affiliate").map((line) => line.amount),
          );
          expect(own("abated").length).toBe(done.isAbated ? 1 : 0);
        }
      }),
      { numRuns: 200 },
    );
  });

  test("is the same from a plan compiled anew, with only the counters it says it read", () => {
    fc.assert(
      fc.property(aPlan, someSales, (plan, sales) => {
        for (const { sale, before, done } of splitAll(plan, sales).splits) {
          expect(countersOf(compilePlan(plan), sale)).toEqual(done.read.map(({ name }) => name));
          expect(splitOnce(plan, sale, new Map(done.read.map(({ name, value }) => [name, value])))).toEqual(
            done,
          );
          for (const { name, value } of done.read) expect(value).toBe(before.get(name) ?? 0);
          for (const { name } of done.moves) expect(done.read.map((one) => one.name)).toContain(name);
        }
      }),
      { numRuns: 200 },
    );
  });

  test("keeps within caps: earned and number of sales", () => {
    fc.assert(
      fc.property(aPlan, someSales, (plan, sales) => {
        const { splits, counters } = splitAll(plan, sales);
        for (const { id, clauses } of plan.contracts) {
          for (const one of clauses) {
            if (one.kind !== "cap") continue;
            const ofContract = splits.flatMap(({ sale, done }) =>
              done.lines
                .filter((line) => line.contract === id && line.role !== "recoup")
                .map((line) => ({ sale, line })),
            );
            const earning = new Set(ofContract.map(({ sale }) => sale));
            if (one.sales !== null) expect(earning.size).toBeLessThanOrEqual(one.sales);
            for (const currency of ["USD", "JPY"]) {
              const earned = ofContract
                .filter(({ sale }) => sale.currency === currency)
                .map(({ line }) => line.amount);
              if (one.earned === null) continue;
              expect(sum(earned)).toBeLessThanOrEqual(BigInt(one.earned));
              expect(sum(earned)).toBe(BigInt(counters.get(`earned:term:${currency}:${id}`) ?? 0));
            }
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  test("recoups no more than was agreed, and holds back only from the party's own part", () => {
    fc.assert(
      fc.property(aPlan, someSales, (plan, sales) => {
        const { splits } = splitAll(plan, sales);
        for (const { id, clauses } of plan.contracts) {
          for (const one of clauses) {
            if (one.kind !== "recoup") continue;
            const role = one.from === "whole" ? "recoup" : "advance";
            const lines = splits.flatMap(({ sale, done }) =>
              done.lines
                .filter((line) => line.contract === id && line.role === role)
                .map((line) => ({ sale, line })),
            );
            expect(lines.every(({ sale }) => sale.currency === one.currency)).toBe(true);
            expect(sum(lines.map(({ line }) => line.amount))).toBeLessThanOrEqual(BigInt(one.amount));
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  test("does not depend on the order of sales where no clause remembers", () => {
    fc.assert(
      fc.property(aPlan, someSales, (plan, sales) => {
        const forgetful = { ...plan, contracts: plan.contracts.map((one) => ({ ...one, clauses: [] })) };
        const forth = splitAll(forgetful, sales).splits.map(({ done }) => done);
        const back = splitAll(forgetful, [...sales].reverse()).splits.map(({ done }) => done);
        expect(back.reverse()).toEqual(forth);
      }),
    );
  });

  test("gives a party no less where more is paid", () => {
    fc.assert(
      fc.property(aPlan, fc.integer({ min: 1, max: 1e9 }), fc.nat(1e6), (plan, paid, more) => {
        const sale = (one: number) =>
          saleFrom({
            id: "s",
            at: "2026-12-01T00:00:00Z",
            currency: "EUR",
            paid: one,
            affiliate: { party: "zoe", rate: "0.3" },
          });
        const plain = { ...plan, contracts: plan.contracts.map((one) => ({ ...one, clauses: [] })) };
        const total = (one: number) =>
          splitOnce(plain, sale(one))
            .lines.filter(({ role }) => role === "affiliate")
            .reduce((all, line) => all + line.amount, 0);
        expect(total(paid + more)).toBeGreaterThanOrEqual(total(paid) - 1);
      }),
    );
  });
});
