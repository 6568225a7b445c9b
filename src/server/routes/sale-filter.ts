// What a list of sales may be narrowed by: the same for the list, its totals and its export.
// Example: ?product=product_…&from=2026-03-01T03:00:00Z&state=refunded.
import { z } from "zod";
import { idIn } from "../../wire/id.ts";
import { instantIn } from "../../wire/instant.ts";
import { externalId } from "../../wire/metadata.ts";
import { currencyIn } from "../../wire/money.ts";
import { sourceName } from "../../wire/named.ts";
import { emailIn } from "../../wire/person.ts";
import { saleState } from "../../wire/sale.ts";

const amount = z
  .string()
  .regex(/^[0-9]{1,16}$/, "must be a whole number of minor units")
  .transform(Number)
  .pipe(z.int().max(1_000_000_000_000_000))
  .meta({ override: { type: "integer", minimum: 0, maximum: 1_000_000_000_000_000 } });

export const saleFilter = {
  product: idIn("product").optional(),
  party: idIn("party").optional().meta({ description: "Anyone with a line of the sale." }),
  affiliate: idIn("party").optional().meta({ description: "The affiliate it is attributed to." }),
  link: idIn("link").optional().meta({
    description: "The link that led to it, of a renewal the link of its first charge.",
  }),
  source: sourceName.optional(),
  currency: currencyIn.optional(),
  from: instantIn.optional().meta({ description: "Inclusive." }),
  to: instantIn.optional().meta({ description: "Exclusive." }),
  paidFrom: amount.optional().meta({ description: "What was paid, at least." }),
  paidTo: amount.optional().meta({ description: "What was paid, at most." }),
  buyerEmail: emailIn.optional(),
  externalId: externalId.optional(),
  charge: z.string().min(1).max(255).optional(),
  words: z
    .string()
    .trim()
    .min(1)
    .max(255)
    .optional()
    .meta({
      description:
        "The sale's id or the source's, its charge, the buyer's reference; or the beginning of the buyer's e-mail address, name or surname.",
      examples: ["claire@live"],
    }),
  state: z
    .enum([...saleState.options, "taken_back"])
    .optional()
    .meta({ description: "`taken_back`: any part of it was refunded, or lost in a dispute." }),
};
