// What sources sent and could not be applied yet: parked, with the reason, until somebody mends it.
// It never changes what was sent.
//   useInfiniteQuery(deliveriesQuery(ws, "parked")) → [{ source: "stripe", reason: "unknown_product", … }]
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type * as wire from "../../../wire/delivery.ts";
import type { Delivery } from "../../../wire/delivery.ts";
import { ask, type PageOf } from "./ask.ts";

export type { Delivery };
export type DeliveryDetail = z.input<typeof wire.deliveryDetail>;

const home = (ws: string) => `/v1/workspaces/${ws}/deliveries`;

export const deliveriesQuery = (ws: string, state: Delivery["state"]) =>
  infiniteQueryOptions({
    queryKey: [ws, "deliveries", state],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      ask<PageOf<Delivery>>("GET", home(ws), { query: { state, limit: 50, cursor: pageParam }, signal }),
    getNextPageParam: (last) => last.nextCursor,
  });

export const deliveryQuery = (ws: string, id: string) =>
  queryOptions({
    queryKey: [ws, "delivery", id],
    queryFn: ({ signal }) => ask<DeliveryDetail>("GET", `${home(ws)}/${id}`, { signal }),
  });

export const replayDelivery = (ws: string, id: string) => ask<Delivery>("POST", `${home(ws)}/${id}/retry`);
