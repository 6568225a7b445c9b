// A party's own figures: balances, earnings, sales and the steps to its line. It never adds currencies
// together, and asks for nothing of anybody else.
//   useQuery(balancesQuery("party_…")) → { balances: [{ currency: "USD", available: 58200, … }], upcoming:
//   […] }
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { OwnBalances, OwnSale, OwnSaleDetail } from "../../../wire/partner.ts";
import type * as report from "../../../wire/report.ts";
import type { Why } from "../../../wire/why.ts";
import { ask, type PageOf } from "../../data/ask.ts";

export type { OwnSale, OwnSaleDetail };
export type EarnedByTime = z.input<typeof report.earnedByTime>;
export type EarnedByProduct = z.input<typeof report.earnedByProduct>;

export interface Days {
  from: string;
  to: string;
}

export interface SaleFilters {
  product?: string | undefined;
  /** "true": only those with a line of the party. */
  earned?: string | undefined;
  /** Only those of which something of the party's is held. */
  held?: "disputes" | "checks" | undefined;
  /** Held at the end of that day. */
  asOf?: string | undefined;
}

const home = (party: string) => `/v1/partner/${party}`;

/** A file that the browser fetches by itself. */
export const proofAddress = (party: string, product?: string) =>
  `${home(party)}/proof${product === undefined ? "" : `?product=${product}`}`;

/** Now, or at the end of a day of the past. */
export const balancesQuery = (party: string, asOf?: string) =>
  queryOptions({
    queryKey: [party, "balances", asOf ?? null],
    queryFn: ({ signal }) => ask<OwnBalances>("GET", `${home(party)}/balances`, { query: { asOf }, signal }),
  });

export const earningsQuery = (party: string, days: Days, by: "day" | "month", product?: string) =>
  queryOptions({
    queryKey: [party, "earnings", days, by, product ?? null],
    queryFn: ({ signal }) =>
      ask<EarnedByTime>("GET", `${home(party)}/earnings`, { query: { ...days, by, product }, signal }),
  });

export const earningsByProductQuery = (party: string, days: Days) =>
  queryOptions({
    queryKey: [party, "earnings-by-product", days],
    queryFn: ({ signal }) =>
      ask<PageOf<EarnedByProduct>>("GET", `${home(party)}/earnings-by-product`, {
        query: { ...days, limit: 100 },
        signal,
      }),
  });

/** One page: of the list, and of a file of the whole list. */
export const readSales = (
  party: string,
  filters: SaleFilters,
  cursor: string | null,
  signal: AbortSignal,
  limit = 100,
) => ask<PageOf<OwnSale>>("GET", `${home(party)}/sales`, { query: { ...filters, limit, cursor }, signal });

export const salesQuery = (party: string, filters: SaleFilters) =>
  infiniteQueryOptions({
    queryKey: [party, "sales", filters],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => readSales(party, filters, pageParam, signal, 50),
    getNextPageParam: (last) => last.nextCursor,
  });

export const saleQuery = (party: string, sale: string) =>
  queryOptions({
    queryKey: [party, "sale", sale],
    queryFn: ({ signal }) => ask<OwnSaleDetail>("GET", `${home(party)}/sales/${sale}`, { signal }),
  });

export const whyQuery = (party: string, sale: string) =>
  queryOptions({
    queryKey: [party, "why", sale],
    queryFn: ({ signal }) => ask<Why>("GET", `${home(party)}/sales/${sale}/why`, { signal }),
    // A sale is split once; its why never changes.
    staleTime: Number.POSITIVE_INFINITY,
  });
