// Why an allocation is what it is: the steps from what the buyer paid to each minor unit, recomputed, never stored.
// Example: { "step": 4, "rule": "affiliate", "inputs": { "rate": "0.35", "net": 8960 }, "exact": "3136", "amount": 3136 }.
import { z } from "zod";
import { idOut } from "./id.ts";
import { amountOut, currencyOut } from "./money.ts";
import { namedParty } from "./named.ts";

export const whyStep = z
  .object({
    step: z.union([z.int(), z.string()]).meta({ description: "Its place, or its name." }),
    rule: z.string().meta({ description: "The rule of the split, such as platform_fee or affiliate." }),
    inputs: z.record(z.string(), z.unknown()),
    exact: z
      .string()
      .nullable()
      .meta({ description: "The exact fraction before rounding.", examples: ["17920/3"] }),
    amount: amountOut.nullable(),
  })
  .meta({ id: "WhyStep" });

export const why = z
  .object({
    sale: idOut("sale").nullable(),
    currency: currencyOut,
    plan: z.string().nullable().meta({ description: "SHA-256 of the plan that the sale was split by." }),
    parties: z.array(namedParty).meta({ description: "Everybody the steps name." }),
    steps: z.array(whyStep),
  })
  .meta({ id: "Why" });

export type Why = z.input<typeof why>;
