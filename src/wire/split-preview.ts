// A split that is only computed: what each party would get of a sale under the plan in force, and why. Stores
// nothing.
// Example: { "product": "product_…", "currency": "USD", "paid": 10000, "affiliate": { "code": "CARLA" } }.
import { z } from "zod";
import { idOut } from "./id.ts";
import { instantIn, instantOut } from "./instant.ts";
import { amountOut, currencyOut } from "./money.ts";
import { namedParty, productIn } from "./named.ts";
import { fitsInPaid, role, saleAmounts, TOO_MUCH_TAX } from "./sale.ts";
import { whyStep } from "./why.ts";

export const splitPreviewIn = z
  .strictObject({
    product: productIn,
    at: instantIn.optional().meta({ description: "Now when left out." }),
    ...saleAmounts,
  })
  .refine(fitsInPaid, TOO_MUCH_TAX)
  .meta({ id: "SplitPreviewInput" });

export const splitPreview = z
  .object({
    currency: currencyOut,
    paid: amountOut,
    at: instantOut,
    abated: z.boolean(),
    lines: z.array(
      z.object({ party: namedParty, role, contract: idOut("contract").nullable(), amount: amountOut }),
    ),
    why: z.array(whyStep),
  })
  .meta({ id: "SplitPreview" });

export type SplitPreview = z.input<typeof splitPreview>;
