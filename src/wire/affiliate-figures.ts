// What each affiliate of a product brings and earns, on the network: clicks, sales, refunds, commission.
// Amounts are minor units beside their currency.
// Example: { "affiliation": { "code": "CARLA", … }, "clicks": 4120, "sales": 61, "refundRate": "0.032787" }.
import { z } from "zod";
import { affiliation, affiliationState } from "./affiliation.ts";
import { amountOut, currencyIn, currencyOut, rateOut } from "./money.ts";

export const figureSort = {
  q: z.string().min(1).max(100).optional().meta({ description: "In name, code or e-mail address." }),
  state: affiliationState.exclude(["requested"]).optional(),
  terms: z.enum(["accepted", "missing"]).optional().meta({
    description: "Whether the terms of use in force were accepted. An older version is missing as well.",
  }),
  from: z.iso.date().optional().meta({ description: "The first day; since the beginning when left out." }),
  to: z.iso.date().optional().meta({ description: "The last day; until today when left out." }),
  sort: z.enum(["earned", "sales", "clicks", "refunds", "name", "since"]).default("earned"),
  direction: z.enum(["asc", "desc"]).optional().meta({
    description: "Names from A when left out, everything else from the most.",
  }),
  currency: currencyIn.optional().meta({
    description: "What is earned is compared in it: the workspace's own when left out.",
  }),
};

export const affiliateFigures = z
  .object({
    affiliation,
    clicks: z.int(),
    visitors: z.int().meta({ description: "Different ones on each day." }),
    sales: z.int(),
    clickSales: z.int().meta({
      description: "Of the sales, those that a click led to: without coupons, names and renewals.",
    }),
    takeBacks: z.int().meta({ description: "Refunds and lost disputes." }),
    refundRate: rateOut.nullable().meta({ description: "Taken back of its sales; null without any." }),
    money: z.array(
      z.object({
        currency: currencyOut,
        paid: amountOut,
        taken: amountOut,
        earned: amountOut.nullable().meta({
          description: "Commission, less what was taken back of it; null without `ledger:read`.",
        }),
      }),
    ),
  })
  .meta({ id: "AffiliateFigures" });

export type AffiliateFigures = z.input<typeof affiliateFigures>;
