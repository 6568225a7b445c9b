// Why an allocation is what it is: the steps from what the buyer paid to each minor unit, recomputed, never
// stored.
// Example: { "step": "affiliate", "rule": "Rate × its base, …", "inputs": { "rate": "0.35" }, "exact":
// "3136/1", "amount": 3136 }.
import { z } from "zod";
import { idOut } from "./id.ts";
import { amountOut, currencyOut } from "./money.ts";
import { namedParty } from "./named.ts";

export const whyStep = z
  .object({
    step: z.string().meta({ description: "A stable word for the step.", examples: ["affiliate"] }),
    rule: z.string().meta({ description: "What happens here, in a sentence." }),
    inputs: z.record(z.string(), z.unknown()),
    exact: z.string().meta({ description: "The exact fraction before rounding.", examples: ["17920/3"] }),
    amount: amountOut,
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
