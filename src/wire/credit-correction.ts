// Corrections of who is credited with a sale, on the network: what the engine works out for each party, as it
// is proposed, approved or declined. The sale and its journey stay as they were.
// Example: POST /v1/sales/sale_…/credit-corrections { "credited": [{ "party": "party_…" }], "reason": … }
import { z } from "zod";
import { idIn, idOut } from "./id.ts";
import { instantOut } from "./instant.ts";
import { amountOut, currencyOut, rateIn, rateOut } from "./money.ts";
import { namedParty, namedProduct } from "./named.ts";

const WHOLE = 1_000_000;
const MOST = 20;

export const correctionState = z.enum(["proposed", "posted", "declined", "withdrawn"]);

const creditedIn = z
  .array(
    z.strictObject({
      party: idIn("party"),
      weight: rateIn.optional().meta({ description: "Its part of the commission; left out: all of it." }),
    }),
  )
  .max(MOST)
  .transform((all) => all.map(({ party, weight }) => ({ party, weight: weight ?? WHOLE })))
  .refine(
    (all) => all.length === 0 || all.reduce((sum, { weight }) => sum + weight, 0) === WHOLE,
    "must have weights that add up to 1",
  )
  .refine((all) => new Set(all.map((one) => one.party)).size === all.length, "must name each party once")
  .meta({ description: "Who should have been credited; nobody at all is a direct sale." });

export const correctionWish = z.strictObject({ credited: creditedIn }).meta({ id: "CreditCorrectionWish" });

export const newCorrection = z
  .strictObject({
    credited: creditedIn,
    reason: z
      .string()
      .max(2000)
      .refine((text) => text.trim() !== "", "must not be empty")
      .meta({ description: "Everybody whom it concerns reads it once it is posted." }),
    question: idIn("question").optional().meta({ description: "The question that it puts right." }),
  })
  .meta({ id: "NewCreditCorrection" });

export const correctionAnswer = z
  .strictObject({ answer: z.string().max(2000).default("") })
  .meta({ id: "CreditCorrectionAnswer" });

const credited = z.array(z.object({ party: namedParty, weight: rateOut }));

const parts = z
  .array(z.object({ party: namedParty, currency: currencyOut, amount: amountOut }))
  .meta({ description: "By how much each differs; what they come to is the producer's." });

const producer = z.array(z.object({ currency: currencyOut, amount: amountOut })).meta({
  description: "What it comes to for the producer, who bears or gets the rest: minus the parts, by currency.",
});

export const correctionPreview = z
  .object({
    sale: idOut("sale"),
    was: credited.meta({ description: "Whom the sale is credited to now." }),
    credited: z.array(z.object({ party: namedParty, weight: rateOut, rate: rateOut.nullable() })),
    charges: z.int().meta({ description: "The sale, and later charges of its subscription." }),
    parts,
    producer,
    isAsOfToday: z.boolean().meta({
      description: "A tier or a cap counts that was not looked at then: taken as it stands today.",
    }),
  })
  .meta({ id: "CreditCorrectionPreview" });

export const creditCorrection = z
  .object({
    id: idOut("correction"),
    sale: idOut("sale"),
    product: namedProduct,
    question: idOut("question").nullable(),
    credited,
    charges: z.int(),
    parts,
    producer,
    reason: z.string(),
    state: correctionState,
    fourEyes: z.boolean().meta({ description: "Somebody else than who proposed it must approve it." }),
    own: z.boolean().meta({ description: "You proposed it." }),
    createdBy: z.string(),
    createdAt: instantOut,
    answeredBy: z.string().nullable(),
    answeredAt: instantOut.nullable(),
    answer: z.string(),
  })
  .meta({ id: "CreditCorrection" });

export type CreditCorrection = z.input<typeof creditCorrection>;
export type CorrectionPreview = z.input<typeof correctionPreview>;
