// Links and destinations on the network: a code, where it leads, whose it is. Never a click.
// Example: { "affiliation": "affiliation_…", "campaign": "spring" } → { "code": "carla-spring", "url":
// "https://partage.example/l/carla-spring", … }.
import { z } from "zod";
import { basedOn } from "./edit.ts";
import { idIn, idOut } from "./id.ts";
import { instantOut } from "./instant.ts";
import { externalId, nameOf } from "./metadata.ts";
import { namedParty, namedProduct, productIn } from "./named.ts";

export const linkState = z.enum(["active", "archived"]).meta({ id: "LinkState" });

export const linkCode = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{1,63}$/, "must be 2 to 64 letters, digits, dots, hyphens or underscores")
  .meta({ examples: ["carla-spring"] });

const mark = nameOf(100).min(1);

export const targetUrl = z
  .string()
  .min(1)
  .max(2000)
  .meta({
    examples: ["https://example.com/piano"],
    description: "http or https, without a name or password.",
  });

export const newDestination = z
  .strictObject({
    product: productIn,
    name: nameOf(100).min(1),
    url: targetUrl,
    main: z.boolean().optional().meta({ description: "Where new links lead unless told. The first one is." }),
  })
  .meta({ id: "NewDestination" });

export const destinationChange = z
  .strictObject({
    name: nameOf(100).min(1),
    url: targetUrl,
    main: z.literal(true).meta({ description: "The one that was main before is it no more." }),
    state: linkState,
    basedOn,
  })
  .partial()
  .meta({ id: "DestinationChange" });

export const destination = z
  .object({
    id: idOut("destination"),
    version: z.int(),
    product: namedProduct,
    name: z.string(),
    url: z.string(),
    main: z.boolean(),
    state: linkState,
    links: z.int().meta({ description: "How many active links lead here." }),
    createdAt: instantOut,
  })
  .meta({ id: "Destination" });

export const newLink = z
  .strictObject({
    product: productIn.optional().meta({ description: "Of your own link; an affiliation says it itself." }),
    affiliation: idIn("affiliation")
      .optional()
      .meta({ description: "Left out: your own link. What is sold through it is a direct sale." }),
    destination: idIn("destination").optional().meta({ description: "Left out: the product's main one." }),
    code: linkCode
      .optional()
      .meta({ description: "Left out: made from the affiliate's code and the campaign." }),
    campaign: mark.nullable().optional(),
    subId: mark.nullable().optional(),
    externalId: externalId.optional(),
  })
  .meta({ id: "NewLink" });

/** Left out: as it is; null: none. Code, product and affiliation never change. */
export const linkChange = z
  .strictObject({
    destination: idIn("destination"),
    campaign: mark.nullable(),
    subId: mark.nullable(),
    state: linkState,
    externalId: externalId.nullable(),
    basedOn,
  })
  .partial()
  .meta({ id: "LinkChange" });

export const link = z
  .object({
    id: idOut("link"),
    version: z.int(),
    code: z.string(),
    url: z.string().meta({ description: "What people follow." }),
    product: namedProduct,
    affiliation: idOut("affiliation").nullable(),
    party: namedParty.nullable().meta({ description: "Null: your own link." }),
    destination: z.object({ id: idOut("destination"), name: z.string(), url: z.string() }),
    campaign: z.string().nullable(),
    subId: z.string().nullable(),
    state: linkState,
    clicks: z.int().meta({ description: "Of the last 30 days." }),
    externalId: z.string().nullable(),
    createdAt: instantOut,
  })
  .meta({ id: "Link" });

/** An affiliate's own: the same without what is the producer's. */
export const ownLink = link.omit({ externalId: true, party: true }).meta({ id: "OwnLink" });

export const newOwnLink = newLink
  .omit({ product: true, externalId: true })
  .extend({ affiliation: idIn("affiliation") })
  .meta({ id: "NewOwnLink" });

export const ownLinkChange = linkChange.omit({ externalId: true }).meta({ id: "OwnLinkChange" });

/** What an affiliate may make a link of: each product that it promotes, and the pages of it. */
export const linkChoices = z
  .object({
    data: z.array(
      z.object({
        affiliation: idOut("affiliation"),
        product: namedProduct,
        code: z.string(),
        destinations: z.array(destination.pick({ id: true, name: true, url: true, main: true })),
      }),
    ),
  })
  .meta({ id: "LinkChoices" });

export type Destination = z.input<typeof destination>;
export type Link = z.input<typeof link>;
export type OwnLink = z.input<typeof ownLink>;
export type LinkChoices = z.input<typeof linkChoices>;
