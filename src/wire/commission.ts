// Commission rules on the network: a rate for everybody, for an offer, for an affiliate, with its days; what
// a new one would do before it is made; and which one applies to somebody, and why.
// Example: { "party": "party_…", "offer": null, "rate": "0.40", "starts": "2026-05-01T00:00:00Z", "ends":
// null }.
import { z } from "zod";
import { idIn, idOut } from "./id.ts";
import { instantIn, instantOut } from "./instant.ts";
import { rateIn, rateOut } from "./money.ts";
import { namedOffer, namedParty } from "./named.ts";

export const newCommission = z
  .strictObject({
    party: idIn("party").nullable().default(null).meta({ description: "Null: every affiliate." }),
    offer: idIn("offer").nullable().default(null).meta({ description: "Null: every offer." }),
    rate: rateIn,
    starts: instantIn.optional().meta({
      description: "Left out: as soon as it may. A cut begins after three days' notice, a rise at once.",
      examples: ["2099-01-01T00:00:00Z"],
    }),
    ends: instantIn
      .nullable()
      .optional()
      .meta({ examples: ["2099-02-01T00:00:00Z"] }),
  })
  .meta({ id: "NewCommissionRule" });

export const rateBy = z.enum(["party_offer", "party", "offer", "all", "own"]).meta({
  id: "RateBy",
  description:
    "The more particular rule applies: for this affiliate and offer, for this affiliate, for this offer, for all.",
});

export const commissionRule = z
  .object({
    id: idOut("rule"),
    party: namedParty.nullable(),
    offer: namedOffer.nullable(),
    rate: rateOut,
    by: rateBy,
    starts: instantOut,
    ends: instantOut.nullable(),
    state: z.enum(["announced", "in_force", "over", "withdrawn"]),
    behind: z.object({ rate: rateOut, ends: instantOut.nullable() }).nullable().meta({
      description: "In a list: the later rule for the same affiliate and offer that goes before it.",
    }),
    createdAt: instantOut,
  })
  .meta({ id: "CommissionRule" });

/** Contracts that allow for less: what lies above is borne by the producer. */
const allowance = z.object({
  contract: idOut("contract"),
  party: namedParty,
  maxAffiliateRate: rateOut,
});

export const commissionDraft = z
  .object({
    earliest: instantOut,
    starts: instantOut,
    concerned: z.int().meta({ description: "Affiliates whose rate becomes another." }),
    cut: z.int().meta({ description: "Of those: who would earn less." }),
    unreachable: z.int().meta({
      description: "Of those who would earn less: who has neither an account nor an address to be told at.",
    }),
    above: z
      .array(allowance)
      .meta({ description: "Contracts that allow for less: the producer bears what lies above." }),
  })
  .meta({ id: "CommissionDraft" });

export const commissionAsked = {
  party: idIn("party").optional(),
  offer: idIn("offer").optional(),
};

export const appliedRate = z
  .object({
    rate: rateOut,
    by: rateBy,
    rule: commissionRule.nullable(),
    beaten: z.array(commissionRule).meta({ description: "In force as well, and less particular." }),
  })
  .meta({ id: "AppliedRate" });

export const ruleEnded = z.object({ ends: instantOut }).meta({ id: "CommissionRuleEnded" });

export type CommissionRule = z.input<typeof commissionRule>;
export type CommissionDraft = z.input<typeof commissionDraft>;
export type AppliedRate = z.input<typeof appliedRate>;
export type NewCommission = z.input<typeof newCommission>;
