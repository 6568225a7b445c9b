// Figures of links on the network: a funnel from clicks to sales to refunds, its days, and the best links or
// affiliates. Amounts are minor units beside their currency.
// Example: { "totals": { "clicks": 4120, "sales": 61, "takeBacks": 2 }, "sold": [{ "currency": "USD", … }] }.
import { z } from "zod";
import { idIn, idOut } from "./id.ts";
import { amountOut, currencyOut } from "./money.ts";
import { namedParty } from "./named.ts";
import { daysIn } from "./report.ts";

const sums = {
  clicks: z.int(),
  visitors: z.int().meta({ description: "Different ones on each day." }),
  untracked: z.int().meta({ description: "Followed by somebody who refuses to be tracked." }),
  ignored: z.int().meta({ description: "Bots, prefetches, images." }),
  sales: z.int(),
  clickSales: z.int().meta({
    description: "Of the sales, those that a click led to: without coupons, names and renewals.",
  }),
  takeBacks: z.int().meta({ description: "Refunds and lost disputes." }),
};

const sold = z.array(z.object({ currency: currencyOut, paid: amountOut, taken: amountOut }));

export const linkFilter = {
  ...daysIn,
  product: idIn("product").optional(),
  link: idIn("link").optional(),
};

export const linkDays = z
  .object({
    from: z.iso.date(),
    to: z.iso.date(),
    totals: z.object(sums),
    sold,
    days: z.array(z.object({ day: z.iso.date(), ...sums })),
  })
  .meta({ id: "LinkDays" });

export const topBy = {
  by: z.enum(["link", "party"]).default("link"),
  sort: z.enum(["clicks", "sales"]).default("sales"),
};

export const topLinks = z
  .object({
    data: z.array(
      z.object({
        link: z
          .object({ id: idOut("link"), code: z.string(), campaign: z.string().nullable() })
          .nullable()
          .meta({ description: "Null where affiliates are compared." }),
        party: namedParty.nullable().meta({ description: "Null: your own links." }),
        ...sums,
        sold,
      }),
    ),
  })
  .meta({ id: "TopLinks" });

export const linkPlaces = z
  .object({
    data: z.array(
      z.object({
        link: z.object({ id: idOut("link"), code: z.string(), campaign: z.string().nullable() }),
        party: namedParty.nullable().meta({ description: "Null: your own link." }),
        place: z.string().meta({ description: "What `?sub=` of the link said." }),
        clicks: z.int(),
        sales: z.int().meta({ description: "That such a click led to." }),
      }),
    ),
  })
  .meta({ id: "LinkPlaces" });

export type LinkPlaces = z.input<typeof linkPlaces>;
export type LinkDays = z.input<typeof linkDays>;
export type TopLinks = z.input<typeof topLinks>;
