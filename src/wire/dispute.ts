// Disputes (chargebacks) on the network: opened, every party's share of the disputed part is reserved; won,
// released; lost, reversed, and the dispute fee falls on the producer. Never takes more than remains of the
// sale.
// Example: POST /v1/sales/sale_…/disputes { "externalId": "dp-1", "amount": 10000, "reason": "fraudulent" }.
import { z } from "zod";
import { ZERO } from "../base/amount.ts";
import { idOut } from "./id.ts";
import { instantIn, instantOut } from "./instant.ts";
import { externalId, metadata, metadataOut } from "./metadata.ts";
import { amountIn, amountOut, currencyOut } from "./money.ts";

export const newDispute = z
  .strictObject({
    externalId: externalId.optional().meta({ description: "Left out: the Idempotency-Key of the request." }),
    amount: amountIn(1),
    at: instantIn.optional().meta({ description: "Now when left out." }),
    reason: z.string().min(1).max(500).optional(),
    metadata: metadata.optional(),
  })
  .meta({ id: "NewDispute" });

export const disputeEnd = z
  .strictObject({
    outcome: z.enum(["won", "lost"]),
    fee: amountIn()
      .default(ZERO)
      .meta({ description: "The dispute fee, borne by the producer.", examples: [1500] }),
    at: instantIn.optional().meta({ description: "Now when left out." }),
  })
  .meta({ id: "DisputeEnd" });

export const dispute = z
  .object({
    id: idOut("dispute"),
    sale: idOut("sale"),
    source: z.string(),
    externalId: z.string(),
    currency: currencyOut,
    amount: amountOut,
    remaining: amountOut.meta({ description: "Of it, what no refund has taken since." }),
    fee: amountOut,
    state: z.enum(["open", "won", "lost"]),
    reason: z.string().nullable(),
    openedAt: instantOut,
    closedAt: instantOut.nullable(),
    metadata: metadataOut,
  })
  .meta({ id: "Dispute" });

export type Dispute = z.input<typeof dispute>;
