// The filters of the list of sales: as the address has them, and as the server asks for them. What the one
// search field means is found out by the server. Days are whole days in the business's time zone; the last
// one counts to its end.
// Example: { q: "ana@x.com", to: "2026-03-01" } → { words: "ana@x.com", to: "2026-03-02T03:00:00.000Z" }
import { dayStart } from "../../parts/day-start.ts";

export { dayStart };

export interface SaleFilters {
  product?: string | undefined;
  party?: string | undefined;
  source?: string | undefined;
  state?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  charge?: string | undefined;
  affiliate?: string | undefined;
  /** What came by one link. */
  link?: string | undefined;
  currency?: string | undefined;
  /** Minor units, inclusive. */
  paidFrom?: string | undefined;
  paidTo?: string | undefined;
  q?: string | undefined;
}

/** Behind "More filters". */
export const MORE_FILTERS = ["party", "affiliate", "source", "currency", "paidFrom", "paidTo"] as const;

/** Their names in the address. */
export const FILTER_NAMES = [
  "q",
  "product",
  "state",
  "from",
  "to",
  "charge",
  "link",
  ...MORE_FILTERS,
] as const;

export function asQuery(filters: SaleFilters, timeZone: string): Record<string, string | undefined> {
  const { product, party, source, state, charge, affiliate, link, currency } = filters;
  const sought = filters.q?.trim() || undefined;
  return {
    product,
    party,
    source,
    state,
    charge,
    affiliate,
    link,
    currency,
    paidFrom: wholeNumber(filters.paidFrom),
    paidTo: wholeNumber(filters.paidTo),
    words: sought,
    from: dayStart(filters.from, timeZone, 0),
    to: dayStart(filters.to, timeZone, 1),
  };
}

/** What somebody wrote into the address by hand is left out where it is no amount. */
function wholeNumber(text: string | undefined): string | undefined {
  return text !== undefined && /^[0-9]{1,15}$/.test(text) ? text : undefined;
}
