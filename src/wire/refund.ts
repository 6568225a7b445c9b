// Refunds on the network: what was taken back of a sale. Takes from each party in proportion to what is
// un-reversed. The external id is the key, for ever. Example: { "externalId": "r-1", "amount": 400,
// "feesReturned": "all" }.
import { z } from "zod";
import { idOut } from "./id.ts";
import { instantIn, instantOut } from "./instant.ts";
import { externalId, metadata, metadataOut } from "./metadata.ts";
import { amountIn, amountOut, currencyOut } from "./money.ts";

export const feesReturned = z.enum(["all", "none", "platform_fee", "processor_fee"]).meta({
  id: "FeesReturned",
  description: "Which fees come back: all, none, or the one kind that does.",
});

export const newRefund = z
  .strictObject({
    externalId: externalId.optional().meta({ description: "Left out: the Idempotency-Key of the request." }),
    amount: amountIn(1).meta({ description: "Counts like `paid`, tax and shipping included." }),
    feesReturned: feesReturned.default("all"),
    at: instantIn.optional().meta({ description: "Now when left out." }),
    reason: z.string().min(1).max(500).optional(),
    metadata: metadata.optional(),
  })
  .meta({ id: "NewRefund" });

export const refund = z
  .object({
    id: idOut("refund"),
    seq: z.int(),
    sale: idOut("sale"),
    source: z.string(),
    externalId: z.string(),
    at: instantOut,
    currency: currencyOut,
    amount: amountOut,
    feesReturned,
    reason: z.string().nullable(),
    recordOnly: z
      .boolean()
      .meta({ description: "True: the money itself was not moved by us; do so where it is held." }),
    metadata: metadataOut,
  })
  .meta({ id: "Refund" });

export type Refund = z.input<typeof refund>;
