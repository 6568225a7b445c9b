// Journeys of sales, coupons and held commissions, for whichever side looks. It never judges; the server
// does.
//   useQuery(journeyQuery({ side: "party", id: "party_…" }, "sale_…")) → touches, oldest first
import {
  infiniteQueryOptions,
  keepPreviousData,
  type QueryClient,
  queryOptions,
} from "@tanstack/react-query";
import type { z } from "zod";
import type * as couponWire from "../../wire/coupon.ts";
import type { Coupon, OwnCoupon } from "../../wire/coupon.ts";
import type * as findingWire from "../../wire/finding.ts";
import type { Counted, Finding, FraudSettings, HeldTotals, OwnFinding } from "../../wire/finding.ts";
import type { Journey, Touch, TouchedSale } from "../../wire/journey.ts";
import { ask, type PageOf } from "./ask.ts";
import { homeOf, type Looker } from "./contracts.ts";

export type { Counted, Coupon, Finding, FraudSettings, Journey, OwnFinding, Touch, TouchedSale };
/** An affiliate is told nothing of whose it is: it is its own. */
export type AnyCoupon = OwnCoupon & Partial<Pick<Coupon, "party">>;
export type NewCoupon = z.input<typeof couponWire.newCoupon>;
export type CouponChange = z.input<typeof couponWire.couponChange>;
export type FraudSettingsChange = z.input<typeof findingWire.fraudSettingsChange>;
export type NewFinding = z.input<typeof findingWire.newFinding>;
export type FindingDecision = z.input<typeof findingWire.findingDecision>;

export const journeyQuery = (who: Looker, sale: string) =>
  queryOptions({
    queryKey: [who.id, "sales", sale, "journey"],
    queryFn: ({ signal }) => ask<Journey>("GET", `${homeOf(who)}/sales/${sale}/journey`, { signal }),
    // Judged once, for ever.
    staleTime: 5 * 60_000,
  });

export interface TouchedFilters {
  q?: string | undefined;
  credited?: string | undefined;
  link?: string | undefined;
  /** Instants: from this one on, and before that one. */
  from?: string | undefined;
  to?: string | undefined;
}

export const touchedQuery = (party: string, filters: TouchedFilters) =>
  infiniteQueryOptions({
    queryKey: [party, "touched", filters],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      ask<PageOf<TouchedSale>>("GET", `/v1/partner/${party}/touched-sales`, {
        query: { ...filters, limit: 50, cursor: pageParam },
        signal,
      }),
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });

/** The whole list as a file. */
export const touchedFile = (party: string, filters: TouchedFilters) => {
  const set = Object.entries(filters).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return `/v1/partner/${party}/touched-sales.csv?${new URLSearchParams(set)}`;
};

export interface CouponFilters {
  q?: string | undefined;
  product?: string | undefined;
  state?: string | undefined;
}

export const couponsQuery = (who: Looker, filters: CouponFilters) =>
  infiniteQueryOptions({
    queryKey: [who.id, "coupons", filters],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      ask<PageOf<AnyCoupon>>("GET", `${homeOf(who)}/coupons`, {
        query: { ...filters, limit: 50, cursor: pageParam },
        signal,
      }),
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });

/** Every coupon, as a file that the browser fetches by itself. */
export const couponsFile = (ws: string) => `/v1/workspaces/${ws}/coupons.csv`;

export const makeCoupon = (ws: string, body: NewCoupon) =>
  ask<Coupon>("POST", `/v1/workspaces/${ws}/coupons`, { body });

export const changeCoupon = (ws: string, id: string, body: CouponChange) =>
  ask<Coupon>("PATCH", `/v1/workspaces/${ws}/coupons/${id}`, { body });

export const couponsChanged = (queries: QueryClient, ws: string): Promise<void> =>
  queries.invalidateQueries({ queryKey: [ws, "coupons"] });

export interface FindingFilters {
  state?: string | undefined;
  rule?: string | undefined;
  party?: string | undefined;
  sale?: string | undefined;
}

export const readFindings = (
  ws: string,
  filters: FindingFilters,
  cursor: string | null,
  signal: AbortSignal,
) =>
  ask<PageOf<Finding>>("GET", `/v1/workspaces/${ws}/findings`, {
    query: { ...filters, limit: 50, cursor },
    signal,
  });

export const findingsQuery = (ws: string, filters: FindingFilters) =>
  infiniteQueryOptions({
    queryKey: [ws, "findings", "list", filters],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => readFindings(ws, filters, pageParam, signal),
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });

export const findingQuery = (ws: string, id: string) =>
  queryOptions({
    queryKey: [ws, "findings", id],
    queryFn: ({ signal }) => ask<Finding>("GET", `/v1/workspaces/${ws}/findings/${id}`, { signal }),
  });

export const countedQuery = (ws: string, id: string) =>
  queryOptions({
    queryKey: [ws, "findings", id, "counted"],
    queryFn: ({ signal }) =>
      ask<PageOf<Counted>>("GET", `/v1/workspaces/${ws}/findings/${id}/counted`, { signal }),
  });

export const heldQuery = (ws: string) =>
  queryOptions({
    queryKey: [ws, "findings", "held"],
    queryFn: ({ signal }) => ask<HeldTotals>("GET", `/v1/workspaces/${ws}/finding-totals`, { signal }),
  });

export const holdCommission = (ws: string, body: NewFinding) =>
  ask<Finding>("POST", `/v1/workspaces/${ws}/findings`, { body });

export const decideFinding = (ws: string, id: string, body: FindingDecision) =>
  ask<Finding>("POST", `/v1/workspaces/${ws}/findings/${id}/decision`, { body });

export const fraudSettingsQuery = (ws: string) =>
  queryOptions({
    queryKey: [ws, "findings", "settings"],
    queryFn: ({ signal }) => ask<FraudSettings>("GET", `/v1/workspaces/${ws}/fraud-settings`, { signal }),
  });

export const changeFraudSettings = (ws: string, body: FraudSettingsChange) =>
  ask<FraudSettings>("PATCH", `/v1/workspaces/${ws}/fraud-settings`, { body });

export const ownFindingsQuery = (party: string, sale: string) =>
  queryOptions({
    queryKey: [party, "findings", sale],
    queryFn: ({ signal }) =>
      ask<PageOf<OwnFinding>>("GET", `/v1/partner/${party}/findings`, { query: { sale, limit: 20 }, signal }),
  });

/** After a decision: money moved, so everything of the workspace is read again. */
export const findingsChanged = (queries: QueryClient, ws: string): Promise<void> =>
  queries.invalidateQueries({ queryKey: [ws] });
