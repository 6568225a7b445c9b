// Guarantees and bonuses of a contract on the network, period by period: how far each is, what was settled of
// it and by which entries of the ledger. Amounts are minor units of `currency`; a goal by `sales` is a number
// of sales.
// Example: { "kind": "minimum", "period": "2026-03", "target": 50000, "reached": 32000, "settled": 18000, …
// }.
import { z } from "zod";
import { instantOut } from "./instant.ts";
import { amountOut, currencyOut } from "./money.ts";

const day = z.iso.date().nullable();

export const settlement = z
  .object({
    kind: z.enum(["minimum", "milestone"]),
    period: z.string().meta({
      description: "A month, a quarter or a year of the workspace's calendar, or `term`: the whole contract.",
      examples: ["2026-03"],
    }),
    startsOn: day.meta({ description: "Null of a whole term." }),
    endsOn: day.meta({ description: "Its last day." }),
    state: z.enum(["running", "ended"]).meta({ description: "Settled within the hour after it has ended." }),
    currency: currencyOut,
    version: z.int().meta({ description: "The contract's version that decides it." }),
    measure: z.enum(["earned", "net", "sales"]).meta({ description: "What counts towards it." }),
    days: z
      .object({ inForce: z.int(), ofPeriod: z.int() })
      .nullable()
      .meta({ description: "Of a minimum: it is guaranteed for the days in force." }),
    amount: amountOut.meta({ description: "Guaranteed a whole period, or the bonus." }),
    target: amountOut.meta({ description: "Guaranteed for the days in force, or the goal." }),
    reached: amountOut.meta({ description: "Earned, or measured, in the period so far." }),
    settled: amountOut,
    due: amountOut.meta({
      description: "What it would settle if it ended now; what has ended settles it next.",
    }),
    entries: z.array(z.object({ seq: z.int(), at: instantOut, amount: amountOut })).meta({
      description: "The entries that settled it, oldest first: more than one where it was asked again.",
    }),
  })
  .meta({ id: "Settlement" });

export type Settlement = z.input<typeof settlement>;
