// Sales, one sale, its why, and what is taken back of it.
// It never adds amounts of its own. Lists come a page at a time, filters as the address has them.
//   useInfiniteQuery(salesQuery(ws, { product: "product_…", state: "refunded" }))
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type * as refundWire from "../../../wire/refund.ts";
import type { RefundPreview } from "../../../wire/refund-preview.ts";
import type { Sale, SaleDetail } from "../../../wire/sale.ts";
import type { Why } from "../../../wire/why.ts";
import { ask, type PageOf } from "./ask.ts";
import { asQuery, type SaleFilters } from "./sale-filters.ts";

export type { RefundPreview, Sale, SaleDetail, Why };
export type SaleLine = SaleDetail["lines"][number];
export type Role = SaleLine["role"];
export type WhyStep = Why["steps"][number];
export type NewRefund = z.input<typeof refundWire.newRefund>;
export type FeesReturned = z.input<typeof refundWire.feesReturned>;

const home = (ws: string) => `/v1/workspaces/${ws}/sales`;

export const salesQuery = (ws: string, filters: SaleFilters, timeZone: string, limit = 50) =>
  infiniteQueryOptions({
    queryKey: [ws, "sales", filters, timeZone, limit],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      ask<PageOf<Sale>>("GET", home(ws), {
        query: { ...asQuery(filters, timeZone), limit, cursor: pageParam },
        signal,
      }),
    getNextPageParam: (last) => last.nextCursor,
  });

/** The newest few, a picture of now and no list to read through: what arrives appears in it. */
export const latestSalesQuery = (ws: string) =>
  queryOptions({
    queryKey: [ws, "latest-sales"],
    queryFn: ({ signal }) => ask<PageOf<Sale>>("GET", home(ws), { query: { limit: 6 }, signal }),
  });

/** The newest of the same list, asked anew each time: to see whether there are more than are shown. */
export const firstSales = (ws: string, filters: SaleFilters, timeZone: string) =>
  queryOptions({
    queryKey: [ws, "newest-sales", filters, timeZone],
    queryFn: ({ signal }) =>
      ask<PageOf<Sale>>("GET", home(ws), { query: { ...asQuery(filters, timeZone), limit: 25 }, signal }),
    staleTime: 0,
    gcTime: 0,
  });

export const saleQuery = (ws: string, sale: string) =>
  queryOptions({
    queryKey: [ws, "sale", sale],
    queryFn: ({ signal }) => ask<SaleDetail>("GET", `${home(ws)}/${sale}`, { signal }),
  });

export const whyQuery = (ws: string, sale: string) =>
  queryOptions({
    queryKey: [ws, "why", sale],
    queryFn: ({ signal }) => ask<Why>("GET", `${home(ws)}/${sale}/why`, { signal }),
    // A sale is split once; its why never changes.
    staleTime: Number.POSITIVE_INFINITY,
  });

/**
 * What a refund would do to every line: the server's own sums. The answer before stays until the next is
 * there.
 */
export const refundPreviewQuery = (
  ws: string,
  sale: string,
  body: Pick<NewRefund, "amount" | "feesReturned">,
) =>
  queryOptions({
    queryKey: [ws, "refund-preview", sale, body],
    queryFn: ({ signal }) =>
      ask<RefundPreview>("POST", `${home(ws)}/${sale}/refunds/preview`, { body, signal }),
    placeholderData: keepPreviousData,
    // Somebody else may refund it meanwhile.
    staleTime: 0,
  });

export const recordRefund = (ws: string, sale: string, body: NewRefund) =>
  ask<unknown>("POST", `${home(ws)}/${sale}/refunds`, { body });
