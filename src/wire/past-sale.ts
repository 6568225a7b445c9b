// Sales from before on the network: told to be kept as history, listed, taken out. They show what was; no
// balance, counter, split or payout ever knows of them.
// Example: POST /v1/past-sales { "sales": [{ "externalId": "old-17", "product": …, "at":
//   "2024-05-03T12:00:00Z", "currency": "USD", "paid": 10000, "shares": [{ "party": …, "amount": 900 }] }] }
import { z } from "zod";
import { idIn, idOut } from "./id.ts";
import { instantIn, instantOut } from "./instant.ts";
import { externalId } from "./metadata.ts";
import { amountIn, amountOut, currencyIn, currencyOut } from "./money.ts";
import { namedParty, namedProduct, partyIn, productIn, sourceName } from "./named.ts";

const newPastSale = z.strictObject({
  externalId,
  source: sourceName.optional().meta({ description: "Whose id it is; api when left out." }),
  product: productIn,
  at: instantIn.meta({ description: "When it was paid; not ahead." }),
  currency: currencyIn,
  paid: amountIn(),
  taken: amountIn().optional().meta({ description: "What the buyer got back of it." }),
  byAffiliate: z.boolean().optional(),
  shares: z
    .array(z.strictObject({ party: partyIn, amount: amountIn() }))
    .max(20)
    .optional()
    .meta({ description: "What parties were given of it, as far as known." }),
});

export const newPastSales = z
  .strictObject({ sales: z.array(newPastSale).min(1).max(1000) })
  .meta({ id: "NewPastSales" });

export const pastSalesKept = z
  .object({ new: z.int(), known: z.int().meta({ description: "Kept before, with the same facts." }) })
  .meta({ id: "PastSalesKept" });

export const pastSale = z
  .object({
    id: idOut("pastsale"),
    source: z.string(),
    externalId: z.string(),
    product: namedProduct,
    at: instantOut,
    currency: currencyOut,
    paid: amountOut,
    taken: amountOut,
    byAffiliate: z.boolean(),
    shares: z.array(z.object({ party: namedParty, amount: amountOut })),
  })
  .meta({ id: "PastSale" });

export const pastSaleFilter = {
  product: idIn("product").optional(),
  party: idIn("party").optional(),
  source: sourceName.optional(),
  import: idIn("import").optional(),
};

export const removedPastSales = z.object({ removed: z.int() }).meta({ id: "RemovedPastSales" });

/** Of one party, by product and currency. */
export const pastOfParty = z
  .object({
    data: z.array(
      z.object({
        product: namedProduct,
        currency: currencyOut,
        sales: z.int(),
        paid: amountOut,
        given: amountOut,
        first: z.iso.date(),
        last: z.iso.date(),
      }),
    ),
  })
  .meta({ id: "PastSalesOfParty" });

export type PastOfParty = z.input<typeof pastOfParty>;
