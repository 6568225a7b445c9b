// Random plans and sales for properties: small amounts where rounding shows, large ones where doubles would
// fail, every base, scope, bearer and clause. Always valid. Example: 3 contracts under a cap of 0.99, 12
// sales in 400 days.
import fc from "fast-check";
import { compilePlan } from "../../src/engine/compile-plan.ts";
import { applyMoves } from "../../src/engine/counters.ts";
import type { Plan } from "../../src/engine/plan.ts";
import type { FeesReturned, Sale } from "../../src/engine/sale.ts";
import { split } from "../../src/engine/split.ts";
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

const mix = fc.record({
  kind: fc.constant("mix"),
  by: fc.constantFrom("product", "category", "offer"),
  shares: fc.tuple(rate(240_000), rate(240_000)).map(([one, other]) => [
    { of: "piano", share: one },
    { of: "violin", share: other },
  ]),
});
const recoupment = (from: object) =>
  fc.record({
    kind: fc.constant("recoup"),
    amount: amount.map((one) => one + 1 - Math.floor(one / 1e15)),
    currency: fc.constantFrom("USD", "JPY"),
    ...from,
  });
const recoups = fc
  .tuple(
    fc.option(recoupment({ from: fc.constant("share") })),
    fc.option(recoupment({ from: fc.constant("whole"), rate: rate(7_000) })),
  )
  .map((both) => both.filter((one) => one !== null));

const contract = fc.record(
  {
    party,
    share: rate(240_000),
    from: instant,
    base: fc.constantFrom("after_affiliate", "net", "gross"),
    scope: fc.constantFrom("all", "direct", "affiliate", "recruited"),
    mayBeAffiliate: fc.boolean(),
    maxAffiliateRate: rate(1_000_000),
    clauses: fc
      .tuple(fc.array(clause, { maxLength: 2 }), fc.option(fc.oneof(tiers, mix)), recoups)
      .map(([caps, one, more]) => [...(one === null ? [] : [one]), ...caps, ...more]),
  },
  { requiredKeys: ["party", "share", "from"] },
);

export const aPlan = fc
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

const oneAffiliate = fc.record(
  { party, rate: rate(1_000_000), recruitedBy: party },
  { requiredKeys: ["party", "rate"] },
);
const severalAffiliates = fc
  .uniqueArray(oneAffiliate, { minLength: 1, maxLength: 4, selector: (one) => one.party })
  .chain((several) =>
    fc
      .array(fc.nat(1_000_000), { minLength: several.length - 1, maxLength: several.length - 1 })
      .map((cuts) => {
        const ends = [...cuts.sort((a, b) => a - b), 1_000_000];
        return several.map((one, i) => {
          const weight = (((ends[i] as number) - (ends[i - 1] ?? 0)) / 1e6).toFixed(6);
          return { ...one, weight };
        });
      }),
  );

export const aSale = fc
  .record(
    {
      paid: amount,
      at: instant,
      currency: fc.constantFrom("USD", "JPY"),
      product: fc.constantFrom("piano", "violin", "cello"),
      category: fc.constantFrom("piano", "violin"),
      aside: fc.tuple(fc.nat(100), fc.nat(100)),
      fees: fc.array(
        fc.record({ party: fc.constantFrom("stripe", "adyen"), amount: fc.oneof(fc.nat(50), amount) }),
        { maxLength: 3 },
      ),
      affiliate: fc.oneof(
        { weight: 3, arbitrary: oneAffiliate },
        { weight: 1, arbitrary: severalAffiliates },
      ),
    },
    { requiredKeys: ["paid", "at", "currency", "aside"] },
  )
  .map(({ aside: [taxPart, shipPart], paid, affiliate, ...rest }) => {
    const tax = Math.floor(paid / 201) * taxPart;
    const shipping = Math.floor(paid / 201) * shipPart;
    const by = Array.isArray(affiliate) ? { affiliates: affiliate } : affiliate ? { affiliate } : {};
    return saleFrom({ id: "s", paid, tax, shipping, ...rest, ...by });
  });

export const someSales = fc.array(aSale, { minLength: 1, maxLength: 12 });
export const returned = fc.constantFrom<FeesReturned>("all", "none", "platform_fee", "processor_fee");

/** Splits one after the other and keeps the counters, as a ledger would. */
export function splitAll(plan: Plan, sales: readonly Sale[]) {
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

export const sum = (amounts: readonly number[]) => amounts.reduce((total, one) => total + BigInt(one), 0n);
