// What was found for a few typed letters or digits: products, parties and sales, a handful of each, and what
// of it fitted. Groups that the caller may not read are empty.
// Example: q=49.90 → { "products": [], "parties": [], "sales": [{ "id": "sale_…", "paid": 4990, "fits":
// "amount", … }] }
import { z } from "zod";
import { idOut } from "./id.ts";
import { instantOut } from "./instant.ts";
import { amountOut, currencyOut } from "./money.ts";
import { partyKind } from "./party.ts";

export const sought = z
  .string()
  .trim()
  .min(2)
  .max(200)
  .meta({
    description: "A name, an id, an e-mail address, a buyer's reference, or an amount.",
    examples: ["49.90"],
  });

export const fits = z.enum(["name", "id", "external_id", "charge", "email", "reference", "amount"]);

export const found = z
  .object({
    products: z.array(z.object({ id: idOut("product"), name: z.string(), fits })),
    parties: z.array(z.object({ id: idOut("party"), name: z.string(), kind: partyKind, fits })),
    sales: z.array(
      z.object({
        id: idOut("sale"),
        product: z.object({ id: idOut("product"), name: z.string() }),
        at: instantOut,
        paid: amountOut,
        currency: currencyOut,
        source: z.string(),
        externalId: z.string(),
        buyer: z.string().nullable().meta({ description: "Name, else e-mail address, else reference." }),
        fits,
      }),
    ),
  })
  .meta({ id: "Found" });

export type Found = z.input<typeof found>;
export type Fits = z.input<typeof fits>;
