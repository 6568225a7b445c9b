// Adjustments and write-offs: the list, one proposed, approved by somebody else, declined. It never posts by
// itself: an approval does.
//   useInfiniteQuery(adjustmentsQuery(ws, { state: "proposed" }))
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type * as wire from "../../../wire/adjustment.ts";
import type { Adjustment } from "../../../wire/adjustment.ts";
import { ask, type PageOf } from "./ask.ts";

export type { Adjustment };
export type NewAdjustment = z.input<typeof wire.newAdjustment>;

const home = (ws: string) => `/v1/workspaces/${ws}/adjustments`;

export const adjustmentsQuery = (ws: string, filter: { party?: string; state?: string } = {}) =>
  infiniteQueryOptions({
    queryKey: [ws, "adjustments", filter],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      ask<PageOf<Adjustment>>("GET", home(ws), {
        query: { ...filter, limit: 50, cursor: pageParam },
        signal,
      }),
    getNextPageParam: (last) => last.nextCursor,
  });

export const adjustmentQuery = (ws: string, id: string) =>
  queryOptions({
    queryKey: [ws, "adjustments", id],
    queryFn: ({ signal }) => ask<Adjustment>("GET", `${home(ws)}/${id}`, { signal }),
  });

export const proposeAdjustment = (ws: string, body: NewAdjustment) =>
  ask<Adjustment>("POST", home(ws), { body, once: crypto.randomUUID() });

export const approveAdjustment = (ws: string, id: string) =>
  ask<Adjustment>("POST", `${home(ws)}/${id}/approve`);

export const declineAdjustment = (ws: string, id: string) =>
  ask<Adjustment>("POST", `${home(ws)}/${id}/decline`, { body: { answer: "" } });
