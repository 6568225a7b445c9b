// What each affiliate of a product brings and earns, sorted by the server. Never computes one of these
// figures.
//   useInfiniteQuery(affiliateFiguresQuery(ws, piano, { sort: "refunds", from: "2026-01-01" })) → most
//   refunds first
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { AffiliateFigures } from "../../../wire/affiliate-figures.ts";
import { readWhole } from "../../data/read-whole.ts";
import { ask, type PageOf } from "./ask.ts";

export type { AffiliateFigures };

export interface FigureFilters {
  sort?: string;
  direction?: string;
  /** The first day; since the beginning where left out. */
  from?: string;
  q?: string;
  state?: string;
  /** "accepted" or "missing": of the terms of use in force. */
  terms?: string;
}

const path = (ws: string, product: string) => `/v1/workspaces/${ws}/products/${product}/affiliate-figures`;

const asked = ({ sort, direction, from, q, state, terms }: FigureFilters): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ sort, direction, from, q, state, terms }).flatMap(([name, value]) =>
      value ? [[name, value]] : [],
    ),
  );

export const affiliateFiguresQuery = (ws: string, product: string, filters: FigureFilters, limit = 50) =>
  infiniteQueryOptions({
    queryKey: [ws, "product", product, "affiliations", "figures", filters, limit],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      ask<PageOf<AffiliateFigures>>("GET", path(ws, product), {
        query: { ...asked(filters), limit, cursor: pageParam },
        signal,
      }),
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });

/** All of them at once: to choose among. */
export const allAffiliatesQuery = (ws: string, product: string, filters: FigureFilters) =>
  queryOptions({
    queryKey: [ws, "product", product, "affiliations", "all", filters],
    queryFn: ({ signal }) =>
      readWhole(
        (cursor, signal) =>
          ask<PageOf<AffiliateFigures>>("GET", path(ws, product), {
            query: { ...asked(filters), limit: 100, cursor },
            signal,
          }),
        signal,
      ),
  });

/** The whole list as a file, in the same order. */
export const affiliateFiguresFile = (ws: string, product: string, filters: FigureFilters) =>
  `${path(ws, product)}.csv?${new URLSearchParams(asked(filters))}`;
