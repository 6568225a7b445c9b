// Reports on the network: totals of calendar days of the workspace, `from` and `to` both included. Amounts of
// one currency stand beside it; currencies are never added together.
// Example: GET /v1/reports/sold?from=2026-03-01&to=2026-03-31 → USD 12 sales, paid 120000, taken 4000.
import { z } from "zod";
import { idIn } from "./id.ts";
import { amountOut, currencyIn, currencyOut } from "./money.ts";
import { namedParty, namedProduct } from "./named.ts";
import { role } from "./sale.ts";

const MOST_DAYS = 40_000;

export const dayIn = z.iso.date().meta({ examples: ["2026-03-01"] });

/** A period of whole days; at most a hundred years. */
export const daysIn = { from: dayIn, to: dayIn };

export function areDays({ from, to }: { from: string; to: string }): boolean {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  return days >= 0 && days <= MOST_DAYS;
}

const at = z.iso.date().meta({ description: "The day, or the first day of the month." });
const currency = currencyIn.optional();

export const soldQuery = {
  ...daysIn,
  currency,
  product: idIn("product").optional(),
  source: z.string().max(40).optional(),
  by: z.enum(["day", "month"]).optional().meta({ description: "With a row a day or month in `series`." }),
};

const soldAmounts = {
  currency: currencyOut,
  sales: z.int(),
  paid: amountOut.meta({ description: "Of sales of these days." }),
  takeBacks: z.int(),
  taken: amountOut.meta({ description: "Refunded, or lost in disputes, on these days." }),
  disputeFees: amountOut,
};

export const soldReport = z
  .object({
    from: z.iso.date(),
    to: z.iso.date(),
    totals: z.array(z.object(soldAmounts)),
    series: z.array(z.object({ at, ...soldAmounts })),
  })
  .meta({ id: "SoldReport" });

const earned = {
  currency: currencyOut,
  given: amountOut.meta({ description: "By splits and late fees of these days." }),
  taken: amountOut.meta({
    description: "By refunds and lost disputes of these days, dispute fees included.",
  }),
  kept: amountOut.meta({ description: "given − taken." }),
  atSource: amountOut.meta({ description: "Of it, what the source pays out itself." }),
};

export const earningsQuery = {
  ...daysIn,
  currency,
  party: idIn("party").optional(),
  product: idIn("product").optional(),
  role: role.optional(),
};

export const flowQuery = { ...daysIn, currency, product: idIn("product").optional() };

export const earnedByProduct = z.object({ product: namedProduct, ...earned }).meta({ id: "EarnedByProduct" });

export const earnedByParty = z.object({ party: namedParty, ...earned }).meta({ id: "EarnedByParty" });

export const earnedByTime = z
  .object({
    from: z.iso.date(),
    to: z.iso.date(),
    totals: z.array(z.object(earned)),
    series: z.array(z.object({ at, ...earned })),
  })
  .meta({ id: "EarnedByTime" });

export const flowReport = z
  .object({
    from: z.iso.date(),
    to: z.iso.date(),
    flows: z.array(
      z.object({
        currency: currencyOut,
        paid: amountOut,
        taken: amountOut,
        disputeFees: amountOut,
        kept: amountOut.meta({ description: "paid − taken − disputeFees: what all lines add up to." }),
        roles: z.array(z.object({ role, parties: z.int(), ...earned })),
        lines: z
          .array(z.object({ party: namedParty, role, ...earned }))
          .meta({ description: "The largest; `roles` counts everybody." }),
      }),
    ),
  })
  .meta({ id: "FlowReport" });

export const upcoming = z
  .object({
    asOf: z.iso.date(),
    days: z.array(z.object({ currency: currencyOut, day: z.iso.date(), amount: amountOut })),
  })
  .meta({ id: "Upcoming" });

const owed = {
  currency: currencyOut,
  available: amountOut,
  pending: amountOut,
  reserved: amountOut,
  inTransit: amountOut,
};

export const owedReport = z
  .object({
    asOf: z.iso.date(),
    totals: z.array(z.object({ ...owed, parties: z.int().meta({ description: "Who are owed, or owe." }) })),
    largest: z.array(z.object({ party: namedParty, kind: z.enum(["producer", "partner"]), ...owed })),
  })
  .meta({ id: "OwedReport" });

export const paidReport = z
  .object({
    data: z.array(
      z.object({
        currency: currencyOut.meta({ description: "In which it was earned." }),
        arrived: amountOut,
        underWay: amountOut.meta({ description: "Sent, and not known to have arrived." }),
        bySources: amountOut.meta({ description: "What sources paid to the party themselves." }),
      }),
    ),
  })
  .meta({ id: "PaidReport" });

export type PaidReport = z.input<typeof paidReport>;
export type OwedReport = z.input<typeof owedReport>;
export type SoldReport = z.input<typeof soldReport>;
export type FlowReport = z.input<typeof flowReport>;
export type EarnedByTime = z.input<typeof earnedByTime>;
export type EarnedByProduct = z.input<typeof earnedByProduct>;
export type EarnedByParty = z.input<typeof earnedByParty>;
