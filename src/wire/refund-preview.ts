// What a refund would do to every line of a sale, before it is asked for. Asked with the body of a refund;
// nothing is stored.
// Example: { "amount": 400 } of lines 712, 79, 209 → taken 285, 32, 83.
import { z } from "zod";
import { idOut } from "./id.ts";
import { amountOut, currencyOut } from "./money.ts";
import { namedParty } from "./named.ts";
import { feesReturned } from "./refund.ts";
import { role } from "./sale.ts";

export const refundPreview = z
  .object({
    sale: idOut("sale"),
    source: z.string(),
    currency: currencyOut,
    amount: amountOut,
    feesReturned,
    before: amountOut.meta({ description: "Of what the buyer paid: what is not taken back yet." }),
    after: amountOut,
    recordOnly: z
      .boolean()
      .meta({ description: "True: the money itself will not be moved by us; do so where it is held." }),
    sourceTells: z.boolean().meta({
      description:
        "True: the sale's source tells of the refund itself once it is done there. What was recorded here is not " +
        "counted again.",
    }),
    lines: z.array(
      z.object({
        party: namedParty,
        role: role,
        contract: idOut("contract").nullable(),
        before: amountOut.meta({ description: "What of this line was not given back yet." }),
        taken: amountOut,
        fromReserve: amountOut.meta({ description: "Of `taken`: what an open dispute had reserved." }),
        after: amountOut,
        bears: amountOut.meta({ description: "Of `taken`: its part of fees that the source keeps." }),
      }),
    ),
    kept: z
      .array(
        z.object({
          party: namedParty,
          role: role,
          amount: amountOut,
          fallsOn: z.enum(["producer", "pro_rata"]).meta({
            description: "On the producer alone, or on all in proportion to what they give back.",
          }),
        }),
      )
      .meta({ description: "Fees of the refunded part that the source keeps." }),
    earningsHidden: z.boolean().optional().meta({
      description: "True where the role of the caller sees no earnings: lines and kept fees are left out.",
    }),
  })
  .meta({ id: "RefundPreview" });

export type RefundPreview = z.input<typeof refundPreview>;
