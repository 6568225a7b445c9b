// How a product sells, on the network: in a list at a glance, over time, and what its sales are usually like.
// Amounts are of sales in one currency; two currencies are never added. Earnings only for those who may see
// them.
// Example: { "currency": "USD", "sales": 12, "paid": 58800, "refunded": 4900, "earned": 30120, … }.
import { z } from "zod";
import { idOut } from "./id.ts";
import { amountOut, currencyOut, rateOut } from "./money.ts";
import { namedParty } from "./named.ts";
import { offer } from "./offer.ts";
import { product } from "./product.ts";
import { role } from "./sale.ts";

const day = z.iso.date().meta({ examples: ["2026-03-01"] });

const soldFigures = {
  sales: z.int(),
  paid: amountOut,
  refunded: amountOut.meta({ description: "Taken back in that time, of whichever sale." }),
  earned: amountOut
    .nullable()
    .meta({ description: "What the producer keeps of that time; null without `ledger:read`." }),
};

export const soldBy = z.enum(["day", "week", "month"]);

export const productSold = z
  .object({
    from: day,
    to: day.meta({ description: "The last day, inclusive." }),
    by: soldBy,
    timeZone: z.string(),
    currencies: z.array(
      z.object({
        currency: currencyOut,
        ...soldFigures,
        before: z.object(soldFigures).meta({ description: "As many days right before `from`." }),
        buckets: z.array(z.object({ from: day, ...soldFigures })).meta({ description: "Without gaps." }),
      }),
    ),
  })
  .meta({ id: "ProductSold" });

export const exampleSplit = z
  .object({
    currency: currencyOut,
    paid: amountOut,
    lines: z.array(z.object({ party: namedParty, role, amount: amountOut })),
  })
  .meta({ id: "ExampleSplit", description: "A direct sale of the first offer, without processor fees." });

/** What a list shows of each product: `expand=selling`. */
export const selling = z
  .object({
    offers: z.array(offer).meta({ description: "On sale, oldest first." }),
    example: exampleSplit,
    days: z.int(),
    sold: z
      .array(
        z.object({
          currency: currencyOut,
          sales: z.int(),
          paid: amountOut,
          salesBefore: z.int(),
          paidBefore: amountOut,
          byDay: z.array(z.int()).meta({ description: "Sales of each day, oldest first." }),
        }),
      )
      .meta({ description: "The last `days` days, and as many before; largest currency first." }),
  })
  .meta({ id: "Selling" });

/** A product in a list. */
export const listedProduct = product
  .extend({ selling: selling.optional().meta({ description: "Only with `expand=selling`." }) })
  .meta({ id: "ListedProduct" });

export const usualSale = z
  .object({
    currency: currencyOut,
    sales: z.int().meta({ description: "How many recent sales this is read from." }),
    paid: amountOut.nullable().meta({ description: "The one in the middle." }),
    fees: z.array(z.object({ party: namedParty, rate: rateOut, fixed: amountOut })).meta({
      description: "Per processor, the line through its recent fees: rate of what is paid, plus fixed.",
    }),
    taxes: z
      .array(z.object({ country: z.string(), rate: rateOut, sales: z.int() }))
      .meta({ description: "Tax as a part of the price before tax, by the buyer's country." }),
  })
  .meta({ id: "UsualSale" });

/** What archiving a product leaves standing. */
export const productTies = z
  .object({
    offers: z.int(),
    contracts: z.int(),
    affiliations: z.int().meta({ description: "Approved: their codes go on counting." }),
    subscriptions: z.int().meta({ description: "Charged within the last 62 days." }),
    sources: z.array(z.object({ source: z.string(), names: z.int() })),
    lastSaleOn: day.nullable(),
  })
  .meta({ id: "ProductTies" });

/** How much of a product may still be shared, for one kind of sale. */
export const productRoom = z
  .object({
    maxShared: rateOut,
    kinds: z.array(
      z.object({
        kind: z.enum(["direct", "affiliate", "recruited"]),
        recruitedBy: namedParty.nullable(),
        used: rateOut,
        left: rateOut,
        from: z.string().meta({ description: "From when on it is used the most." }),
        shares: z.array(
          z.object({
            contract: idOut("contract"),
            party: namedParty,
            share: rateOut,
            proposed: z.boolean().meta({ description: "Reserved by an open proposal." }),
          }),
        ),
      }),
    ),
  })
  .meta({ id: "ProductRoom" });

export type ListedProduct = z.input<typeof listedProduct>;
export type ProductSold = z.input<typeof productSold>;
export type Selling = z.input<typeof selling>;
export type UsualSale = z.input<typeof usualSale>;
export type ProductTies = z.input<typeof productTies>;
export type ProductRoom = z.input<typeof productRoom>;
