// A party's rolling reserve on the network: a part of the last so many days' earnings that stays unpaid.
// Example: PUT /v1/parties/party_…/reserve { "rate": "0.10", "days": 30 }
import { z } from "zod";
import { rateIn, rateOut } from "./money.ts";

export const newReserve = z
  .strictObject({
    rate: rateIn.refine((rate) => rate > 0, "must be above 0"),
    days: z.int().min(1).max(365),
  })
  .meta({ id: "NewReserve" });

export const reserve = z
  .object({ reserve: z.object({ rate: rateOut, days: z.int() }).nullable() })
  .meta({ id: "Reserve", description: "Null: nothing beyond guarantee and hold." });
