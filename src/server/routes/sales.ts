// Sales: reported by callers under their own ids, listed with filters, read with everything that became of
// them. Never changes one. Example: GET /v1/sales?party=party_…&from=2026-03-01T00:00:00Z → a page, newest
// first.
import { z } from "zod";
import { maySeeEarnings } from "../../access/earnings.ts";
import type { Uuid } from "../../base/id.ts";
import { inWorkspace } from "../../db/transaction.ts";
import { countSalesOfLinks } from "../../flows/count-sales-of-links.ts";
import { partsOfSales } from "../../flows/parts-of-sales.ts";
import { recordNamedSale } from "../../flows/record-named-sale.ts";
import { readNames } from "../../reports/names.ts";
import { listSales } from "../../reports/sales.ts";
import { showId } from "../../wire/id.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { newSale, recordedSale, sale } from "../../wire/sale.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { externalIdOf, saleClaimOf } from "./sale-claim.ts";
import { saleFilter } from "./sale-filter.ts";
import { namedBy, showSale, withoutEarnings } from "./show-sale.ts";

const TAG = "Sales";

export function saleRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/sales",
    permission: "sales:read",
    name: "listSales",
    tag: TAG,
    summary: "List sales, newest first",
    query: { ...saleFilter, ...pageQuery([z.int(), z.uuid()]) },
    answer: listOf(sale),
    handle: async ({ app, caller, query }) => {
      const { cursor, limit, ...filter } = query;
      if (filter.link !== undefined) await countSalesOfLinks(app, caller.ws);
      return inWorkspace(app.db, caller.ws, async (tx) => {
        const found = await listSales(tx, caller.ws, { ...filter, after: cursor, limit: limit + 1 });
        const { rows, nextCursor } = page(found, limit, (one) => [one.at.getTime(), one.id]);
        const names = await readNames(tx, caller.ws, namedBy(rows));
        const shown = rows.map((one) => showSale(names, one));
        if (!maySeeEarnings(caller)) return { data: shown.map(withoutEarnings), nextCursor };
        if (filter.party === undefined) return { data: shown, nextCursor };
        const ids = rows.map((one) => one.id);
        const parts = await partsOfSales(tx, caller.ws, filter.party, ids);
        const data = shown.map((one, i) => ({ ...one, part: parts.get(ids[i] as Uuid) }));
        return { data, nextCursor };
      });
    },
  });

  resourceRoute(server, {
    method: "POST",
    path: "/sales",
    permission: "sales:write",
    name: "recordSale",
    tag: TAG,
    summary: "Record a sale: split and posted when this is answered",
    description:
      "The external id is the key, for ever: the same facts again answer 200 with the sale that was recorded, " +
      "other facts under the same id 409 `sale_differs`.",
    statuses: [201, 200],
    idempotency: "external-id",
    body: newSale,
    answer: recordedSale,
    handle: async ({ app, caller, body, idempotencyKey, reply }) => {
      const claim = saleClaimOf(body, externalIdOf(body, idempotencyKey), app.ids.now());
      const { id, seq, created } = await recordNamedSale(app, caller.ws, claim, caller.actor);
      if (!created) reply.code(200);
      return { id: showId("sale", id), seq, created, source: claim.source, externalId: claim.externalId };
    },
  });
}
