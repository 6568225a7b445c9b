// Refunds: started here for a sale, and listed as they were recorded. The external id is the key, for ever.
// Never moves the money itself. Example: POST /v1/sales/sale_…/refunds { "externalId": "r-1", "amount": 400
// }.
import { z } from "zod";
import { maySeeEarnings } from "../../access/earnings.ts";
import type { Uuid } from "../../base/id.ts";
import { assert, Refusal } from "../../base/refusal.ts";
import { inWorkspace } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import { previewRefund } from "../../flows/preview-refund.ts";
import { type AskedRefund, startRefund } from "../../flows/start-refund.ts";
import { readNames } from "../../reports/names.ts";
import { readListedSale } from "../../reports/sales.ts";
import { listRefunds } from "../../reports/take-backs.ts";
import { idIn, showId } from "../../wire/id.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { newRefund, type Refund, refund } from "../../wire/refund.ts";
import { refundPreview } from "../../wire/refund-preview.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { API_SOURCE, externalIdOf } from "./sale-claim.ts";
import { showParty } from "./show-named.ts";
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
  previewRoute(server);
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
      "itself was not moved by us; what a connected platform tells of it later counts only beyond it. Refused " +
      "while a dispute is open (`dispute_open`), or beyond what remains (`refund_exceeds_remaining`).",
    statuses: [201, 200],
    idempotency: "external-id",
    params: { sale: idIn("sale") },
    body: newRefund,
    answer: refund,
    handle: async ({ app, caller, params, body, idempotencyKey, reply }) => {
      const asked = askedOf(body, params.sale, externalIdOf(body, idempotencyKey), app.ids.now());
      const { id, created } = await startRefund(app, caller.ws, asked, caller.actor);
      if (!created) reply.code(200);
      return readOne(app, caller.ws, id);
    },
  });
}

function previewRoute(server: Server): void {
  resourceRoute(server, {
    method: "POST",
    path: "/sales/:sale/refunds/preview",
    permission: "refunds:write",
    name: "previewRefund",
    tag: TAG,
    summary: "What a refund would take from each party",
    description:
      "Takes the body of a refund and answers what it would do to every line, in the same sums, or refuses as the " +
      "refund would. Stores nothing.",
    statuses: [200],
    idempotency: "external-id",
    params: { sale: idIn("sale") },
    body: newRefund,
    answer: refundPreview,
    handle: async ({ app, caller, params, body, idempotencyKey }) => {
      const named = body.externalId ?? idempotencyKey ?? "preview";
      const asked = askedOf(body, params.sale, named, app.ids.now());
      const { lines, kept, ...preview } = await previewRefund(app, caller.ws, asked);
      const { amount } = asked;
      const shown = {
        ...preview,
        sale: showId("sale", params.sale),
        amount,
        feesReturned: body.feesReturned,
      };
      if (!maySeeEarnings(caller)) return { ...shown, lines: [], kept: [], earningsHidden: true };
      const parties = lines.map((line) => line.party);
      const names = await inWorkspace(app.db, caller.ws, (tx) => readNames(tx, caller.ws, { parties }));
      return {
        ...shown,
        lines: lines.map((line) => ({ ...line, party: showParty(names, line.party) })),
        kept: kept.map((one) => ({ ...one, party: showParty(names, one.party) })),
      };
    },
  });
}

function askedOf(body: z.output<typeof newRefund>, sale: Uuid, externalId: string, now: number): AskedRefund {
  return {
    source: API_SOURCE,
    externalId,
    sale,
    happenedAt: body.at ?? now,
    amount: body.amount,
    feesReturned: body.feesReturned,
    reason: body.reason ?? null,
    metadata: body.metadata ?? null,
  };
}

async function readOne(app: App, ws: number, id: Uuid): Promise<Refund> {
  const [found] = await inWorkspace(app.db, ws, (tx) => listRefunds(tx, ws, { id, limit: 1 }));
  assert(found, `refund ${id} was posted and is not there`);
  return showRefund(found);
}
