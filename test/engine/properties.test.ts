// What holds for every plan and every sale, whatever the figures: sums, bounds, refunds that end at zero, an order that
// does not matter where it should not, and a derivation that tells the same story.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compilePlan } from "../../src/engine/compile-plan.ts";
import { applyMoves } from "../../src/engine/counters.ts";
import { explain } from "../../src/engine/explain.ts";
import { explainReversal } from "../../src/engine/explain-reversal.ts";
import type { Plan } from "../../src/engine/plan.ts";
import { reverse } from "../../src/engine/reverse.ts";
import type { FeesReturned, Sale } from "../../src/engine/sale.ts";
import { countersOf, split, splitOnce } from "../../src/engine/split.ts";
import { planOf, saleFrom } from "./table.ts";

const rate = (most: number) => fc.nat(most).map((ppm) => (ppm / 1e6).toFixed(6));
const amount = fc.oneof(fc.nat(20), fc.nat(100_000), fc.nat(1e15));
const party = fc.constantFrom("ana", "bruno", "carla", "davi", "eva");
const instant = fc
  .integer({ min: 0, max: 400 })
  .map((day) => new Date(Date.UTC(2026, 0, 1) + day * 86_400_000).toISOString());

const clause = fc.oneof(
  fc.record({ kind: fc.constant("cap"), earned: amount }),
  fc.record({ kind: fc.constant("cap"), sales: fc.nat(4) }),
);
const tiers = fc.record({
  kind: fc.constant("tiers"),
  measure: fc.constantFrom("net", "sales"),
  period: fc.constantFrom("month", "quarter", "year", "term"),
  tiers: fc
    .tuple(
      fc.uniqueArray(fc.integer({ min: 1, max: 50_000 }), { maxLength: 3 }),
      fc.array(rate(240_000), { minLength: 4, maxLength: 4 }),
    )
    .map(([ends, shares]) => [
      ...ends.sort((a, b) => a - b).map((upTo, index) => ({ upTo, share: shares[index] })),
      { share: shares[3] },
    ]),
});

const contract = fc.record(
  {
    party,
    share: rate(240_000),
    from: instant,
    base: fc.constantFrom("after_affiliate", "net", "gross"),
    scope: fc.constantFrom("all", "direct", "affiliate", "recruited"),
    mayBeAffiliate: fc.boolean(),
    clauses: fc
      .tuple(fc.array(clause, { maxLength: 2 }), fc.option(tiers))
      .map(([caps, one]) => (one === null ? caps : [one, ...caps])),
  },
  { requiredKeys: ["party", "share", "from"] },
);

const aPlan = fc
  .record(
    {
      producer: fc.constant("ana"),
      platformFee: fc.record(
        {
          party: fc.constant("market"),
          rate: rate(300_000),
          fixed: fc.record({ USD: fc.nat(500) }),
          bearer: fc.constantFrom("shared", "producer"),
        },
        { requiredKeys: ["party"] },
      ),
      processorFee: fc.record({ bearer: fc.constantFrom("shared", "producer") }),
      affiliate: fc.record({ base: fc.constantFrom("net", "gross") }),
      unreturnedFees: fc.constantFrom("producer", "pro_rata"),
      timeZone: fc.constantFrom("UTC", "America/Sao_Paulo", "Asia/Kathmandu"),
      contracts: fc
        .array(contract, { maxLength: 4 })
        .map((list) => list.map((one, index) => ({ id: `c${index}`, ...one }))),
    },
    { requiredKeys: ["producer", "contracts"] },
  )
  .map((json) => planOf({ maxShared: "0.99", ...json }));

const aSale = fc
  .record(
    {
      paid: amount,
      at: instant,
      currency: fc.constantFrom("USD", "JPY"),
      aside: fc.tuple(fc.nat(100), fc.nat(100)),
      fees: fc.array(
        fc.record({ party: fc.constantFrom("stripe", "adyen"), amount: fc.oneof(fc.nat(50), amount) }),
        { maxLength: 3 },
      ),
      affiliate: fc.record(
        { party, rate: rate(1_000_000), recruitedBy: party },
        { requiredKeys: ["party", "rate"] },
      ),
    },
    { requiredKeys: ["paid", "at", "currency", "aside"] },
  )
  .map(({ aside: [taxPart, shipPart], paid, ...rest }) => {
    const tax = Math.floor(paid / 201) * taxPart;
    return saleFrom({ id: "s", paid, tax, shipping: Math.floor(paid / 201) * shipPart, ...rest });
  });

const someSales = fc.array(aSale, { minLength: 1, maxLength: 12 });
const returned = fc.constantFrom<FeesReturned>("all", "none", "platform_fee", "processor_fee");

/** Splits one after the other and keeps the counters, as a ledger would. */
function splitAll(plan: Plan, sales: readonly Sale[]) {
  const compiled = compilePlan(plan);
  const counters = new Map<string, number>();
  const splits = sales.map((sale) => {
    const before = new Map(counters);
    const done = split(compiled, sale, counters);
    applyMoves(counters, done.moves);
    return { sale, before, done };
  });
  return { splits, counters };
}

const sum = (amounts: readonly number[]) => amounts.reduce((total, one) => total + BigInt(one), 0n);

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
          for (const { contract: id, amount: one } of done.lines)
            if (id !== undefined) expect(given.get(id)).toBe(one);
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
              done.lines.filter((line) => line.contract === id).map((line) => ({ sale, line })),
            );
            if (one.sales !== null) expect(ofContract.length).toBeLessThanOrEqual(one.sales);
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
