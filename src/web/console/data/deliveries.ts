// Messages of sources: what came, what became of each, another try, setting one aside and taking that back.
// It never changes what was sent.
//   useInfiniteQuery(deliveriesQuery(ws, { state: "parked" }, zone)) → [{ source: "stripe", reason:
//   "unknown_product", … }]
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type * as wire from "../../../wire/delivery.ts";
import type { Delivery } from "../../../wire/delivery.ts";
import { ask, type PageOf } from "./ask.ts";
import { dayStart } from "./sale-filters.ts";

export type { Delivery };
export type DeliveryDetail = z.input<typeof wire.deliveryDetail>;

export interface DeliveryFilters {
  source?: string | undefined;
  state?: string | undefined;
  type?: string | undefined;
  sale?: string | undefined;
  reason?: string | undefined;
  /** "true": only those whose remark nobody has looked at. */
  open?: string | undefined;
  /** Days, both counted whole. */
  from?: string | undefined;
  to?: string | undefined;
}

const home = (ws: string) => `/v1/workspaces/${ws}/deliveries`;

export const pageOfDeliveries = (
  ws: string,
  filters: DeliveryFilters,
  zone: string,
  page: { cursor: string | null; limit: number; signal: AbortSignal },
) => {
  const { from, to, ...rest } = filters;
  const { cursor, limit, signal } = page;
  const days = { from: dayStart(from, zone, 0), until: dayStart(to, zone, 1) };
  return ask<PageOf<Delivery>>("GET", home(ws), { query: { ...rest, ...days, limit, cursor }, signal });
};

export const deliveriesQuery = (ws: string, filters: DeliveryFilters, zone = "UTC", limit = 50) =>
  infiniteQueryOptions({
    queryKey: [ws, "deliveries", filters, zone, limit],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      pageOfDeliveries(ws, filters, zone, { cursor: pageParam, limit, signal }),
    getNextPageParam: (last) => last.nextCursor,
  });

/** Looked at again while its turn is still to come. */
export const deliveryQuery = (ws: string, id: string) =>
  queryOptions({
    queryKey: [ws, "delivery", id],
    queryFn: ({ signal }) => ask<DeliveryDetail>("GET", `${home(ws)}/${id}`, { signal }),
    refetchInterval: (query) => (query.state.data?.state === "stored" ? 1000 : false),
  });

export const replayDelivery = (ws: string, id: string) => ask<Delivery>("POST", `${home(ws)}/${id}/retry`);

export const dismissDelivery = (ws: string, id: string, why: string) =>
  ask<Delivery>("POST", `${home(ws)}/${id}/dismiss`, { body: { why } });

export const restoreDelivery = (ws: string, id: string) => ask<Delivery>("POST", `${home(ws)}/${id}/restore`);

export const nameProduct = (ws: string, id: string, product: string) =>
  ask<Delivery>("POST", `${home(ws)}/${id}/product`, { body: { product } });

export const reviewDelivery = (ws: string, id: string) => ask<Delivery>("POST", `${home(ws)}/${id}/review`);
