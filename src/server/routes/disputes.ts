// Disputes: opened on a sale (everyone's share is reserved), closed as won (released) or lost (reversed).
// Never decides an outcome. Example: POST /v1/disputes/dispute_…/close { "outcome": "lost", "fee": 1500 }.
import { z } from "zod";
import type { Uuid } from "../../base/id.ts";
import { Refusal } from "../../base/refusal.ts";
import { inWorkspace } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import { closeDispute, openDispute } from "../../flows/take-back.ts";
import { type ListedDispute, listDisputes } from "../../reports/take-backs.ts";
import { dispute, disputeEnd, newDispute } from "../../wire/dispute.ts";
import { idIn } from "../../wire/id.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { API_SOURCE, externalIdOf } from "./sale-claim.ts";
import { showDispute } from "./show-sale.ts";

const TAG = "Disputes";

export function disputeRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/disputes",
    permission: "sales:read",
    name: "listDisputes",
    tag: TAG,
    summary: "List disputes as they were opened, newest first",
    query: {
      state: z.enum(["open", "won", "lost"]).optional(),
      sale: idIn("sale").optional(),
      ...pageQuery([z.int()]),
    },
    answer: listOf(dispute),
    handle: async ({ app, caller, query }) => {
      const { cursor, limit, ...filter } = query;
      const found = await inWorkspace(app.db, caller.ws, (tx) =>
        listDisputes(tx, caller.ws, { ...filter, after: cursor?.[0], limit: limit + 1 }),
      );
      const { rows, nextCursor } = page(found, limit, (one) => [one.openedSeq]);
      return { data: rows.map(showDispute), nextCursor };
    },
  });

  resourceRoute(server, {
    method: "GET",
    path: "/disputes/:dispute",
    permission: "sales:read",
    name: "readDispute",
    tag: TAG,
    summary: "One dispute",
    params: { dispute: idIn("dispute") },
    answer: dispute,
    handle: async ({ app, caller, params }) => showDispute(await readOne(app, caller.ws, params.dispute)),
  });
  movingRoutes(server);
}

function movingRoutes(server: Server): void {
  resourceRoute(server, {
    method: "POST",
    path: "/sales/:sale/disputes",
    permission: "disputes:write",
    name: "openDispute",
    tag: TAG,
    summary: "Open a dispute on a sale, or on a part of it",
    statuses: [201, 200],
    idempotency: "external-id",
    params: { sale: idIn("sale") },
    body: newDispute,
    answer: dispute,
    handle: async ({ app, caller, params, body, idempotencyKey, reply }) => {
      const facts = {
        source: API_SOURCE,
        externalId: externalIdOf(body, idempotencyKey),
        sale: params.sale,
        happenedAt: body.at ?? app.ids.now(),
        amount: body.amount,
        reason: body.reason ?? null,
        metadata: body.metadata ?? null,
      };
      const { id, created } = await openDispute(app, caller.ws, facts, caller.actor);
      if (!created) reply.code(200);
      return showDispute(await readOne(app, caller.ws, id));
    },
  });

  resourceRoute(server, {
    method: "POST",
    path: "/disputes/:dispute/close",
    permission: "disputes:write",
    name: "closeDispute",
    tag: TAG,
    summary: "Close a dispute as won or lost",
    description: "The same outcome again is answered with what was recorded; another one is refused.",
    statuses: [200],
    idempotency: "external-id",
    params: { dispute: idIn("dispute") },
    body: disputeEnd,
    answer: dispute,
    handle: async ({ app, caller, params, body }) => {
      const { source, externalId } = await readOne(app, caller.ws, params.dispute);
      const { outcome, fee, at } = body;
      const facts = { source, externalId, happenedAt: at ?? app.ids.now(), outcome, fee };
      await closeDispute(app, caller.ws, facts, caller.actor);
      return showDispute(await readOne(app, caller.ws, params.dispute));
    },
  });
}

async function readOne(app: App, ws: number, id: Uuid): Promise<ListedDispute> {
  const [found] = await inWorkspace(app.db, ws, (tx) => listDisputes(tx, ws, { id, limit: 1 }));
  if (found === undefined) throw new Refusal(404, "not_found", "There is no such dispute in this workspace.");
  return found;
}
