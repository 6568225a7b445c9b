// A party's rolling reserve on the network: a part of the last so many days' earnings that stays unpaid; what
// it holds now, and until when.
// Example: PUT /v1/parties/party_…/reserve { "rate": "0.10", "days": 30 }
import { z } from "zod";
import { amountOut, currencyOut, rateIn, rateOut } from "./money.ts";

const rate = rateIn.refine((rate) => rate > 0, "must be above 0");

export const newReserve = z.strictObject({ rate, days: z.int().min(1).max(365) }).meta({ id: "NewReserve" });

/** In an address, where everything is text. */
export const wantedReserve = {
  rate,
  days: z
    .string()
    .regex(/^[1-9][0-9]{0,2}$/, "must be a whole number from 1 to 365")
    .transform(Number)
    .pipe(z.int().min(1).max(365))
    .meta({ override: { type: "integer", minimum: 1, maximum: 365 } }),
};

const held = z
  .array(
    z.object({
      currency: currencyOut,
      earned: amountOut.meta({ description: "In the last so many days, after what was taken back." }),
      reserve: amountOut.meta({ description: "The part of it that is to stay." }),
      pending: amountOut.meta({ description: "What is pending anyway counts towards it." }),
      held: amountOut.meta({ description: "What is held out of what would be available." }),
      available: amountOut.meta({ description: "What can be paid out beside." }),
      changes: z
        .array(z.object({ day: z.iso.date(), held: amountOut }))
        .meta({ description: "From that day on so much is held, when nothing else is sold or taken back." }),
    }),
  )
  .meta({ description: "By currency." });

export const reserve = z
  .object({ reserve: z.object({ rate: rateOut, days: z.int() }).nullable(), held })
  .meta({ id: "Reserve", description: "Null: nothing beyond guarantee and hold." });

export const reservePreview = z.object({ held }).meta({ id: "ReservePreview" });

export type Reserve = z.input<typeof reserve>;
export type ReservePreview = z.input<typeof reservePreview>;
