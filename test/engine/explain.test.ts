// A derivation that a person can follow: kept as text, so that a change to it is read before it is made.
// Example: 10 % of 5616 is 2808/5, its floor 561, and it gets the unit.
import { expect, test } from "vitest";
import { compilePlan } from "../../src/engine/compile-plan.ts";
import { explain } from "../../src/engine/explain.ts";
import { explainReversal } from "../../src/engine/explain-reversal.ts";
import { readPlan } from "../../src/engine/read-plan.ts";
import { splitOnce } from "../../src/engine/split.ts";
import type { Step } from "../../src/engine/step.ts";
import { planOf, readTable, saleFrom } from "./table.ts";

/** One line a step: word, exact, amount, and the inputs that are asked for. */
function tell(steps: readonly Step[], ...wanted: string[]): string[] {
  return steps.map(({ step, exact, amount, inputs }) => {
    const shown = wanted.filter((key) => key in inputs).map((key) => `${key}=${JSON.stringify(inputs[key])}`);
    return [step, exact, String(amount), ...shown].join(" ");
  });
}

function setUp(text: string) {
  const { plan, rows } = readTable(text);
  return { plan: planOf(plan), sales: rows.map(({ facts }) => saleFrom(facts)) };
}

test("a sale, from what was paid to every line", () => {
  const { plan, sales } = setUp(`
    producer ana
    platform market 0.099 + 50 USD
    contract c1 bruno 0.10
    contract c2 dora 0.05 scope direct
    contract c3 edu 0.05 from 2027-01-01
    s1 paid 10100 tax 60 ship 40 fee stripe 320 by carla 0.35 →
  `);
  const steps = explain(compilePlan(plan), sales[0] as (typeof sales)[0]);
  expect(tell(steps, "party", "contract", "of", "fixed", "roundingUnit")).toEqual([
    'tax 60/1 60 party="tax"',
    "gross 10000/1 10000",
    'platform_fee 1040/1 1040 party="market" fixed=50',
    'processor_fee 320/1 320 party="stripe"',
    "net 8640/1 8640",
    'affiliate 3024/1 3024 party="carla" of=8640 roundingUnit=null',
    "rest 5616/1 5616",
    'quota 2808/5 561 party="bruno" contract="c1" of=5616',
    'out_of_scope 0/1 0 party="dora" contract="c2"',
    'not_in_force 0/1 0 party="edu" contract="c3"',
    'allocated 25272/5 5054 party="ana" roundingUnit=false',
    'allocated 2808/5 562 party="bruno" contract="c1" roundingUnit=true',
    'producer 5094/1 5094 party="ana"',
  ]);
  for (const { rule } of steps) expect(rule).toMatch(/^[A-Z].*\.$/);
});

test("tiers and caps say what they counted before", () => {
  const { plan, sales } = setUp(`
    producer ana
    contract c1 bruno tiers net month 0.10 to 1000 0.20 cap-earned 100 cap-sales 9
    contract c2 dora tiers sales term 0.10 to 3 0.20
    s1 paid 600 →
  `);
  const counters = new Map([
    ["volume:2026-03:USD:c1", 900],
    ["earned:term:USD:c1", 80],
    ["sales:term::c1", 8],
    ["sales:term::c2", 3],
  ]);
  const steps = explain(compilePlan(plan), sales[0] as (typeof sales)[0], counters);
  expect(
    steps.filter(({ step }) => step === "quota").map(({ inputs, exact }) => ({ exact, ...inputs })),
  ).toEqual([
    {
      exact: "20/1",
      contract: "c1",
      party: "bruno",
      base: "after_affiliate",
      of: 600,
      clauses: [
        {
          kind: "tiers",
          measure: "net",
          period: "month",
          volumeBefore: 900,
          parts: [
            { tier: 1, amount: 100, share: "0.1" },
            { tier: 2, amount: 500, share: "0.2" },
          ],
        },
        { kind: "cap.earned", earned: 100, earnedBefore: 80 },
        { kind: "cap.sales", sales: 9, salesBefore: 8 },
      ],
    },
    {
      exact: "120/1",
      contract: "c2",
      party: "dora",
      base: "after_affiliate",
      of: 600,
      clauses: [{ kind: "tiers", measure: "sales", period: "term", salesBefore: 3, tier: 2, share: "0.2" }],
    },
  ]);
});

