// The filters of the list of sales: as the address has them, and as the server asks for them. One search
// field means the buyer's address where it has an @, else the source's own id. Days are whole days in the
// business's time zone; the last one counts to its end.
// Example: { q: "ana@x.com", to: "2026-03-01" } → { buyerEmail: "ana@x.com", to: "2026-03-02T03:00:00.000Z" }
import { offsetAt } from "../../../base/calendar.ts";

export interface SaleFilters {
  product?: string | undefined;
  party?: string | undefined;
  source?: string | undefined;
  state?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  charge?: string | undefined;
  affiliate?: string | undefined;
  currency?: string | undefined;
  /** Minor units, inclusive. */
  paidFrom?: string | undefined;
  paidTo?: string | undefined;
  q?: string | undefined;
}

/** Behind "More filters". */
export const MORE_FILTERS = ["party", "affiliate", "source", "currency", "paidFrom", "paidTo"] as const;

/** Their names in the address. */
export const FILTER_NAMES = ["q", "product", "state", "from", "to", "charge", ...MORE_FILTERS] as const;

const DAY = 86_400_000;

export function asQuery(filters: SaleFilters, timeZone: string): Record<string, string | undefined> {
  const { product, party, source, state, charge, affiliate, currency } = filters;
  const sought = filters.q?.trim() || undefined;
  const isEmail = sought?.includes("@") === true;
  return {
    product,
    party,
    source,
    state,
    charge,
    affiliate,
    currency,
    paidFrom: wholeNumber(filters.paidFrom),
    paidTo: wholeNumber(filters.paidTo),
    buyerEmail: isEmail ? sought?.toLowerCase() : undefined,
    externalId: isEmail ? undefined : sought,
    from: dayStart(filters.from, timeZone, 0),
    to: dayStart(filters.to, timeZone, 1),
  };
}

/** What somebody wrote into the address by hand is left out where it is no amount. */
function wholeNumber(text: string | undefined): string | undefined {
  return text !== undefined && /^[0-9]{1,15}$/.test(text) ? text : undefined;
}

/** The first instant of a day, or of the day so many days later; undefined where the day is none. */
export function dayStart(day: string | undefined, timeZone: string, later: number): string | undefined {
  const midnight = Date.parse(`${day}T00:00:00Z`) + later * DAY;
  if (Number.isNaN(midnight)) return undefined;
  const near = midnight - offsetAt(timeZone, midnight);
  return new Date(midnight - offsetAt(timeZone, near)).toISOString();
}
