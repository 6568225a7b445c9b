// The derivation that a person reads: told from the steps of the engine itself, for the worked examples of
// the domain. It must end at the line's own amount, and every figure on the way must be the engine's.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compilePlan } from "../../src/engine/compile-plan.ts";
import { explain } from "../../src/engine/explain.ts";
import { readPlan } from "../../src/engine/read-plan.ts";
import { readSale } from "../../src/engine/read-sale.ts";
import { split } from "../../src/engine/split.ts";
import { derive, splitExact } from "../../src/web/contracts/why-steps.ts";
import { fill, read } from "../../src/web/words/icu.ts";

const messages = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../src/web/words/en.json"), "utf8"),
) as Record<string, string>;

const words = {
  language: "en",
  say: (key: string, values: Record<string, string | number> = {}) =>
    fill(read(messages[key] ?? `no ${key}`), values, "en").join(""),
} as unknown as Parameters<typeof derive>[2];

type Line = Parameters<typeof derive>[1];
type Why = Parameters<typeof derive>[0];

/** The story of one party's line, as rows of text: "Left to share | | 89.60". */
function storyOf(plan: object, sale: object, party: string, role: string): string[] {
  const readPlanAnswer = readPlan(plan);
  const readSaleAnswer = readSale({ id: "s1", at: "2026-03-01T12:00:00Z", currency: "USD", ...sale });
  if (!readPlanAnswer.ok || !readSaleAnswer.ok) throw new Error("not a valid example");
  const compiled = compilePlan(readPlanAnswer.plan);
  const lines = split(compiled, readSaleAnswer.sale).lines;
  const found = lines.find((line) => line.party === party && line.role === role);
  if (!found) throw new Error(`no line of ${party}`);
  const parties = lines.map((line) => ({ id: line.party, name: line.party }));
  const steps = explain(compiled, readSaleAnswer.sale);
  const why = { sale: null, currency: "USD", plan: null, parties, steps } as unknown as Why;
  const line = {
    ...found,
    party: { id: party, name: party },
    contract: found.contract ?? null,
  } as unknown as Line;
  const rows = derive(why, line, words);
  const last = rows.at(-1);
  expect(last?.kind).toBe("result");
  expect(last?.amount).toBe(found.amount);
  return rows.map((row) => [row.text, row.exact ?? "", row.amount ?? ""].join(" | "));
}

const from = "2026-01-01T00:00:00Z";
const FIRST = {
  producer: "ana",
  platformFee: { party: "market", rate: "0.099", fixed: { USD: 50 } },
  contracts: [{ id: "c1", party: "bruno", share: "0.10", from }],
};
const SALE = { paid: 10000, affiliate: { party: "carla", rate: "0.35" } };

describe("the first worked example", () => {
  test("the co-producer's part", () => {
    expect(storyOf(FIRST, SALE, "bruno", "coproducer")).toEqual([
      "Buyer paid |  | 10000",
      "Platform fee of market: 9.9% of 100.00, and 0.50 | 1040/1 | -1040",
      "Left to share | 8960/1 | 8960",
      "Affiliate carla: 35% of 89.60 | 3136/1 | -3136",
      "Left after the affiliate | 5824/1 | 5824",
      "10% of what is left after the affiliate, 58.24 | 2912/5 | ",
      "Rounded down: the unit left over goes to ana, with the larger remainder. |  | ",
      "bruno gets |  | 582",
    ]);
  });

  test("the producer's part ends its own story", () => {
    const story = storyOf(FIRST, SALE, "ana", "producer");
    expect(story.slice(-3)).toEqual([
      "bruno gets | 2912/5 | -582",
      "Rounded up: its remainder is among the largest, so the unit left over comes here. |  | ",
      "ana gets | 26208/5 | 5242",
    ]);
  });

  test("the platform's fee is told by its own rule", () => {
    expect(storyOf(FIRST, SALE, "market", "platform_fee")).toEqual([
      "Buyer paid |  | 10000",
      "9.9% of 100.00, rounded, and 0.50 fixed | 1040/1 | 1040",
    ]);
  });

  test("the affiliate's part", () => {
    const story = storyOf(FIRST, SALE, "carla", "affiliate");
    expect(story.slice(-2)).toEqual([
      "35% of what is left to share, 89.60 | 3136/1 | ",
      "carla gets |  | 3136",
    ]);
  });
});

test("tax, shipping and a fee that the producer bears are told where they leave", () => {
  const plan = { producer: "ana", processorFee: { bearer: "producer" } };
  const sale = { paid: 10000, tax: 1597, shipping: 500, fees: [{ party: "stripe", amount: 320 }] };
  expect(storyOf(plan, sale, "ana", "producer")).toEqual([
    "Buyer paid |  | 10000",
    "Tax leaves first |  | -1597",
    "Shipping goes to the producer |  | -500",
    "Without tax and shipping | 7903/1 | 7903",
    "Left to share | 7903/1 | 7903",
    "Shipping comes on top |  | 500",
    "Fees that the producer alone carries |  | -320",
    "ana gets |  | 8083",
  ]);
});

