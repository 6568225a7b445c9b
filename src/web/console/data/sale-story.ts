// What stands around sales: what a filtered list comes to, a sale's entries and plan, its buyer forgotten; a
// sale recorded by hand with its split seen before, disputes opened and closed. It never retries a change.
//   useQuery(saleTotalsQuery(ws, filters, zone)) → [{ currency: "USD", sales: 12, paid: 120000, … }]

import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { offsetAt } from "../../../base/calendar.ts";
import type * as disputeWire from "../../../wire/dispute.ts";
import type { Entry } from "../../../wire/entry.ts";
import type * as saleWire from "../../../wire/sale.ts";
import type { SalePlan, SaleTotals } from "../../../wire/sale.ts";
import type { SaleLife } from "../../../wire/sale-life.ts";
import type { SplitPreview } from "../../../wire/split-preview.ts";
import { ask, type PageOf, queryText } from "./ask.ts";
import { asQuery, type SaleFilters } from "./sale-filters.ts";

export type { Entry, SaleLife, SalePlan, SaleTotals, SplitPreview };
export type NewSale = z.input<typeof saleWire.newSale>;
export type NewDispute = z.input<typeof disputeWire.newDispute>;
export type DisputeEnd = z.input<typeof disputeWire.disputeEnd>;

const home = (ws: string) => `/v1/workspaces/${ws}`;

export const saleTotalsQuery = (ws: string, filters: SaleFilters, timeZone: string) =>
  queryOptions({
    queryKey: [ws, "sale-totals", filters, timeZone],
    queryFn: ({ signal }) =>
      ask<SaleTotals>("GET", `${home(ws)}/sales/totals`, { query: asQuery(filters, timeZone), signal }),
  });

/** The address of the file; the browser asks for it as it is. */
export const salesFile = (ws: string, filters: SaleFilters, timeZone: string): string =>
  `${home(ws)}/sales.csv${queryText(asQuery(filters, timeZone))}`;

export const saleEntriesQuery = (ws: string, sale: string) =>
  queryOptions({
    queryKey: [ws, "sale-entries", sale],
    queryFn: ({ signal }) => ask<PageOf<Entry>>("GET", `${home(ws)}/sales/${sale}/entries`, { signal }),
  });

export const saleLifeQuery = (ws: string, sale: string) =>
  queryOptions({
    queryKey: [ws, "sale-life", sale],
    queryFn: ({ signal }) => ask<SaleLife>("GET", `${home(ws)}/sales/${sale}/life`, { signal }),
  });

export const salePlanQuery = (ws: string, sale: string) =>
  queryOptions({
    queryKey: [ws, "sale-plan", sale],
    queryFn: ({ signal }) => ask<SalePlan>("GET", `${home(ws)}/sales/${sale}/plan`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const eraseBuyer = (ws: string, sale: string) =>
  ask<void>("DELETE", `${home(ws)}/sales/${sale}/buyer`);

export const recordSale = (ws: string, body: NewSale) =>
  ask<{ id: string; created: boolean }>("POST", `${home(ws)}/sales`, { body });

/** "2026-03-01T09:00" where the business is → the instant; null where it is none. */
export function instantAt(local: string, timeZone: string): string | null {
  const wall = Date.parse(`${local}Z`);
  if (Number.isNaN(wall)) return null;
  const near = wall - offsetAt(timeZone, wall);
  return new Date(wall - offsetAt(timeZone, near)).toISOString();
}

export type PreviewWish = Pick<
  NewSale,
  "product" | "currency" | "paid" | "tax" | "shipping" | "affiliate" | "fees" | "at"
>;

export const splitPreviewQuery = (ws: string, wish: PreviewWish) =>
  queryOptions({
    queryKey: [ws, "split-preview", wish],
    queryFn: ({ signal }) => ask<SplitPreview>("POST", `${home(ws)}/split-preview`, { body: wish, signal }),
    placeholderData: keepPreviousData,
    retry: false,
  });

export const openDispute = (ws: string, sale: string, body: NewDispute) =>
  ask<unknown>("POST", `${home(ws)}/sales/${sale}/disputes`, { body });

export const closeDispute = (ws: string, dispute: string, body: DisputeEnd) =>
  ask<unknown>("POST", `${home(ws)}/disputes/${dispute}/close`, { body });
