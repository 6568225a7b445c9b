// Impact previews on the network: real sales of the last days, replayed under today's terms and under those
// proposed. Never a promise about sales to come.
// Example: { "product": "product_…", "party": "party_…", "terms": { "share": "0.15", … }, "days": 90 }.
import { z } from "zod";
import { agreed } from "./contract.ts";
import { idIn, idOut } from "./id.ts";
import { instantOut } from "./instant.ts";
import { amountOut, currencyOut } from "./money.ts";

const { share, base, scope, mayBeAffiliate, maxAffiliateRate, clauses } = agreed;

export const days = z
  .int()
  .min(1)
  .max(365)
  .default(90)
  .meta({ description: "How far back.", examples: [90] });

export const impactOf = z
  .strictObject({
    product: idIn("product"),
    contract: idIn("contract")
      .optional()
      .meta({ description: "Of a change or an end; left out of a new one." }),
    party: idIn("party").optional().meta({ description: "Of a new one, where the party is known already." }),
    terms: z
      .strictObject({ share, base, scope, mayBeAffiliate, maxAffiliateRate, clauses })
      .nullable()
      .meta({ description: "Null: the contract ends." }),
    days,
  })
  .meta({ id: "ImpactOf" });

/** The same of a contract of one's own, before it is asked for. */
export const ownImpactOf = impactOf.pick({ terms: true, days: true }).meta({ id: "OwnImpactOf" });

export const impact = z
  .object({
    from: instantOut,
    until: instantOut,
    renewals: z.int().meta({ description: "Renewals of subscriptions among the sales." }),
    abated: z
      .int()
      .meta({ description: "Sales in which the proposed parts would not fit and are scaled down." }),
    currencies: z.array(
      z.object({
        currency: currencyOut,
        sales: z.int(),
        paid: amountOut.meta({ description: "By buyers, refunds taken off." }),
        parties: z.array(
          z.object({
            party: idOut("party")
              .nullable()
              .meta({ description: "Null: a party not known yet, or all others." }),
            name: z.string(),
            role: z.string(),
            before: amountOut.meta({ description: "Under the terms of today." }),
            after: amountOut.meta({ description: "Under those proposed." }),
          }),
        ),
      }),
    ),
    touched: z.object({
      affiliates: z.int().meta({ description: "Approved affiliations of the product." }),
      links: z.int().meta({ description: "Links to the product that are followed today." }),
      coupons: z.int().meta({ description: "Coupons that may be used today, or from a day to come." }),
      subscriptions: z.int().meta({ description: "Charged within the last 400 days." }),
      statements: z
        .object({ issued: z.int(), running: z.array(currencyOut) })
        .meta({ description: "Of the party: how many it has, and in which currencies one is running." }),
      imports: z.int().meta({ description: "Running now." }),
      sources: z.array(z.string()),
      unpaid: z.array(z.object({ currency: currencyOut, amount: amountOut })),
      support: z.string().nullable().meta({ description: "Who answers buyers." }),
    }),
  })
  .meta({ id: "Impact" });

export type Impact = z.input<typeof impact>;
