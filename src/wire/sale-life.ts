// What became of a sale beyond what was booked of it: commissions held and decided, statements it stands on,
// payouts that covered it, rolling reserves that keep a part. Each names the page it leads to.
// Example: { "statements": [{ "number": 12, "party": { "name": "Bruno" }, "amount": 582, … }], … }
import { z } from "zod";
import { findingRule, findingState } from "./finding.ts";
import { idOut } from "./id.ts";
import { instantOut } from "./instant.ts";
import { amountOut, currencyOut, rateOut } from "./money.ts";
import { namedParty } from "./named.ts";

export const saleLife = z
  .object({
    holds: z.array(
      z.object({
        id: idOut("finding"),
        party: namedParty,
        rules: z.array(findingRule),
        state: findingState,
        amount: amountOut,
        released: amountOut.nullable().meta({ description: "Of it, what was released." }),
        taken: amountOut.nullable().meta({ description: "Of it, what was taken back for good." }),
        foundAt: instantOut,
        decidedAt: instantOut.nullable(),
        reason: z.string().nullable(),
      }),
    ),
    statements: z.array(
      z.object({
        id: idOut("statement"),
        number: z.int(),
        party: namedParty,
        amount: amountOut.meta({ description: "What the statement tells of this sale, refunds included." }),
        until: z.iso.date(),
        issuedAt: instantOut,
      }),
    ),
    payouts: z
      .array(
        z.object({
          id: idOut("payout"),
          party: namedParty,
          reference: z.string(),
          state: z.enum(["in_transit", "unknown", "settled"]),
          currency: currencyOut,
          amount: amountOut.meta({ description: "The whole payout, in what was earned." }),
          at: instantOut,
        }),
      )
      .meta({
        description:
          "By party, the first payout after which everything due by the day this sale was due was paid.",
      }),
    reserves: z.array(
      z.object({
        party: namedParty,
        rate: rateOut,
        days: z.int(),
        amount: amountOut.meta({ description: "That part of what the party keeps of this sale." }),
        until: z.iso.date().meta({ description: "The day it no longer counts." }),
      }),
    ),
  })
  .meta({ id: "SaleLife" });

export type SaleLife = z.input<typeof saleLife>;
