// The affiliates of a sale as a caller names them: one, or several with their weights of the commission.
// Never how they are found from clicks and coupons.
// Example: [{ "code": "CARLA", "weight": "0.6" }, { "party": { "ref": "dora" }, "weight": "0.4" }].
import { z } from "zod";
import { affiliateCode } from "./affiliation.ts";
import { rateIn } from "./money.ts";
import { partyIn } from "./named.ts";

export const affiliateIn = z
  .strictObject({
    party: partyIn.optional(),
    code: affiliateCode.optional(),
    rate: rateIn.optional().meta({ description: "Left out: the rate of the affiliation." }),
    recruitedBy: partyIn.optional().meta({ description: "Left out: that of the affiliation." }),
  })
  .refine(
    (one) => (one.party === undefined) !== (one.code === undefined),
    "must name either `party` or `code`",
  )
  .meta({ id: "SaleAffiliateInput" });

const MOST_AFFILIATES = 20;

const weighedAffiliateIn = z
  .strictObject({
    party: partyIn.optional(),
    code: affiliateCode.optional(),
    rate: rateIn.optional().meta({ description: "Left out: the rate that applies to the affiliate." }),
    recruitedBy: partyIn.optional().meta({ description: "Left out: that of the affiliation." }),
    weight: rateIn.meta({ description: "Its part of the commission.", examples: ["0.5"] }),
  })
  .refine(
    (one) => (one.party === undefined) !== (one.code === undefined),
    "must name either `party` or `code`",
  )
  .meta({ id: "WeighedAffiliateInput" });

export const affiliatesIn = z
  .array(weighedAffiliateIn)
  .min(1)
  .max(MOST_AFFILIATES)
  .refine(
    (all) => all.reduce((sum, { weight }) => sum + weight, 0) === 1_000_000,
    "must have weights that add up to 1",
  )
  .meta({ description: "Several who share the commission. Not beside `affiliate`." });

/** At the path of `affiliates`: one place says who sold it. */
export function namesOneWay(sale: { affiliate?: unknown; affiliates?: unknown }): boolean {
  return sale.affiliate === undefined || sale.affiliates === undefined;
}

export const TWO_WAYS = { message: "must not stand beside `affiliate`", path: ["affiliates"] };
