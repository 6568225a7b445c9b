// Leads: told by the producer's own site after a click, found again by a sale that names them.
// Example: POST /v1/leads { "product": "product_…", "externalId": "webinar-812", "clickId": "click_…" } →
// 201; the same again → 200.
import { z } from "zod";
import { type Lead as Kept, listLeads } from "../../affiliates/lead.ts";
import { inWorkspace, type Tx } from "../../db/transaction.ts";
import { recordLead } from "../../flows/record-lead.ts";
import { readNames } from "../../reports/names.ts";
import { idIn, showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { type Lead, lead, newLead } from "../../wire/lead.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { externalId } from "../../wire/metadata.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { showProduct } from "./show-named.ts";

const TAG = "Leads";

export function leadRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/leads",
    permission: "affiliates:read",
    name: "listLeads",
    tag: TAG,
    summary: "List leads, newest first",
    query: {
      product: idIn("product").optional(),
      externalId: externalId.optional(),
      ...pageQuery([z.number(), z.uuid()]),
    },
    answer: listOf(lead),
    handle: async ({ app, caller: { ws }, query: { cursor, limit, ...filter } }) =>
      inWorkspace(app.db, ws, async (tx) => {
        const found = await listLeads(tx, ws, { ...filter, after: cursor, limit: limit + 1 });
        const { rows, nextCursor } = page(found, limit, (one) => [one.at, one.id]);
        return { data: await show(tx, ws, rows), nextCursor };
      }),
  });

  resourceRoute(server, {
    method: "POST",
    path: "/leads",
    permission: "sales:write",
    name: "recordLead",
    tag: TAG,
    summary: "Tell of somebody who left an address after a click",
    description: "The external id is the key on its product: told again it is the same lead, as it was.",
    statuses: [201, 200],
    idempotency: "external-id",
    body: newLead,
    answer: lead,
    handle: async ({ app, caller: { ws, actor }, body, reply }) => {
      const { lead: kept, created } = await recordLead(app, ws, body, actor);
      if (!created) reply.code(200);
      return inWorkspace(app.db, ws, async (tx) => (await show(tx, ws, [kept]))[0] as Lead);
    },
  });
}

async function show(tx: Tx, ws: number, leads: readonly Kept[]): Promise<Lead[]> {
  const names = await readNames(tx, ws, { products: leads.map((one) => one.product) });
  return leads.map(({ id, product, clicks, visitor, at, externalId }) => ({
    id: showId("lead", id),
    product: showProduct(names, product),
    externalId,
    clicks: clicks.map((click) => showId("click", click)),
    visitor: visitor === null ? null : showId("visitor", visitor),
    at: showInstant(at),
  }));
}
