// What producers and affiliate managers do for affiliates, on the network: decide on them, invite, hand them
// over, write to them, share materials; and what an affiliate sees of a programme it is in or could join.
// Example: { "decision": "approve" }, { "affiliations": ["affiliation_…"], "to": "party_…" }.
import { z } from "zod";
import { affiliationState } from "./affiliation.ts";
import { rateBy } from "./commission.ts";
import { basedOn } from "./edit.ts";
import { idIn, idOut } from "./id.ts";
import { instantOut } from "./instant.ts";
import { amountOut, currencyOut, rateIn, rateOut } from "./money.ts";
import { namedParty, namedProduct } from "./named.ts";
import { programAccess, programRules, programState, programTerms } from "./program.ts";

const reason = z.string().max(1000).default("").meta({ description: "The affiliate is told." });

export const affiliationDecision = z
  .strictObject({
    decision: z.enum(["approve", "refuse", "block", "unblock", "suspend", "resume", "end"]),
    reason,
    basedOn,
  })
  .meta({ id: "AffiliationDecision" });

export const ownDecision = z
  .strictObject({ decision: z.enum(["approve", "refuse"]), reason, basedOn })
  .meta({ id: "RecruitDecision" });

export const affiliationStep = z
  .object({
    no: z.int(),
    at: instantOut,
    state: affiliationState,
    recruitedBy: namedParty.nullable(),
    reason: z.string().nullable(),
    by: z.string().nullable().meta({ description: "How whoever did it is called." }),
  })
  .meta({ id: "AffiliationStep" });

export const affiliationSteps = z.object({ data: z.array(affiliationStep) }).meta({ id: "AffiliationSteps" });

export const handOver = z
  .strictObject({
    affiliations: z.array(idIn("affiliation")).min(1).max(500),
    to: idIn("party").nullable().meta({ description: "Null: nobody earns on them any more." }),
    reason: z.string().max(1000).default(""),
  })
  .meta({ id: "AffiliateHandOver" });

export const handedOver = z.object({ count: z.int() }).meta({ id: "AffiliatesHandedOver" });

export const manager = z
  .object({
    party: namedParty,
    contract: idOut("contract"),
    share: rateOut.nullable().meta({ description: "Null: steps set it." }),
    affiliates: z.int(),
    requested: z.int(),
  })
  .meta({ id: "AffiliateManager" });

export const managers = z.object({ data: z.array(manager) }).meta({ id: "AffiliateManagers" });

export const newAffiliateInvitation = z
  .strictObject({
    email: z.email().max(254),
    name: z.string().trim().min(1).max(200).optional(),
    rate: rateIn.optional().meta({ description: "A rate of their own; left out: the programme's." }),
    message: z.string().max(2000).default(""),
    language: z.enum(["en", "pt-BR"]).optional(),
  })
  .meta({ id: "NewAffiliateInvitation" });

/** A manager gives no rate. */
export const newRecruitInvitation = z
  .strictObject({
    email: z.email().max(254),
    name: z.string().trim().min(1).max(200).optional(),
    message: z.string().max(2000).default(""),
    language: z.enum(["en", "pt-BR"]).optional(),
  })
  .meta({ id: "NewRecruitInvitation" });

export const affiliateInvitation = z
  .object({
    id: idOut("invitation"),
    email: z.string(),
    name: z.string().nullable(),
    rate: rateOut.nullable(),
    message: z.string(),
    recruitedBy: namedParty.nullable(),
    state: z.enum(["open", "accepted", "withdrawn", "lapsed"]),
    createdAt: instantOut,
    lapsesAt: instantOut,
  })
  .meta({ id: "AffiliateInvitation" });

export const newMaterial = z
  .strictObject({
    title: z.string().trim().min(1).max(200),
    text: z.string().max(8000).default(""),
    url: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .nullable()
      .default(null)
      .meta({ examples: ["https://example.com/banner.png"] }),
  })
  .meta({ id: "NewMaterial" });

export const material = z
  .object({
    id: idOut("material"),
    product: namedProduct,
    title: z.string(),
    text: z.string(),
    url: z.string().nullable(),
    by: namedParty.nullable().meta({ description: "The manager; null: the producer." }),
    createdAt: instantOut,
  })
  .meta({ id: "Material" });

export const newCircular = z
  .strictObject({
    subject: z.string().trim().min(1).max(200),
    text: z.string().trim().min(1).max(4000),
    to: z
      .array(idIn("party"))
      .max(500)
      .optional()
      .meta({ description: "Left out: to all who promote the product." }),
  })
  .meta({ id: "NewCircular" });

