// Products on the network, with the terms that decide fees and affiliate rules over time. Terms are never
// changed: a new version starts at an instant that has not passed. The first version holds for every sale
// before the second.
// Example: { "name": "Piano in 30 days", "terms": { "platformFee": { "party": "party_…", "rate": "0.099" } }
// }.
import { z } from "zod";
import { isCurrency } from "../base/currency.ts";
import { basedOn } from "./edit.ts";
import { idIn, idOut } from "./id.ts";
import { instantIn, instantOut } from "./instant.ts";
import { externalId, metadata, metadataOut, nameOf } from "./metadata.ts";
import { amountIn, rateIn, rateOut } from "./money.ts";
import { namedParty, partyIn, ref, sourceName } from "./named.ts";
import { newOffer } from "./offer.ts";

export const bearer = z.enum(["shared", "producer"]).meta({
  id: "Bearer",
  description: "Who carries a fee: all, before the split (`shared`), or the producer alone.",
});

export const productStatus = z.enum(["draft", "active", "inactive"]).meta({
  id: "ProductStatus",
  description:
    "`draft` is not sold yet, `active` is on sale, `inactive` is archived. Sales that arrive are split in each.",
});

const description = z
  .string()
  .max(5000)
  .meta({ examples: ["Thirty short lessons."] });
const supportContact = nameOf(300).meta({
  description: "Where buyers turn to for help: an address, a page, a number.",
  examples: ["help@example.com"],
});

const fixedIn = z
  .record(z.string(), amountIn())
  .refine((fixed) => Object.keys(fixed).every(isCurrency), "must name active ISO 4217 currencies")
  .meta({
    description: "Minor units by currency; none where a currency is not named.",
    examples: [{ USD: 50 }],
  });

export const termsIn = z
  .strictObject({
    platformFee: z
      .strictObject({
        party: partyIn,
        rate: rateIn.optional(),
        fixed: fixedIn.optional(),
        bearer: bearer.optional(),
      })
      .optional(),
    processorFee: z.strictObject({ bearer: bearer.optional() }).optional(),
    affiliate: z.strictObject({ base: z.enum(["net", "gross"]).optional() }).optional(),
    unreturnedFees: z.enum(["producer", "pro_rata"]).optional().meta({
      description: "Who carries the fees that a source keeps at a refund.",
    }),
  })
  .meta({ id: "TermsInput" });

export const newProductTerms = z
  .strictObject({
    ...termsIn.shape,
    starts: instantIn.optional().meta({ description: "Now, when left out." }),
    basedOn,
  })
  .meta({ id: "NewProductTerms" });

export const productTerms = z
  .object({
    version: z.int(),
    starts: instantOut,
    platformFee: z
      .object({ party: namedParty, rate: rateOut, fixed: z.record(z.string(), z.int()), bearer })
      .nullable(),
    processorFee: z.object({ bearer }),
    affiliate: z.object({ base: z.enum(["net", "gross"]) }),
    unreturnedFees: z.enum(["producer", "pro_rata"]),
    createdBy: z.string(),
    createdAt: instantOut,
  })
  .meta({ id: "ProductTerms" });

const responsibility = z.enum(["delivery", "support", "marketing", "tax"]);

const responsibilitiesIn = z
  .partialRecord(responsibility, partyIn)
  .meta({ description: "Who answers for what; the producer where nobody is named." });

/** How a source names the product (and the offer) in its own messages. */
export const productRef = z
  .object({ source: z.string(), ref: z.string(), offer: idOut("offer").nullable() })
  .meta({ id: "ProductRef" });

export const newProductRef = z
  .strictObject({ source: sourceName, ref, offer: idIn("offer").nullable().optional() })
  .meta({ id: "NewProductRef" });

export const newProduct = z
  .strictObject({
    name: nameOf(300),
    description: description.nullable().optional(),
    category: nameOf(100).nullable().optional(),
    status: productStatus.optional().meta({ description: "`active` when left out." }),
    supportContact: supportContact.nullable().optional(),
    responsibilities: responsibilitiesIn.optional(),
    terms: termsIn
      .optional()
      .meta({ description: "From the beginning of time until the next version starts." }),
    refs: z
      .array(z.strictObject({ source: sourceName, ref }))
      .max(50)
      .optional(),
    offers: z.array(newOffer).max(20).optional().meta({ description: "Made with it, or nothing is made." }),
    externalId: externalId.optional(),
    metadata: metadata.optional(),
  })
  .meta({ id: "NewProduct" });

/** Left out: as it is; null: none. */
export const productChange = z
  .strictObject({
    name: nameOf(300),
    description: description.nullable(),
    category: nameOf(100).nullable(),
    status: productStatus,
    supportContact: supportContact.nullable(),
    responsibilities: responsibilitiesIn,
    externalId: externalId.nullable(),
    metadata,
    basedOn,
  })
  .partial()
  .meta({ id: "ProductChange" });

export const product = z
  .object({
    id: idOut("product"),
    version: z.int().meta({ description: "Counts changes of the product itself." }),
    name: z.string(),
    description: z.string().nullable(),
    category: z.string().nullable(),
    status: productStatus,
    supportContact: z.string().nullable(),
    responsibilities: z
      .record(z.string(), namedParty)
      .meta({ description: "Who is named; the producer answers for the rest." }),
    answerable: z
      .object({ delivery: namedParty, support: namedParty, marketing: namedParty, tax: namedParty })
      .meta({ description: "Exactly one party for each; the producer where nobody is named." }),
    terms: productTerms.meta({ description: "In force now." }),
    refs: z.array(productRef),
    externalId: z.string().nullable(),
    metadata: metadataOut,
    createdAt: instantOut,
  })
  .meta({ id: "Product" });

/** Each duty has one party that answers for it, in this order. */
export const DUTIES = responsibility.options;

export type Product = z.input<typeof product>;
export type ProductTerms = z.input<typeof productTerms>;
