// What each affiliate of a product brings and earns, sorted by the server. Never computes one of these
// figures.
//   useInfiniteQuery(affiliateFiguresQuery(ws, piano, { sort: "refunds", days: "90" })) → most refunds first
import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import type { AffiliateFigures } from "../../../wire/affiliate-figures.ts";
import { ask, type PageOf } from "./ask.ts";

export type { AffiliateFigures };

export interface FigureFilters {
  sort?: string;
  direction?: string;
  /** Of so many days until today; all of them where left out. */
  days?: string;
}

const DAY = 86_400_000;
const path = (ws: string, product: string) => `/v1/workspaces/${ws}/products/${product}/affiliate-figures`;

function asked({ sort, direction, days }: FigureFilters): Record<string, string> {
  const first = days ? new Date(Date.now() - (Number(days) - 1) * DAY).toISOString().slice(0, 10) : "";
  return {
    ...(sort ? { sort } : {}),
    ...(direction ? { direction } : {}),
    ...(first ? { from: first } : {}),
  };
}

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

/** The whole list as a file, in the same order. */
export const affiliateFiguresFile = (ws: string, product: string, filters: FigureFilters) =>
  `${path(ws, product)}.csv?${new URLSearchParams(asked(filters))}`;