test("tiers, caps and abatement are said", () => {
  const clauses = [
    {
      kind: "tiers",
      measure: "net",
      period: "month",
      tiers: [{ upTo: 5000, share: "0.1" }, { share: "0.2" }],
    },
    { kind: "cap", earned: 1200 },
  ];
  const plan = { producer: "ana", contracts: [{ id: "c1", party: "bruno", from, clauses }] };
  const story = storyOf(plan, { paid: 10000 }, "bruno", "coproducer").join("\n");
  expect(story).toContain("Tier 1: 10% of 50.00");
  expect(story).toContain("Tier 2: 20% of 50.00");
  expect(story).toContain("Stops at 12.00 earned; 0.00 was earned before.");
  expect(story).toContain("bruno gets |  | 1200");
});

test("an exact fraction is taken apart into whole units and what is left", () => {
  expect(splitExact("2912/5")).toEqual({ whole: 582, left: "2/5" });
  expect(splitExact("582/1")).toEqual({ whole: 582, left: null });
  expect(splitExact("-7/2")).toEqual({ whole: -3, left: "1/2" });
});

describe("money that is recovered first", () => {
  const PLAN = {
    producer: "ana",
    contracts: [
      {
        id: "c1",
        party: "bruno",
        share: "0.40",
        from,
        clauses: [{ kind: "recoup", amount: 2000, currency: "USD", from: "share" }],
      },
      {
        id: "c2",
        party: "dora",
        share: "0.10",
        from,
        maxAffiliateRate: "0.20",
        clauses: [{ kind: "recoup", amount: 1000, currency: "USD", from: "whole", rate: "0.10" }],
      },
    ],
  };
  const BY_CARLA = { paid: 10000, affiliate: { party: "carla", rate: "0.30" } };

  test("the part pays back the advance, and the rest of it is the party's", () => {
    expect(storyOf(PLAN, BY_CARLA, "bruno", "coproducer")).toEqual([
      "Buyer paid |  | 10000",
      "Left to share | 10000/1 | 10000",
      "Affiliate carla: 30% of 100.00 | 3000/1 | -3000",
      "Left after the affiliate | 7000/1 | 7000",
      "dora recovers an investment first: 10% of 70.00, 10.00 of 10.00 still to recover | 700/1 | -700",
      "Left to share after investments | 6300/1 | 6300",
      "40% of what is left after the affiliate, 63.00 | 2520/1 | ",
      "The part of bruno |  | 2520",
      "Back to the producer: an advance of 20.00, 20.00 of it still to recover | 2000/1 | -2000",
      "bruno gets |  | 520",
    ]);
    expect(
      storyOf(
        { ...PLAN, contracts: [{ ...PLAN.contracts[0], share: "0.50" }] },
        { paid: 10000 },
        "ana",
        "advance",
      ),
    ).toEqual([
      "Buyer paid |  | 10000",
      "Left to share | 10000/1 | 10000",
      "50% of what is left after the affiliate, 100.00 | 5000/1 | ",
      "The part of bruno |  | 5000",
      "Out of the part of bruno: an advance of 20.00, 20.00 of it still to recover | 2000/1 | 2000",
    ]);
  });

  test("the investment leaves first, of what is left after the affiliate", () => {
    expect(storyOf(PLAN, BY_CARLA, "dora", "recoup")).toEqual([
      "Buyer paid |  | 10000",
      "Left to share | 10000/1 | 10000",
      "Affiliate carla: 30% of 100.00 | 3000/1 | -3000",
      "Left after the affiliate | 7000/1 | 7000",
      "dora recovers an investment first: 10% of 70.00, 10.00 of 10.00 still to recover | 700/1 | 700",
    ]);
    expect(storyOf(PLAN, BY_CARLA, "dora", "coproducer")).toEqual([
      "Buyer paid |  | 10000",
      "Left to share | 10000/1 | 10000",
      "Affiliate carla: 30% of 100.00 | 3000/1 | -3000",
      "Left after the affiliate | 7000/1 | 7000",
      "dora recovers an investment first: 10% of 70.00, 10.00 of 10.00 still to recover | 700/1 | -700",
      "Left to share after investments | 6300/1 | 6300",
      "10% of what is left after the affiliate, 73.00 | 730/1 | ",
      "The affiliate is counted at 20%, the highest these terms allow for: the producer bears what lies above. |  | ",
      "dora gets |  | 730",
    ]);
    expect(storyOf(PLAN, BY_CARLA, "ana", "producer")).toEqual([
      "Buyer paid |  | 10000",
      "Left to share | 10000/1 | 10000",
      "Affiliate carla: 30% of 100.00 | 3000/1 | -3000",
      "Left after the affiliate | 7000/1 | 7000",
      "dora recovers an investment first: 10% of 70.00, 10.00 of 10.00 still to recover | 700/1 | -700",
      "Left to share after investments | 6300/1 | 6300",
      "The part of bruno | 2520/1 | -2520",
      "dora gets | 730/1 | -730",
      "ana gets | 3050/1 | 3050",
    ]);
  });
});
