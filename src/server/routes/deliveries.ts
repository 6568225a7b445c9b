// Deliveries: every message a source sent, what became of it, and another try for one that is parked. Never
// shows one workspace another's. Example: GET /v1/deliveries?state=parked → { "data": [{ "reason":
// "unknown_product", … }] }.
import { z } from "zod";
import { inWorkspace } from "../../db/transaction.ts";
import { noSuchDelivery, retryDelivery } from "../../flows/queue-deliveries.ts";
import { type KeptDelivery, listDeliveries, readDelivery } from "../../sources/delivery-log.ts";
import { delivery, deliveryDetail, deliveryState, type Delivery as Shown } from "../../wire/delivery.ts";
import { idIn, showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";

const TAG = "Sources";
const params = { delivery: idIn("delivery") };
const word = z.string().min(1).max(100).optional();

export function deliveryRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/deliveries",
    permission: "sources:read",
    name: "listDeliveries",
    tag: TAG,
    summary: "List deliveries, newest first",
    query: {
      source: word,
      state: deliveryState.optional(),
      reason: word,
      ...pageQuery([z.number(), z.uuid()]),
    },
    answer: listOf(delivery),
    handle: async ({ app, caller, query }) => {
      const { cursor, limit, ...filter } = query;
      const found = await inWorkspace(app.db, caller.ws, (tx) =>
        listDeliveries(tx, caller.ws, { ...filter, after: cursor, limit: limit + 1 }),
      );
      const { rows, nextCursor } = page(found, limit, (one) => [one.received_at.getTime(), one.id]);
      return { data: rows.map(show), nextCursor };
    },
  });

  resourceRoute(server, {
    method: "GET",
    path: "/deliveries/:delivery",
    permission: "sources:read",
    name: "readDelivery",
    tag: TAG,
    summary: "One delivery, with its body as it came",
    params,
    answer: deliveryDetail,
    handle: async ({ app, caller, params }) => {
      const found = await inWorkspace(app.db, caller.ws, (tx) =>
        readDelivery(tx, caller.ws, params.delivery),
      );
      if (found === null) throw noSuchDelivery();
      return { ...show(found), body: found.body };
    },
  });

  resourceRoute(server, {
    method: "POST",
    path: "/deliveries/:delivery/retry",
    permission: "sources:write",
    name: "retryDelivery",
    tag: TAG,
    summary: "Try a delivery again that is parked, refused or ignored; it is done soon after this answer",
    statuses: [202],
    params,
    answer: delivery,
    handle: async ({ app, caller, params }) => show(await retryDelivery(app, caller.ws, params.delivery)),
  });
}

function show(one: KeptDelivery): Shown {
  return {
    id: showId("delivery", one.id),
    source: one.source,
    key: one.key,
    receivedAt: showInstant(one.received_at),
    state: one.state as Shown["state"],
    reason: one.reason,
    message: one.message,
    sale: showId("sale", one.sale),
    attempts: one.attempts,
    appliedAt: showInstant(one.applied_at),
  };
}
