// The journey of a sale on the network: every touch that was told of, when, by what, credited or why not, and
// by which rules it was judged. Never changes.
// Example: { "by": "link", "at": "2026-05-01T…", "party": carla, "weight": "1", "skipped": null }.
import { z } from "zod";
import { idOut } from "./id.ts";
import { instantOut } from "./instant.ts";
import { amountOut, currencyOut, rateOut } from "./money.ts";
import { namedParty, namedProduct } from "./named.ts";

export const skipped = z
  .enum([
    "after_sale",
    "outside_window",
    "not_affiliated",
    "requested",
    "suspended",
    "blocked",
    "ended",
    "own_purchase",
    "coupon_beats_link",
    "not_last",
    "not_first",
    "between",
    "counted_already",
    "coupon_paused",
    "coupon_ended",
    "coupon_not_yet",
    "coupon_over",
    "coupon_used_up",
    "coupon_not_alone",
    "coupons_do_not_count",
    "unknown_coupon",
    "no_renewals",
    "taken_back",
    "own_link",
  ])
  .meta({ id: "SkippedBecause", description: "Why a touch has no credit." });

export const touch = z
  .object({
    by: z.enum(["link", "coupon", "first_charge"]),
    at: instantOut,
    party: namedParty.nullable().meta({
      description: "Null for a code that nobody has; on a partner's page also for every other affiliate.",
    }),
    own: z.boolean().optional().meta({ description: "On a partner's page: it is the party's." }),
    code: z.string().nullable().meta({ description: "Of the link or the coupon." }),
    campaign: z.string().nullable(),
    weight: rateOut.meta({ description: "Its part of the credit." }),
    skipped: skipped.nullable(),
    sale: idOut("sale").nullable().meta({ description: "The first charge of the subscription." }),
  })
  .meta({ id: "Touch" });

export const journey = z
  .object({
    sale: idOut("sale"),
    product: namedProduct,
    at: instantOut,
    how: z.enum(["named", "judged", "none"]).meta({
      description: "named: the caller named the affiliates. judged: found from the touches. none: direct.",
    }),
    model: z.enum(["last", "first", "first_and_last", "linear"]).nullable(),
    windowDays: z.int().nullable().meta({ description: "Null is without end, or nothing was judged." }),
    touches: z.array(touch).meta({ description: "Oldest first." }),
    credited: z.array(
      z.object({
        party: namedParty.nullable(),
        own: z.boolean().optional(),
        weight: rateOut,
        rate: rateOut.nullable().meta({ description: "On a partner's page only its own." }),
        rule: z.string().nullable().meta({
          description: "The commission rule that gave the rate; null: the affiliation, or the caller.",
        }),
      }),
    ),
    corrections: z
      .array(
        z.object({
          at: instantOut,
          credited: z.array(
            z.object({ party: namedParty.nullable(), own: z.boolean().optional(), weight: rateOut }),
          ),
          reason: z.string(),
        }),
      )
      .meta({ description: "What was put right since, oldest first. `credited` stays as it was judged." }),
  })
  .meta({ id: "Journey" });

/** A sale that a touch of the party led to, whether it was credited or not. */
export const touchedSale = z
  .object({
    sale: idOut("sale"),
    product: namedProduct,
    at: instantOut,
    credited: z.boolean(),
    weight: rateOut.meta({ description: "The party's part of the credit; 1 is all of it." }),
    skipped: skipped.nullable().meta({ description: "Of the party's last touch." }),
    by: z.enum(["link", "coupon", "first_charge"]).meta({
      description: "The touch that was credited, or the party's last one.",
    }),
    code: z.string().nullable().meta({ description: "Of that link or coupon, where it is still known." }),
    currency: currencyOut,
    paid: amountOut,
    earned: amountOut.meta({ description: "The party's commission, less what was taken back of it." }),
    held: amountOut.meta({ description: "Of it, held for a check or a dispute." }),
  })
  .meta({ id: "TouchedSale" });

export type Journey = z.input<typeof journey>;
export type Touch = z.input<typeof touch>;
export type Skipped = z.input<typeof skipped>;
export type TouchedSale = z.input<typeof touchedSale>;
