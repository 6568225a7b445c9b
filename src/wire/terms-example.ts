// A worked example of terms that somebody is asked to agree to: a sale at the product's own price, direct and
// by an affiliate. A partner is shown its own line; the producer's and other partners' stand in one.
// Example: 97.00 BRL at 10 % → { "role": "coproducer", "amount": 970 }, { "role": "rest", "amount": 8730 }.
import { z } from "zod";
import { agreed } from "./contract.ts";
import { idIn } from "./id.ts";
import { amountOut, currencyOut, rateOut } from "./money.ts";
import { emailIn } from "./person.ts";

const { share, base, scope, mayBeAffiliate, maxAffiliateRate, clauses } = agreed;

export const exampleTerms = z.strictObject({ share, base, scope, mayBeAffiliate, maxAffiliateRate, clauses });

export const exampleOf = z
  .strictObject({
    product: idIn("product"),
    contract: idIn("contract").optional().meta({ description: "Of a change; left out of a new one." }),
    email: emailIn.optional().meta({ description: "Of whoever is invited, where it is known already." }),
    terms: exampleTerms,
  })
  .meta({ id: "ExampleOf" });

export const ownExampleOf = z.strictObject({ terms: exampleTerms }).meta({ id: "OwnExampleOf" });

export const example = z
  .object({
    offer: z.string(),
    currency: currencyOut,
    paid: amountOut,
    cases: z.array(
      z.object({
        kind: z.enum(["direct", "affiliate"]),
        lines: z.array(
          z.object({
            party: z.string().meta({ description: "Empty: any affiliate, or whoever is invited." }),
            name: z.string(),
            role: z
              .string()
              .meta({ description: "`rest`: the producer and whom he shares with, where that is not told." }),
            amount: amountOut,
            own: z.boolean().meta({ description: "The line of whoever is asked." }),
          }),
        ),
      }),
    ),
  })
  .meta({ id: "TermsExample" });

/** A sale at which the parts do not fit, or the producer keeps less than the cap promises. */
export const worstCase = z
  .object({
    kind: z.enum(["abated", "keeps_less"]).meta({
      description:
        "`abated`: the parts exceed what is left and are scaled down; `keeps_less`: they leave the producer less " +
        "than the cap promises.",
    }),
    sale: z.enum(["direct", "affiliate"]),
    rate: rateOut.nullable().meta({ description: "Of the affiliate; null of a direct sale." }),
    currency: currencyOut,
    paid: amountOut,
    rest: amountOut.meta({ description: "To be divided among producer and partners." }),
    kept: amountOut.nullable().meta({ description: "By the producer; null for the partner's eyes." }),
    least: amountOut.nullable().meta({ description: "What the cap promises the producer; null likewise." }),
    own: amountOut.meta({ description: "Of the party of these terms." }),
  })
  .meta({ id: "WorstCase" });

export const termsExample = z
  .object({
    example: example.nullable().meta({ description: "Null where the product has no price." }),
    warnings: z
      .array(worstCase)
      .meta({ description: "Before one signs: at most one for each kind of sale." }),
  })
  .meta({ id: "ShownExample" });

export const invitationPreview = z
  .object({
    example: example.nullable(),
    warnings: z.array(worstCase),
    room: rateOut.meta({ description: "The largest share that still fits under the cap, of these sales." }),
    maxShared: rateOut,
    sold: z
      .array(z.object({ currency: currencyOut, sales: z.int(), paid: amountOut }))
      .meta({ description: "Of the product, in the last 30 days." }),
    affiliates: z.int().meta({ description: "Whose links are live." }),
  })
  .meta({ id: "InvitationPreview" });

export type TermsExample = z.input<typeof example>;
export type WorstCase = z.input<typeof worstCase>;
export type InvitationPreview = z.input<typeof invitationPreview>;
