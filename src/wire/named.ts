// How one resource names another on the network: by our id, by the owner's own id, or by the name a source
// knows. Answers name it by id and name, so that a page need not ask again. Never guesses between two that
// fit.
// Example: "product_01k9…" or { "externalId": "piano" } or { "ref": "prod_Nv2", "source": "stripe" }.
import { z } from "zod";
import { type IdPrefix, idIn, idOut } from "./id.ts";
import { externalId } from "./metadata.ts";

/** The name a source, an import or a person knows a party or a product by. */
export const ref = z
  .string()
  .min(1)
  .max(255)
  .meta({ examples: ["stripe"] });

/** Who reported a fact: "api" for our own, a platform's name, or one you choose. */
export const sourceName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, "must be 1 to 40 of a-z, 0-9, - and _")
  .meta({ examples: ["api"] });

export const partyIn = z
  .union([idIn("party"), z.strictObject({ externalId }), z.strictObject({ ref })])
  .meta({
    description: 'A party: its id, or { "externalId" }, or { "ref" }: the name a source knows it by.',
    examples: ["party_01k9e7wq9vfh78y0000000000a", { ref: "carla" }],
  });

export const productIn = z
  .union([
    idIn("product"),
    z.strictObject({ externalId }),
    z.strictObject({ ref, source: sourceName.optional() }),
  ])
  .meta({
    description:
      'A product: its id, or { "externalId" }, or { "ref", "source" }: the name a source knows it by. ' +
      "Without `source` it is the source of the request.",
    examples: ["product_01k9e7wq9vfh78y0000000000a", { externalId: "piano" }],
  });

export type PartyIn = z.output<typeof partyIn>;
export type ProductIn = z.output<typeof productIn>;

/** In an answer: the id and the name. */
export function namedOut<P extends IdPrefix>(prefix: P) {
  return z
    .object({ id: idOut(prefix), name: z.string() })
    .meta({ id: `Named${prefix[0]?.toUpperCase()}${prefix.slice(1)}` });
}

export const namedParty = namedOut("party");
export const namedProduct = namedOut("product");
export const namedOffer = namedOut("offer");
