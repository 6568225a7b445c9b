// Deliveries: every message a source sent, what became of it, another try for one that is parked, and setting
// aside one that will never be posted. Never shows one workspace another's, nor a secret. Example: GET
// /v1/deliveries?state=parked → { "data": [{ "reason": "unknown_product", … }] }.
import { z } from "zod";
import { inWorkspace } from "../../db/transaction.ts";
import { dismissDelivery, restoreDelivery, reviewDelivery } from "../../flows/dismiss-delivery.ts";
import { nameProductOfDelivery } from "../../flows/name-product-of-delivery.ts";
import { noSuchDelivery, retryDelivery } from "../../flows/queue-deliveries.ts";
import {
  deliveriesOfPayment,
  type KeptDelivery,
  listDeliveries,
  readDelivery,
} from "../../sources/delivery-log.ts";
import { hideToken } from "../../sources/keep-headers.ts";
import { productsOfDelivery } from "../../sources/parked-products.ts";
import {
  delivery,
  deliveryDetail,
  deliveryState,
  dismissal,
  productNaming,
  type Delivery as Shown,
} from "../../wire/delivery.ts";
import { idIn, showId } from "../../wire/id.ts";
import { instantIn, showInstant } from "../../wire/instant.ts";
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
      type: word,
      sale: idIn("sale").optional(),
      open: z
        .literal("true")
        .transform(() => true)
        .optional()
        .meta({ description: "Only those whose remark nobody has looked at." }),
      from: instantIn.optional().meta({ description: "Received from then on." }),
      until: instantIn.optional().meta({ description: "Received before then." }),
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
    handle: async ({ app, caller: { ws }, params }) =>
      inWorkspace(app.db, ws, async (tx) => {
        const found = await readDelivery(tx, ws, params.delivery);
        if (found === null) throw noSuchDelivery();
        const payment = await deliveriesOfPayment(tx, ws, found.id);
        const related = payment.filter((one) => one.id !== found.id).slice(0, 100);
        return {
          ...show(found),
          body: hideToken(found.body),
          headers: found.headers as Record<string, string> | null,
          products: await productsOfDelivery(tx, ws, found.id),
          related: related.map(show),
        };
      }),
  });
  actRoutes(server);
}

function actRoutes(server: Server): void {
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

  resourceRoute(server, {
    method: "POST",
    path: "/deliveries/:delivery/dismiss",
    permission: "sources:write",
    name: "dismissDelivery",
    tag: TAG,
    summary: "Set a delivery aside that will never be posted, and say why; it stays as it came",
    statuses: [200],
    params,
    body: dismissal,
    answer: delivery,
    handle: async ({ app, caller, params, body }) =>
      show(await dismissDelivery(app, caller.ws, params.delivery, body.why, caller.actor)),
  });

  decideRoutes(server);
}

function decideRoutes(server: Server): void {
  resourceRoute(server, {
    method: "POST",
    path: "/deliveries/:delivery/product",
    permission: "sources:write",
    name: "nameProductOfDelivery",
    tag: TAG,
    summary: "Say of which product a charge is that names none itself; it is posted soon after this answer",
    statuses: [202],
    params,
    body: productNaming,
    answer: delivery,
    handle: async ({ app, caller, params, body }) =>
      show(await nameProductOfDelivery(app, caller.ws, params.delivery, body.product, caller.actor)),
  });

  resourceRoute(server, {
    method: "POST",
    path: "/deliveries/:delivery/review",
    permission: "sources:write",
    name: "reviewDelivery",
    tag: TAG,
    summary: "Mark the remark on an applied delivery as looked at",
    statuses: [200],
    params,
    answer: delivery,
    handle: async ({ app, caller, params }) =>
      show(await reviewDelivery(app, caller.ws, params.delivery, caller.actor)),
  });

  resourceRoute(server, {
    method: "POST",
    path: "/deliveries/:delivery/restore",
    permission: "sources:write",
    name: "restoreDelivery",
    tag: TAG,
    summary: "Take back that a delivery was set aside, and try it again",
    statuses: [202],
    params,
    answer: delivery,
    handle: async ({ app, caller, params }) =>
      show(await restoreDelivery(app, caller.ws, params.delivery, caller.actor)),
  });
}

function show(one: KeptDelivery): Shown {
  return {
    id: showId("delivery", one.id),
    source: one.source,
    key: one.key,
    type: one.type,
    receivedAt: showInstant(one.received_at),
    state: one.state as Shown["state"],
    reason: one.reason,
    message: one.message,
    sale: showId("sale", one.sale),
    attempts: one.attempts,
    appliedAt: showInstant(one.applied_at),
    reviewed: one.reviewed_at !== null,
    dismissed:
      one.dismissed_at === null
        ? null
        : { at: showInstant(one.dismissed_at), by: one.dismissed_by ?? "", why: one.dismissed_why ?? "" },
  };
}
