// How a product does, on the network: direct and by affiliates, by party, over time, with the instants at
// which a contract's version began. The partner sees the same with its own part alone.
// Example: GET /v1/products/product_…/performance?from=2026-01-01&to=2026-03-31&by=month
import { z } from "zod";
import { idOut } from "./id.ts";
import { instantOut } from "./instant.ts";
import { amountOut, currencyOut, rateOut } from "./money.ts";
import { namedParty } from "./named.ts";
import { role } from "./sale.ts";

const sold = z.object({
  sales: z.int(),
  paid: amountOut,
  taken: amountOut.meta({ description: "Taken back on its own day." }),
});

export const performance = z
  .object({
    from: z.iso.date(),
    to: z.iso.date(),
    by: z.enum(["day", "week", "month"]),
    timeZone: z.string(),
    currencies: z.array(
      z.object({
        currency: currencyOut,
        buckets: z.array(z.object({ from: z.iso.date(), direct: sold, affiliate: sold })),
        parties: z
          .array(
            z.object({
              party: namedParty.nullable().meta({ description: "Null: all the others together." }),
              role,
              kept: z.array(amountOut).meta({ description: "One a bucket." }),
              total: amountOut,
            }),
          )
          .meta({ description: "Largest first, fees and tax as well." }),
        history: z
          .object({
            buckets: z.array(z.object({ from: z.iso.date(), direct: sold, affiliate: sold })),
            parties: z.array(z.object({ party: namedParty, given: z.array(amountOut), total: amountOut })),
          })
          .nullable()
          .meta({
            description:
              "Sales from before, as they were told: in nothing of the above. Null: none in this time.",
          }),
      }),
    ),
    versions: z
      .array(
        z.object({
          contract: idOut("contract"),
          party: namedParty,
          version: z.int(),
          share: rateOut.nullable().meta({ description: "Null: set by a clause." }),
          starts: instantOut,
          ends: instantOut.nullable(),
        }),
      )
      .meta({ description: "That began or ended in this time, oldest first." }),
  })
  .meta({ id: "Performance" });

export type Performance = z.input<typeof performance>;
