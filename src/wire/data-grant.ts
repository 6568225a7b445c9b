// Data-sharing grants on the network: which buyer's fields a co-producer may see of a product's sales, what
// for, until which day; and whether it may see what the others share. A look at a buyer is a request of its
// own, and recorded.
// Example: POST /v1/data-grants { "party": "party_…", "product": "product_…", "fields": ["email"], "purpose":
// "Support of the course", "until": "2026-12-31" }.
import { z } from "zod";
import { idIn, idOut } from "./id.ts";
import { instantOut } from "./instant.ts";
import { amountOut, currencyOut } from "./money.ts";
import { namedParty, namedProduct } from "./named.ts";
import { role } from "./sale.ts";

const field = z.enum(["name", "email", "reference", "country"]).meta({ id: "BuyerField" });

export const newDataGrant = z
  .strictObject({
    party: idIn("party"),
    product: idIn("product"),
    fields: z.array(field).max(4).default([]),
    seesOthers: z
      .boolean()
      .default(false)
      .meta({ description: "Also what the producer and other partners get of each sale." }),
    purpose: z
      .string()
      .max(1000)
      .refine((text) => text.trim() !== "", "must not be empty")
      .meta({ description: "What the data is shared for; shown to both sides." }),
    until: z.iso.date().meta({ description: "The last day, on the calendar of the business." }),
  })
  .meta({ id: "NewDataGrant" });

export const dataGrant = z
  .object({
    id: idOut("datagrant"),
    party: namedParty,
    product: namedProduct,
    fields: z.array(field),
    seesOthers: z.boolean(),
    purpose: z.string(),
    until: z.iso.date(),
    state: z.enum(["given", "over", "withdrawn"]),
    givenBy: z.string(),
    givenAt: instantOut,
    withdrawnBy: z.string().nullable(),
    withdrawnAt: instantOut.nullable(),
    looks: z.int().meta({ description: "How often a buyer was looked at under it." }),
    lookedAt: instantOut.nullable(),
  })
  .meta({ id: "DataGrant" });

export const dataGrants = z.object({ data: z.array(dataGrant) }).meta({ id: "DataGrants" });

/** What a look shows: the fields that are granted, null where nothing is known or it was erased. */
export const seenBuyer = z
  .object({
    sale: idOut("sale"),
    fields: z.array(field),
    name: z.string().nullable(),
    email: z.string().nullable(),
    reference: z.string().nullable(),
    country: z.string().nullable(),
  })
  .meta({ id: "SeenBuyer" });

export const seenLines = z
  .object({
    sale: idOut("sale"),
    currency: currencyOut,
    lines: z.array(z.object({ party: namedParty, role, amount: amountOut, reversed: amountOut })),
  })
  .meta({ id: "SeenLines" });

export type DataGrant = z.input<typeof dataGrant>;
export type SeenBuyer = z.input<typeof seenBuyer>;
export type SeenLines = z.input<typeof seenLines>;