test("a tier that is full already is not told of", () => {
  const { plan, sales } = setUp(`
    producer ana
    contract c1 bruno tiers net month 0.10 to 1000 0.20
    s1 paid 600 →
  `);
  const steps = explain(
    compilePlan(plan),
    sales[0] as (typeof sales)[0],
    new Map([["volume:2026-03:USD:c1", 1000]]),
  );
  const quota = steps.find(({ step }) => step === "quota");
  expect(quota?.inputs.clauses).toMatchObject([{ parts: [{ tier: 2, amount: 600, share: "0.2" }] }]);
});

test("abatement, a loss, and an affiliate who does not count", () => {
  const { plan, sales } = setUp(`
    producer ana
    platform market 0.10
    contract c1 bruno 0.50 base gross apart
    contract c2 dora 0.20 base gross
    s1 paid 0 →
    s2 paid 1000 fee stripe 560 by bruno 0.5 →
    s3 paid 1000 fee stripe 900 by carla 0.5 →
  `);
  const [s1, s2, s3] = sales.map((sale) => tell(explain(compilePlan(plan), sale), "contract", "sumOfQuotas"));
  expect(s1?.[1]).toBe("platform_fee 0/1 0");
  expect(s2).toEqual([
    "gross 1000/1 1000",
    "platform_fee 100/1 100",
    "processor_fee 560/1 560",
    "net 340/1 340",
    'affiliate_not_counted 0/1 0 contract="c1"',
    'quota 500/1 500 contract="c1"',
    'quota 200/1 200 contract="c2"',
    'abated 340/1 340 sumOfQuotas="700/1"',
    "allocated 0/1 0",
    'allocated 1700/7 243 contract="c1"',
    'allocated 680/7 97 contract="c2"',
    "producer 0/1 0",
  ]);
  expect(s3?.slice(3)).toEqual([
    "net 0/1 0",
    "nothing_left 0/1 0",
    'quota 0/1 0 contract="c1"',
    'quota 0/1 0 contract="c2"',
    "producer 0/1 0",
  ]);
});

test("a refund, with fees that the source keeps", () => {
  const { plan, sales } = setUp(`
    producer ana
    platform market 0.10
    processor producer
    unreturned pro_rata
    contract c1 bruno 0.50
    s1 paid 1100 tax 100 fee stripe 30 →
  `);
  const { lines } = splitOnce(plan, sales[0] as (typeof sales)[0]);
  const steps = explainReversal(plan, lines, [], { amount: 550, feesReturned: "none", currency: "USD" });
  expect(tell(steps, "role", "left", "roundingUnit", "ownPart", "ofSharedFees", "ofItsOwnFees")).toEqual([
    'reversed 210/1 210 role="producer" left=420 roundingUnit=false',
    'reversed 225/1 225 role="coproducer" left=450 roundingUnit=false',
    'reversed 50/1 50 role="platform_fee" left=100 roundingUnit=false',
    'reversed 15/1 15 role="processor_fee" left=30 roundingUnit=false',
    'reversed 50/1 50 role="tax" left=100 roundingUnit=false',
    'fee_kept 50/1 0 role="platform_fee"',
    'fee_kept 15/1 0 role="processor_fee"',
    'gives_back 7225/29 249 role="producer" ownPart=210 ofSharedFees=24 ofItsOwnFees=15',
    'gives_back 7275/29 251 role="coproducer" ownPart=225 ofSharedFees=26 ofItsOwnFees=0',
  ]);
});

test("what is recouped first and scaled to fit is told scaled, as terms beyond any cap may come to it", () => {
  const first = (rate: string) => [{ kind: "recoup", amount: 10_000, currency: "USD", from: "whole", rate }];
  const from = "2026-01-01T00:00:00Z";
  const read = readPlan(
    {
      producer: "ana",
      contracts: [
        { id: "c1", party: "bruno", share: "0", from, clauses: first("0.9") },
        { id: "c2", party: "dora", share: "0.1", from, clauses: first("0.6") },
      ],
    },
    { checkCap: false },
  );
  if (!read.ok) throw new Error("not a plan");
  const sale = saleFrom({ id: "s", at: "2026-03-01T00:00:00Z", currency: "USD", paid: 1000 });
  const steps = explain(compilePlan(read.plan), sale).filter(({ step }) => step === "recouped");
  expect(steps.map(({ exact, amount, inputs }) => [exact, amount, inputs.scaledToFit])).toEqual([
    ["600/1", 600, true],
    ["400/1", 400, true],
  ]);
});
