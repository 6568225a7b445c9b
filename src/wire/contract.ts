// Contracts on the network: what producer and co-producer agreed, in versions that never change. Here they
// are recorded as already agreed, with a note of where the agreement can be found; never changes a sale that
// is posted.
// Example: { "product": "product_…", "party": "party_…", "share": "0.10", "starts": "2026-07-01T00:00:00Z",
//   "renewals": "at_charge", "tail": "none", "evidence": "Signed PDF of 2026-06-20, e-mail to
//   ana@example.com" }.
import { z } from "zod";
import { clauseIn, clauseOut } from "./clause.ts";
import { idOut } from "./id.ts";
import { instantIn, instantOut } from "./instant.ts";
import { externalId, metadata, metadataOut } from "./metadata.ts";
import { rateIn, rateOut } from "./money.ts";
import { namedParty, namedProduct, partyIn, productIn } from "./named.ts";

export const base = z.enum(["after_affiliate", "net", "gross"]).meta({
  id: "Base",
  description:
    "What the share is a share of: what is left after the affiliate, the net, or paid less tax and shipping.",
});

export const scope = z.enum(["all", "direct", "affiliate", "recruited"]).meta({
  id: "Scope",
  description: "Which sales: all, without or with an affiliate, or of affiliates that the party recruited.",
});

const responsibility = z.enum(["producer", "party", "both"]);

const responsibilities = z
  .partialRecord(z.enum(["delivery", "support", "marketing", "tax"]), responsibility)
  .meta({ description: "Who answers for what between the two sides." });

const tail = z
  .union([z.literal("none"), z.strictObject({ renewalsForDays: z.int().min(1).max(36_500) })])
  .meta({
    description:
      "After its end: nothing, or renewals of subscriptions first sold under it, for so many days.",
    examples: ["none", { renewalsForDays: 365 }],
  });

/** What two sides agree on, but for when it starts. */
export const agreed = {
  share: rateIn
    .optional()
    .meta({ description: "Left out where a clause `tiers` sets it.", examples: ["0.10"] }),
  base: base.default("after_affiliate"),
  scope: scope.default("all"),
  mayBeAffiliate: z.boolean().default(true),
  maxAffiliateRate: rateIn
    .nullable()
    .default(null)
    .meta({
      description:
        "The highest affiliate rate that lowers what is left for this contract; the producer bears what lies " +
        "above. Null: any.",
      examples: ["0.50"],
    }),
  clauses: z.array(clauseIn).max(20).default([]),
  ends: instantIn.nullable().default(null).meta({ description: "Exclusive; null is open." }),
  invoices: z.enum(["producer", "pro_rata"]).default("producer"),
  responsibilities: responsibilities.default({}),
  renewals: z.enum(["at_charge", "at_signup"]),
  tail,
  noticeDays: z
    .int()
    .min(1)
    .max(365)
    .nullable()
    .default(null)
    .meta({
      description:
        "After so many days one side's notice ends the contract. Null: it never ends without the other side.",
      examples: [30],
    }),
};

const evidence = z
  .string()
  .min(1)
  .max(2000)
  .refine((text) => text.trim() !== "", "must not be empty")
  .meta({ description: "Where the agreement can be found.", examples: ["Signed PDF of 2026-06-20"] });

export const newContract = z
  .strictObject({
    product: productIn,
    party: partyIn,
    starts: instantIn
      .optional()
      .meta({ description: "Now, when left out. No sale from then on may be posted yet." }),
    ...agreed,
    evidence,
    externalId: externalId.optional(),
    metadata: metadata.optional(),
  })
  .meta({ id: "NewContract" });

/** The whole of the terms again, from `starts` on. */
export const newContractVersion = z
  .strictObject({ starts: instantIn.optional(), ...agreed, evidence })
  .meta({ id: "NewContractVersion" });

export const contractEnd = z
  .strictObject({ ends: instantIn.optional().meta({ description: "Now, when left out." }), evidence })
  .meta({ id: "ContractEnd" });

export const contractChange = z
  .strictObject({ externalId: externalId.nullable(), metadata })
  .partial()
  .meta({ id: "ContractChange" });

/** How a version came to hold. */
export const confirmation = z
  .object({
    state: z.enum(["agreed", "notice", "waiting", "confirmed", "objected", "not_needed"]).meta({
      description:
        "`agreed`: accepted here, with an agreement; `notice`: an end by the notice agreed; `waiting`: recorded as " +
        "agreed elsewhere, not confirmed by the party yet; `confirmed`, `objected`: what the party said to that; " +
        "`not_needed`: in a demo.",
    }),
    name: z.string().nullable().meta({ description: "Who said so." }),
    at: instantOut.nullable(),
    note: z.string(),
  })
  .meta({ id: "Confirmation" });

const versionShape = {
  version: z.int(),
  starts: instantOut,
  ends: instantOut.nullable(),
  share: rateOut.nullable().meta({ description: "Null where a clause `tiers` sets it." }),
  base,
  scope,
  mayBeAffiliate: z.boolean(),
  maxAffiliateRate: rateOut.nullable().meta({ description: "Null: any affiliate lowers what is left." }),
  clauses: z.array(clauseOut),
  invoices: z.enum(["producer", "pro_rata"]),
  responsibilities: z.record(z.string(), responsibility),
  renewals: z.enum(["at_charge", "at_signup"]),
  tail: z.union([z.literal("none"), z.object({ renewalsForDays: z.int() })]),
  noticeDays: z.int().nullable().meta({ description: "Null: neither side can end it alone." }),
  evidence: z.string(),
  createdBy: z.string(),
  createdAt: instantOut,
};

export const contractVersion = z.object(versionShape).meta({ id: "ContractVersion" });

const listedVersion = z.object({ ...versionShape, confirmation }).meta({ id: "ListedContractVersion" });

export const contract = z
  .object({
    id: idOut("contract"),
    product: namedProduct,
    party: namedParty,
    state: z.enum(["active", "ended"]),
    position: z.int().meta({ description: "The order of acceptance on the product." }),
    acceptedAt: instantOut,
    current: listedVersion
      .nullable()
      .meta({ description: "In force now; null before its start or after its end." }),
    versions: z.array(listedVersion).meta({ description: "Oldest first." }),
    externalId: z.string().nullable(),
    metadata: metadataOut,
    createdAt: instantOut,
  })
  .meta({ id: "Contract" });

export type Contract = z.input<typeof contract>;
export type ContractVersion = z.input<typeof listedVersion>;
