// Money on the network: an amount is a JSON integer of minor units beside a currency, a rate a decimal
// string. Never a float: 12.5 is refused as an amount, 0.35 as a rate. In: parsed to our brands; out: as
// people read them.
// Example: { "currency": "USD", "paid": 10000, "share": "0.35" } is 100.00 USD and 35 %.
import { z } from "zod";
import { MAX_MINOR, type Minor, minor } from "../base/amount.ts";
import { type Currency, isCurrency } from "../base/currency.ts";
import { type Ppm, parseRate } from "../base/rate.ts";

const ABOUT_AMOUNT = "Minor units of the currency beside it: 10000 is 100.00 USD.";

/** A whole number of minor units from `from` (0) to 10^15. -0 is 0. */
export function amountIn(from = 0) {
  return z
    .int("must be a whole number of minor units")
    .min(from)
    .max(MAX_MINOR)
    .meta({ description: ABOUT_AMOUNT, examples: [10000] })
    .transform((value): Minor => minor(value + 0));
}

/** Negative where it was taken back; a total may pass 10^15 but never 2^53 - 1. */
export const amountOut = z.int().meta({ description: ABOUT_AMOUNT, examples: [10000] });

export const currencyIn = z
  .string()
  .refine(isCurrency, "must be an active ISO 4217 currency, such as USD")
  .meta({ examples: ["USD"] })
  .transform((text): Currency => text as Currency);

export const currencyOut = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .meta({ examples: ["USD"] });

/** A decimal string of at most six places, "0" to "1". */
export const rateIn = z
  .string()
  .meta({ description: 'A decimal string of at most six places: "0.35" is 35 %.', examples: ["0.35"] })
  .transform((text, context): Ppm => {
    const rate = parseRate(text);
    if (rate !== undefined && rate <= 1_000_000) return rate;
    context.issues.push({
      code: "custom",
      message: 'must be a decimal string from "0" to "1" with at most six places, such as "0.35"',
      input: text,
    });
    return z.NEVER;
  });

/** Written with `formatRate`. */
export const rateOut = z.string().meta({ examples: ["0.35"] });
