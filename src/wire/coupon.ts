// Coupons on the network: a code of an affiliate, what it takes off, its limits, and how often it was used.
// Never the price: what the buyer paid is told with the sale.
// Example: { "affiliation": "affiliation_…", "code": "CARLA10", "discount": { "kind": "percent", "rate":
// "0.1" }, "mostUses": 200 }.
import { z } from "zod";
import { affiliateCode } from "./affiliation.ts";
import { basedOn } from "./edit.ts";
import { idIn, idOut } from "./id.ts";
import { instantIn, instantOut } from "./instant.ts";
import { externalId } from "./metadata.ts";
import { amountIn, amountOut, currencyIn, currencyOut, rateIn, rateOut } from "./money.ts";
import { namedParty, namedProduct } from "./named.ts";

export const couponState = z.enum(["active", "paused", "ended"]).meta({
  id: "CouponState",
  description: "Only an active one credits its affiliate. Ended is final.",
});

const discountIn = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("none") }),
    z.strictObject({ kind: z.literal("percent"), rate: rateIn }),
    z.strictObject({ kind: z.literal("fixed"), amount: amountIn(), currency: currencyIn }),
  ])
  .meta({
    id: "CouponDiscountInput",
    description: "What the shop takes off. Told to people, never computed.",
  });

const discountOut = z
  .discriminatedUnion("kind", [
    z.object({ kind: z.literal("none") }),
    z.object({ kind: z.literal("percent"), rate: rateOut }),
    z.object({ kind: z.literal("fixed"), amount: amountOut, currency: currencyOut }),
  ])
  .meta({ id: "CouponDiscount" });

const mostUses = z.int().min(1).max(10_000_000).nullable();
const stacks = z.boolean().meta({
  description: "False: where the buyer uses another coupon beside it, it credits nobody.",
});

export const newCoupon = z
  .strictObject({
    affiliation: idIn("affiliation"),
    code: affiliateCode.meta({
      description: "Unique on the product among those not ended; capitals are the same as small letters.",
      examples: ["CARLA10"],
    }),
    discount: discountIn.optional(),
    mostUses: mostUses.optional(),
    startsAt: instantIn.nullable().optional(),
    endsAt: instantIn.nullable().optional().meta({ description: "Exclusive." }),
    stacks: stacks.optional(),
    externalId: externalId.optional(),
  })
  .meta({ id: "NewCoupon" });

export const couponChange = z
  .strictObject({
    discount: discountIn,
    mostUses,
    startsAt: instantIn.nullable(),
    endsAt: instantIn.nullable(),
    stacks,
    state: couponState,
    externalId: externalId.nullable(),
    basedOn,
  })
  .partial()
  .meta({ id: "CouponChange" });

const shape = {
  id: idOut("coupon"),
  version: z.int(),
  product: namedProduct,
  affiliation: idOut("affiliation"),
  code: z.string(),
  discount: discountOut,
  mostUses: z.int().nullable(),
  startsAt: instantOut.nullable(),
  endsAt: instantOut.nullable(),
  stacks: z.boolean(),
  state: couponState,
  uses: z.int().meta({ description: "Sales that it credited to its affiliate." }),
  usesAfterClick: z
    .int()
    .meta({ description: "Of them, where the buyer had followed a link of the affiliate." }),
  lastUsedAt: instantOut.nullable(),
  createdAt: instantOut,
};

export const coupon = z
  .object({ ...shape, party: namedParty, externalId: z.string().nullable() })
  .meta({ id: "Coupon" });

/** As its affiliate sees it. */
export const ownCoupon = z.object(shape).meta({ id: "OwnCoupon" });

export type Coupon = z.input<typeof coupon>;
export type OwnCoupon = z.input<typeof ownCoupon>;
