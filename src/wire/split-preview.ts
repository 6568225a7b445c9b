// A split that is only computed: what each party would get of a sale under the plan in force, and why; or
// under terms that are only a draft, to see what they would change. Stores nothing.
// Example: { "product": "product_…", "currency": "USD", "paid": 10000, "affiliate": { "code": "CARLA" } }.
import { z } from "zod";
import { clauseIn } from "./clause.ts";
import { base, scope } from "./contract.ts";
import { idIn, idOut } from "./id.ts";
import { instantIn, instantOut } from "./instant.ts";
import { amountOut, currencyOut, rateIn } from "./money.ts";
import { namedParty, partyIn, productIn } from "./named.ts";
import { termsIn } from "./product.ts";
import { fitsInPaid, role, saleAmounts, TOO_MUCH_TAX } from "./sale.ts";
import { namesOneWay, TWO_WAYS } from "./sale-affiliates.ts";
import { whyStep } from "./why.ts";

const draftContract = z
  .strictObject({
    party: partyIn,
    share: rateIn.optional(),
    base: base.default("after_affiliate"),
    scope: scope.default("all"),
    mayBeAffiliate: z.boolean().default(true),
    maxAffiliateRate: rateIn.nullable().default(null),
    clauses: z.array(clauseIn).max(20).default([]),
    replaces: idIn("contract").optional().meta({ description: "Instead of this one, where it is in force." }),
  })
  .meta({ id: "DraftContract" });

export const splitPreviewIn = z
  .strictObject({
    product: productIn,
    at: instantIn.optional().meta({ description: "Now when left out." }),
    ...saleAmounts,
    draft: z
      .strictObject({
        terms: termsIn.optional().meta({ description: "Whole, instead of the product's." }),
        contract: draftContract.optional(),
      })
      .optional()
      .meta({ description: "As if these were agreed already. Nothing of it is kept." }),
  })
  .refine(fitsInPaid, TOO_MUCH_TAX)
  .refine(namesOneWay, TWO_WAYS)
  .meta({ id: "SplitPreviewInput" });

export const splitPreview = z
  .object({
    currency: currencyOut,
    paid: amountOut,
    at: instantOut,
    abated: z.boolean(),
    lines: z.array(
      z.object({
        party: namedParty,
        role,
        contract: idOut("contract").nullable().meta({ description: "Null for a drafted one." }),
        amount: amountOut,
      }),
    ),
    why: z.array(whyStep),
  })
  .meta({ id: "SplitPreview" });

export type SplitPreview = z.input<typeof splitPreview>;
export type SplitPreviewIn = z.input<typeof splitPreviewIn>;
