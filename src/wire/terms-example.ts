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

export const termsExample = z
  .object({ example: example.nullable().meta({ description: "Null where the product has no price." }) })
  .meta({ id: "ShownExample" });

export const invitationPreview = z
  .object({
    example: example.nullable(),
    room: rateOut.meta({ description: "The largest share that still fits under the cap, of these sales." }),
    maxShared: rateOut,
    sold: z
      .array(z.object({ currency: currencyOut, sales: z.int(), paid: amountOut }))
      .meta({ description: "Of the product, in the last 30 days." }),
    affiliates: z.int().meta({ description: "Whose links are live." }),
  })
  .meta({ id: "InvitationPreview" });

export type TermsExample = z.input<typeof example>;
export type InvitationPreview = z.input<typeof invitationPreview>;
