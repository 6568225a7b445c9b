// Affiliations on the network: a party that promotes a product, under a code and at a rate. Never a click or
// a link.
// Example: { "product": "product_…", "party": "party_…", "code": "CARLA", "rate": "0.35", "recruitedBy":
// "party_…" }.
import { z } from "zod";
import { rateBy } from "./commission.ts";
import { basedOn } from "./edit.ts";
import { idOut } from "./id.ts";
import { instantOut } from "./instant.ts";
import { externalId, metadata, metadataOut } from "./metadata.ts";
import { rateIn, rateOut } from "./money.ts";
import { namedParty, namedProduct, partyIn, productIn } from "./named.ts";

export const affiliateCode = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, "must be 1 to 64 letters, digits, dots, hyphens or underscores")
  .meta({ examples: ["CARLA"] });

export const affiliationState = z
  .enum(["requested", "approved", "refused", "blocked", "suspended", "ended"])
  .meta({ id: "AffiliationState" });

export const newAffiliation = z
  .strictObject({
    product: productIn,
    party: partyIn,
    code: affiliateCode.meta({
      description: "Unique on the product; capital or small letters are the same.",
    }),
    rate: rateIn,
    recruitedBy: partyIn.nullable().optional(),
    externalId: externalId.optional(),
    metadata: metadata.optional(),
  })
  .meta({ id: "NewAffiliation" });

/** Left out: as it is; null: none. `ended` is final. */
export const affiliationChange = z
  .strictObject({
    code: affiliateCode,
    rate: rateIn,
    recruitedBy: partyIn.nullable(),
    state: z.enum(["approved", "suspended", "ended"]),
    reason: z
      .string()
      .max(2000)
      .meta({ description: "Of another state or recruiter; who is concerned reads it." }),
    externalId: externalId.nullable(),
    metadata,
    basedOn,
  })
  .partial()
  .meta({ id: "AffiliationChange" });

export const affiliation = z
  .object({
    id: idOut("affiliation"),
    version: z.int(),
    product: namedProduct,
    party: namedParty,
    code: z.string(),
    rate: rateOut.meta({
      description: "The rate that applies today, on offers without a rule of their own.",
    }),
    rateBy,
    nextRate: z
      .object({ rate: rateOut, starts: instantOut })
      .nullable()
      .meta({ description: "The next other rate that is announced, of the next 90 days." }),
    bar: z.enum(["contract", "program"]).nullable().meta({
      description: "Earns nothing while it lasts: the party shares the product, and may not also promote it.",
    }),
    recruitedBy: namedParty.nullable(),
    state: affiliationState,
    reason: z.string().nullable().meta({ description: "Of the state it is in; the affiliate reads it." }),
    note: z.string().meta({ description: "What the applicant wrote." }),
    acceptedTerms: z
      .int()
      .nullable()
      .meta({ description: "The version of the programme's terms of use that was accepted." }),
    acceptedAt: instantOut.nullable(),
    externalId: z.string().nullable(),
    metadata: metadataOut,
    createdAt: instantOut,
  })
  .meta({ id: "Affiliation" });

export type Affiliation = z.input<typeof affiliation>;
