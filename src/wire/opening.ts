// Opening balances on the network: what a party was owed when the business moved in, told by one side and
// confirmed by the other; only a confirmed one is in the books.
// Example: POST /v1/opening-balances { "party": "party_…", "currency": "USD", "amount": 41250, "asOf":
// "2025-12-31", … }
import { z } from "zod";
import { idIn, idOut } from "./id.ts";
import { instantOut } from "./instant.ts";
import { amountOut, currencyIn, currencyOut } from "./money.ts";
import { namedParty } from "./named.ts";

export const newOpening = z
  .strictObject({
    party: idIn("party"),
    currency: currencyIn,
    amount: z
      .int()
      .min(-1_000_000_000_000_000)
      .max(1_000_000_000_000_000)
      .meta({
        description: "Minor units owed to the party; below 0, owed by it. Not 0.",
        examples: [41_250],
      }),
    asOf: z.iso.date().meta({ description: "The last day that it counts." }),
    note: z
      .string()
      .max(2000)
      .refine((text) => text.trim() !== "", "must not be empty")
      .meta({ description: "Where the figure comes from; the party reads it." }),
  })
  .meta({ id: "NewOpeningBalance" });

export const openingObjection = z
  .strictObject({
    answer: z
      .string()
      .max(2000)
      .refine((text) => text.trim() !== "", "must not be empty"),
  })
  .meta({ id: "OpeningObjection" });

export const openingState = z.enum(["open", "confirmed", "objected", "withdrawn"]);

export const opening = z
  .object({
    id: idOut("opening"),
    party: namedParty,
    currency: currencyOut,
    amount: amountOut,
    asOf: z.iso.date(),
    note: z.string(),
    state: openingState,
    createdBy: z.string(),
    createdAt: instantOut,
    answeredBy: z.string().nullable(),
    answeredAt: instantOut.nullable(),
    answer: z.string(),
    entry: z.int().nullable().meta({ description: "Its entry in the ledger, once confirmed." }),
  })
  .meta({ id: "OpeningBalance" });

export const openings = z.object({ data: z.array(opening) }).meta({ id: "OpeningBalances" });

export type Opening = z.input<typeof opening>;
