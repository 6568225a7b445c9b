// A party's rolling reserve on the network: a part of the last so many days' earnings that stays unpaid; what
// it holds now, and until when.
// Example: PUT /v1/parties/party_…/reserve { "rate": "0.10", "days": 30 }
import { z } from "zod";
import { idOut } from "./id.ts";
import { instantOut } from "./instant.ts";
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

export const statementReserve = z
  .object({
    currency: currencyOut,
    day: z.iso.date().meta({ description: "The statement's last day." }),
    reserve: z
      .object({ rate: rateOut, days: z.int() })
      .nullable()
      .meta({ description: "As it was set when that day ended; null: there was none." }),
    earned: amountOut.meta({ description: "In the days that counted; the lines add up to it." }),
    part: amountOut.meta({ description: "The part of it that was to stay." }),
    pending: amountOut.meta({ description: "What was pending anyway counted towards it." }),
    held: amountOut.meta({ description: "The statement's figure." }),
    data: z.array(
      z.object({
        seq: z.int(),
        kind: z.string().meta({ description: "The entry's: sale, refund, dispute_lost, fee, settlement." }),
        at: instantOut,
        sale: idOut("sale").nullable(),
        contract: idOut("contract").nullable(),
        product: z.string().nullable(),
        about: z.string().nullable().meta({ description: "The sale's own number." }),
        amount: amountOut,
        countsUntil: z.iso.date().meta({ description: "The last day on which it counts." }),
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({
    id: "StatementReserve",
    description: "At the statement's place of the ledger: what was recorded later is not in it.",
  });

export type StatementReserve = z.input<typeof statementReserve>;
export type Reserve = z.input<typeof reserve>;
export type ReservePreview = z.input<typeof reservePreview>;
