// A line of a settlement about a sale in another currency: what the line is in the sale's currency, and the
// rate that the two imply. Pure; looks no rate up and books nothing.
// Example: told 19.50 USD less 0.78, the books say 100.00 BRL less 4.00 → 10000 less 400 BRL at 0.195.
import { carryOver, impliedRate } from "../../base/exchange.ts";
import type { ExchangedLine, ToldLine } from "./settlement.ts";

interface Booked {
  currency: string;
  gross: number;
  fee: number;
}

/**
 * Null where nothing says a rate: the source names another currency than the books, or one of the amounts is
 * 0 or has the other sign. `tellsFees`: it withholds fees on other lines, so that a fee of 0 is none; else a
 * line without a fee is what arrived, after the fee that the books say.
 */
export function exchangeLine(
  { gross: told, fee: withheld, original }: Pick<ToldLine, "gross" | "fee" | "original">,
  currency: string,
  booked: Booked,
  tellsFees: boolean,
): ExchangedLine | null {
  if (original && original.currency !== booked.currency) return null;
  const gross = original?.gross ?? booked.gross;
  if (withheld === 0 && booked.fee !== 0 && !tellsFees) {
    const rate = impliedRate(gross - booked.fee, booked.currency, told, currency);
    return rate === null ? null : { currency: booked.currency, gross, fee: booked.fee, rate };
  }
  const rate = impliedRate(gross, booked.currency, told, currency);
  const carried = carryOver(withheld, told, gross);
  if (rate === null || carried === null) return null;
  const isSame = isRounding(carried, booked.fee) || isRounding(carryOver(booked.fee, gross, told), withheld);
  return { currency: booked.currency, gross, fee: isSame ? booked.fee : carried, rate };
}

/** One minor unit, either way: each side rounds its own. */
function isRounding(amount: number | null, other: number): boolean {
  return amount !== null && Math.abs(amount - other) <= 1;
}
