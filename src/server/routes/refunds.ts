// Refunds: started here for a sale, and listed as they were recorded. The external id is the key, for ever.
// Never moves the money itself. Example: POST /v1/sales/sale_…/refunds { "externalId": "r-1", "amount": 400
// }.
import { z } from "zod";
import type { Uuid } from "../../base/id.ts";
import { assert, Refusal } from "../../base/refusal.ts";
import { inWorkspace } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import { refundSale } from "../../flows/take-back.ts";
import { readListedSale } from "../../reports/sales.ts";
import { listRefunds } from "../../reports/take-backs.ts";
import { idIn } from "../../wire/id.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { newRefund, type Refund, refund } from "../../wire/refund.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { API_SOURCE, externalIdOf } from "./sale-claim.ts";
import { showRefund } from "./show-sale.ts";

const TAG = "Refunds";

export function refundRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/refunds",
    permission: "sales:read",
    name: "listRefunds",
    tag: TAG,
    summary: "List refunds as they were recorded, newest first",
    query: pageQuery([z.int()]),
    answer: listOf(refund),
    handle: async ({ app, caller, query }) => {
      const found = await inWorkspace(app.db, caller.ws, (tx) =>
        listRefunds(tx, caller.ws, { after: query.cursor?.[0], limit: query.limit + 1 }),
      );
      const { rows, nextCursor } = page(found, query.limit, (one) => [one.seq]);
      return { data: rows.map(showRefund), nextCursor };
    },
  });

  resourceRoute(server, {
    method: "GET",
    path: "/sales/:sale/refunds",
    permission: "sales:read",
    name: "listRefundsOfSale",
    tag: TAG,
    summary: "What was refunded of a sale, newest first",
    params: { sale: idIn("sale") },
    query: pageQuery([z.int()]),
    answer: listOf(refund),
    handle: async ({ app, caller, params, query }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        if ((await readListedSale(tx, caller.ws, params.sale)) === null) {
          throw new Refusal(404, "not_found", "There is no such sale in this workspace.");
        }
        const wanted = { sale: params.sale, after: query.cursor?.[0], limit: query.limit + 1 };
        const { rows, nextCursor } = page(await listRefunds(tx, caller.ws, wanted), query.limit, (one) => [
          one.seq,
        ]);
        return { data: rows.map(showRefund), nextCursor };
      }),
  });
  startRoute(server);
}

function startRoute(server: Server): void {
  resourceRoute(server, {
    method: "POST",
    path: "/sales/:sale/refunds",
    permission: "refunds:write",
    name: "refundSale",
    tag: TAG,
    summary: "Refund a sale, wholly or in part",
    description:
      "Takes from each party in proportion to what is un-reversed. `recordOnly` in the answer says that the money " +
      "itself was not moved by us. Refused while a dispute is open (`dispute_open`), or beyond what remains " +
      "(`refund_exceeds_remaining`).",
    statuses: [201, 200],
    idempotency: "external-id",
    params: { sale: idIn("sale") },
    body: newRefund,
    answer: refund,
    handle: async ({ app, caller, params, body, idempotencyKey, reply }) => {
      const facts = {
        source: API_SOURCE,
        externalId: externalIdOf(body, idempotencyKey),
        sale: params.sale,
        happenedAt: body.at ?? app.ids.now(),
        amount: body.amount,
        feesReturned: body.feesReturned,
        reason: body.reason ?? null,
        recordOnly: true,
        origin: "here" as const,
        metadata: body.metadata ?? null,
      };
      const { id, created } = await refundSale(app, caller.ws, facts, caller.actor);
      if (!created) reply.code(200);
      return readOne(app, caller.ws, id);
    },
  });
}

async function readOne(app: App, ws: number, id: Uuid): Promise<Refund> {
  const [found] = await inWorkspace(app.db, ws, (tx) => listRefunds(tx, ws, { id, limit: 1 }));
  assert(found, `refund ${id} was posted and is not there`);
  return showRefund(found);
}
