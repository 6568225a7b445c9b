// Clauses of a contract on the network, in and out, as plan.json has them (docs/split-format.md, "Clauses").
// A contract is about one product, so its mix tells that product's offers apart.
// Example: { "kind": "recoup", "amount": 50000, "currency": "USD", "from": "share" }.
import { z } from "zod";
import { idOut } from "./id.ts";
import { amountIn, currencyIn, currencyOut, rateIn, rateOut } from "./money.ts";

const period = z.enum(["month", "quarter", "year", "term"]);

const tiersIn = z.strictObject({
  kind: z.literal("tiers"),
  measure: z.enum(["net", "sales"]),
  period,
  tiers: z
    .array(z.strictObject({ upTo: amountIn(1).optional(), share: rateIn }))
    .min(1)
    .max(20),
});

const mixIn = z
  .strictObject({
    kind: z.literal("mix"),
    by: z.literal("offer"),
    shares: z
      .array(z.strictObject({ of: idOut("offer"), share: rateIn }))
      .min(1)
      .max(50),
  })
  .meta({
    description: "Another share for some offers of the product; the others earn the contract's share.",
  });

const capIn = z.strictObject({
  kind: z.literal("cap"),
  earned: amountIn().optional(),
  sales: amountIn().optional(),
});

const recoupIn = z
  .strictObject({
    kind: z.literal("recoup"),
    amount: amountIn(1),
    currency: currencyIn,
    from: z.enum(["share", "whole"]),
    rate: rateIn.optional(),
  })
  .meta({
    description:
      "share: the producer advanced the amount and keeps the party's part until it is back. whole: the party " +
      "invested it and takes `rate` of what is left first.",
  });

const minimumIn = z
  .strictObject({ kind: z.literal("minimum"), amount: amountIn(1), currency: currencyIn, period })
  .meta({
    description: "What the party earns in a period at the least; the producer settles what is missing.",
  });

const milestoneIn = z
  .strictObject({
    kind: z.literal("milestone"),
    measure: z.enum(["net", "sales", "earned"]),
    period,
    goal: amountIn(1),
    bonus: amountIn(1),
    currency: currencyIn,
  })
  .meta({ description: "A bonus, once a period, where the goal is met; the producer settles it." });

export const clauseIn = z
  .discriminatedUnion("kind", [tiersIn, mixIn, capIn, recoupIn, minimumIn, milestoneIn])
  .meta({ id: "ClauseInput" });

export const clauseOut = z
  .union([
    z.object({
      kind: z.literal("tiers"),
      measure: z.enum(["net", "sales"]),
      period,
      tiers: z.array(z.object({ upTo: z.int().optional(), share: rateOut })),
    }),
    z.object({
      kind: z.literal("mix"),
      by: z.literal("offer"),
      shares: z.array(z.object({ of: idOut("offer"), name: z.string().optional(), share: rateOut })),
    }),
    z.object({ kind: z.literal("cap"), earned: z.int().optional(), sales: z.int().optional() }),
    z.object({
      kind: z.literal("recoup"),
      amount: z.int(),
      currency: currencyOut,
      from: z.enum(["share", "whole"]),
      rate: rateOut.optional(),
    }),
    z.object({ kind: z.literal("minimum"), amount: z.int(), currency: currencyOut, period }),
    z.object({
      kind: z.literal("milestone"),
      measure: z.enum(["net", "sales", "earned"]),
      period,
      goal: z.int(),
      bonus: z.int(),
      currency: currencyOut,
    }),
  ])
  .meta({ id: "Clause" });