export const circular = z
  .object({
    id: idOut("circular"),
    product: namedProduct,
    subject: z.string(),
    text: z.string(),
    by: z.string(),
    recipients: z.int(),
    createdAt: instantOut,
  })
  .meta({ id: "Circular" });

export const recruitingLink = z
  .object({ product: namedProduct, code: z.string(), address: z.string() })
  .meta({ id: "RecruitingLink" });

/** What a party is or could be on a product with a programme. */
export const ownProgram = z
  .object({
    product: namedProduct,
    slug: z.string().meta({ description: "Empty where the product has no programme." }),
    state: programState,
    access: programAccess,
    about: z.string(),
    rules: programRules,
    next: programRules.extend({ starts: instantOut }).nullable(),
    terms: programTerms.nullable(),
    rate: rateOut.nullable().meta({ description: "What this party earns, or would earn." }),
    rateBy: rateBy.nullable(),
    nextRate: z.object({ rate: rateOut, starts: instantOut }).nullable(),
    bar: z
      .enum(["contract", "program"])
      .nullable()
      .meta({ description: "Why the party, a co-producer, may not be its affiliate." }),
    affiliation: z
      .object({
        id: idOut("affiliation"),
        code: z.string(),
        state: affiliationState,
        reason: z.string().nullable(),
        acceptedTerms: z.int().nullable(),
        recruitedBy: namedParty.nullable(),
        createdAt: instantOut,
      })
      .nullable(),
  })
  .meta({ id: "OwnProgram" });

export const ownPrograms = z.object({ data: z.array(ownProgram) }).meta({ id: "OwnPrograms" });

export const acceptTerms = z.strictObject({ version: z.int().min(1) }).meta({ id: "AcceptProgramTerms" });

/** An affiliate as its manager sees it: no address, no figures of others. */
export const recruit = z
  .object({
    id: idOut("affiliation"),
    version: z.int(),
    product: namedProduct,
    party: namedParty,
    code: z.string(),
    state: affiliationState,
    reason: z.string().nullable(),
    note: z.string(),
    rate: rateOut,
    createdAt: instantOut,
  })
  .meta({ id: "Recruit" });

export const recruitSort = {
  product: idIn("product"),
  q: z.string().min(1).max(100).optional().meta({ description: "In name or code." }),
  state: affiliationState.optional(),
  from: z.iso.date().optional().meta({ description: "The first day; since the beginning when left out." }),
  to: z.iso.date().optional().meta({ description: "The last day; until today when left out." }),
  sort: z.enum(["earned", "sales", "clicks", "name", "since"]).default("since"),
  direction: z.enum(["asc", "desc"]).optional().meta({
    description: "Names from A when left out, everything else from the most.",
  }),
};

/** What a recruit brings, and what its manager earned by it. */
export const recruitFigures = z
  .object({
    recruit,
    clicks: z.int(),
    sales: z.int().meta({ description: "Made while the party was its manager." }),
    money: z.array(
      z.object({
        currency: currencyOut,
        earned: amountOut.meta({ description: "By the manager: given less what was taken back." }),
      }),
    ),
  })
  .meta({ id: "RecruitFigures" });

/** A product that the party is a manager of. */
export const managed = z
  .object({
    product: namedProduct,
    slug: z.string().nullable().meta({ description: "Null: the product has no programme." }),
    contract: idOut("contract"),
    share: rateOut.nullable(),
    base: z.enum(["after_affiliate", "net", "gross"]).meta({ description: "What the share is of." }),
    example: z
      .object({
        ...{ currency: currencyOut, paid: amountOut, rate: rateOut },
        earned: amountOut.meta({ description: "By the manager of this sale." }),
      })
      .nullable()
      .meta({
        description: "A sale at the product's price by a recruit at this rate. Null without a price.",
      }),
    recruits: z.object({ approved: z.int(), suspended: z.int(), requested: z.int(), all: z.int() }),
    link: z.string().nullable().meta({ description: "The own recruiting link." }),
    others: z.array(namedParty).meta({ description: "To whom affiliates may be handed over." }),
  })
  .meta({ id: "ManagedProduct" });

export const managedProducts = z.object({ data: z.array(managed) }).meta({ id: "ManagedProducts" });

export type OwnProgram = z.input<typeof ownProgram>;
export type Recruit = z.input<typeof recruit>;
export type RecruitFigures = z.input<typeof recruitFigures>;
export type ManagedProduct = z.input<typeof managed>;
export type Manager = z.input<typeof manager>;
export type AffiliateInvitation = z.input<typeof affiliateInvitation>;
export type Material = z.input<typeof material>;
export type Circular = z.input<typeof circular>;
export type AffiliationStep = z.input<typeof affiliationStep>;
