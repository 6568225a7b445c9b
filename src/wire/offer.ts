// Offers on the network: a price for a product. Guarantee days hold the money of a sale back that long. Never
// decides a split. Example: { "name": "Monthly", "currency": "USD", "price": 4900, "kind": "subscription" }.
import { z } from "zod";
import { basedOn, status } from "./edit.ts";
import { idOut } from "./id.ts";
import { instantOut } from "./instant.ts";
import { externalId, metadata, metadataOut, nameOf } from "./metadata.ts";
import { amountIn, amountOut, currencyIn, currencyOut } from "./money.ts";

export const offerKind = z.enum(["one_time", "subscription", "instalments"]).meta({ id: "OfferKind" });

const every = z.enum(["week", "month", "quarter", "year"]).meta({
  id: "OfferEvery",
  description: "How often a subscription, or the parts of an instalment plan, are charged.",
});

const instalments = z.int().min(2).max(60).meta({ description: "In how many parts the price is paid." });

const guaranteeDays = z.int().min(0).max(3650);

export const newOffer = z
  .strictObject({
    name: nameOf(300),
    currency: currencyIn,
    price: amountIn(),
    kind: offerKind.default("one_time"),
    every: every.nullable().optional(),
    instalments: instalments.nullable().optional(),
    guaranteeDays: guaranteeDays
      .optional()
      .meta({ description: "The workspace's guarantee of new offers, when left out." }),
    orderBump: z.boolean().default(false),
    externalId: externalId.optional(),
    metadata: metadata.optional(),
  })
  .meta({ id: "NewOffer" });

/** Left out: as it is; null: none. */
export const offerChange = z
  .strictObject({
    name: nameOf(300),
    price: amountIn(),
    guaranteeDays,
    orderBump: z.boolean(),
    status,
    externalId: externalId.nullable(),
    metadata,
    basedOn,
  })
  .partial()
  .meta({ id: "OfferChange" });

export const offer = z
  .object({
    id: idOut("offer"),
    version: z.int(),
    product: idOut("product"),
    name: z.string(),
    currency: currencyOut,
    price: amountOut,
    kind: offerKind,
    every: every.nullable(),
    instalments: z.int().nullable(),
    guaranteeDays: z.int(),
    orderBump: z.boolean().meta({ description: "Offered beside another product, in the same cart." }),
    status,
    externalId: z.string().nullable(),
    metadata: metadataOut,
    createdAt: instantOut,
  })
  .meta({ id: "Offer" });

export type Offer = z.input<typeof offer>;
