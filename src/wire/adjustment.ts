// Adjustments on the network: an amount for or against a party, or a debt written off, proposed by one person
// and approved by another; only an approved one is in the books.
// The party reads what was posted for it.
// Example: POST /v1/adjustments { "party": "party_…", "currency": "USD", "amount": 2500, "reason": … }
import { z } from "zod";
import { idIn, idOut } from "./id.ts";
import { instantOut } from "./instant.ts";
import { amountOut, currencyIn, currencyOut } from "./money.ts";
import { namedParty } from "./named.ts";

export const adjustmentKind = z.enum(["adjustment", "write_off"]);
export const adjustmentState = z.enum(["proposed", "posted", "declined", "withdrawn"]);

export const newAdjustment = z
  .strictObject({
    party: idIn("party"),
    kind: adjustmentKind.default("adjustment").meta({
      description: "`adjustment`: borne by the producer. `write_off`: clears what the party owes.",
    }),
    currency: currencyIn,
    amount: z
      .int()
      .min(-1_000_000_000_000_000)
      .max(1_000_000_000_000_000)
      .meta({ description: "Minor units for the party; below 0, against it. Not 0.", examples: [2500] }),
    reason: z
      .string()
      .max(2000)
      .refine((text) => text.trim() !== "", "must not be empty")
      .meta({ description: "The party reads it once it is posted." }),
    question: idIn("question").optional().meta({ description: "The party's question that it puts right." }),
  })
  .meta({ id: "NewAdjustment" });

export const adjustmentAnswer = z.strictObject({ answer: z.string().max(2000).default("") }).meta({
  id: "AdjustmentAnswer",
});

export const adjustment = z
  .object({
    id: idOut("adjustment"),
    party: namedParty,
    kind: adjustmentKind,
    currency: currencyOut,
    amount: amountOut,
    reason: z.string(),
    state: adjustmentState,
    fourEyes: z.boolean().meta({ description: "Somebody else than who proposed it must approve it." }),
    own: z.boolean().meta({ description: "You proposed it." }),
    createdBy: z.string(),
    createdAt: instantOut,
    answeredBy: z.string().nullable(),
    answeredAt: instantOut.nullable(),
    answer: z.string(),
    question: idOut("question").nullable().meta({ description: "The question that it puts right." }),
    correction: idOut("correction").nullable().meta({
      description: "The correction of a sale's credit that it is part of: answered together with it.",
    }),
    entry: z.int().nullable().meta({ description: "Its entry in the ledger, once approved." }),
  })
  .meta({ id: "Adjustment" });

/** As the party reads it, once it is in the books. */
export const ownAdjustment = z
  .object({
    id: idOut("adjustment"),
    kind: adjustmentKind,
    currency: currencyOut,
    amount: amountOut,
    reason: z.string(),
    proposedBy: z.string(),
    proposedAt: instantOut,
    approvedBy: z.string(),
    approvedAt: instantOut,
    question: idOut("question").nullable().meta({ description: "The party's question that it puts right." }),
    entry: z.int(),
  })
  .meta({ id: "OwnAdjustment" });

export type OwnAdjustment = z.input<typeof ownAdjustment>;
export type Adjustment = z.input<typeof adjustment>;
