// Sales from before: kept as history, listed, taken out again, and summed for a party. Never a sale that is
// recorded: that one is split, and stays.
// Example: GET /v1/parties/party_…/history → piano, USD: 412 sales, 41,200.00 paid, 3,708.00 given
import { z } from "zod";
import type { Uuid } from "../../base/id.ts";
import { inParty, inWorkspace, type Tx } from "../../db/transaction.ts";
import { keepHistoryWhole } from "../../flows/keep-history.ts";
import { removeHistory } from "../../flows/remove-history.ts";
import { readNames } from "../../reports/names.ts";
import { readPastOfParty } from "../../reports/past-sales.ts";
import { listPastSales, type PastSale } from "../../sales/past-sale.ts";
import { idIn, showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import {
  newPastSales,
  type PastOfParty,
  pastOfParty,
  pastSale,
  pastSaleFilter,
  pastSalesKept,
  removedPastSales,
} from "../../wire/past-sale.ts";
import { partnerRoute } from "../partner-route.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { showParty, showProduct } from "./show-named.ts";

const TAG = "History";
const MOST_BYTES = 4 * 1024 * 1024;

export function pastSaleRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/past-sales",
    permission: "ledger:read",
    name: "listPastSales",
    tag: TAG,
    summary: "Sales from before that are kept as history, newest first",
    query: { ...pastSaleFilter, ...pageQuery([z.int(), z.uuid()]) },
    answer: listOf(pastSale),
    handle: ({ app, caller, query }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        const { cursor, limit, ...filter } = query;
        const found = await listPastSales(tx, caller.ws, { ...filter, after: cursor, limit: limit + 1 });
        const { rows, nextCursor } = page(found, limit, (one) => [one.at, one.id]);
        return { data: await show(tx, caller.ws, rows), nextCursor };
      }),
  });

  keepRoutes(server);

  resourceRoute(server, {
    method: "GET",
    path: "/parties/:party/history",
    permission: "ledger:read",
    name: "readPastSalesOfParty",
    tag: TAG,
    summary: "What a party was given of sales from before, by product",
    params: { party: idIn("party") },
    answer: pastOfParty,
    handle: ({ app, caller, params }) =>
      inWorkspace(app.db, caller.ws, (tx) => showOf(tx, caller.ws, params.party)),
  });

  partnerRoute(server, {
    method: "GET",
    path: "/history",
    name: "readOwnPastSales",
    tag: "Partner portal",
    summary: "What the party was given of sales from before, by product",
    answer: pastOfParty,
    handle: ({ app, partner }) => inParty(app.db, partner, (tx) => showOf(tx, partner.ws, partner.party)),
  });
}

function keepRoutes(server: Server): void {
  resourceRoute(server, {
    method: "POST",
    path: "/past-sales",
    permission: "imports:write",
    name: "keepPastSales",
    tag: TAG,
    summary: "Keep sales from before as history: all of them or none",
    description:
      "They are shown in performance, marked as history, and never split: no balance, counter or payout knows " +
      "them. Told again with the same facts they are known; to correct one, take it out first.",
    bodyLimit: MOST_BYTES,
    body: newPastSales,
    answer: pastSalesKept,
    handle: async ({ app, caller, body }) => {
      const claims = body.sales.map(({ source = "api", taken = 0, byAffiliate = false, ...one }) => {
        return { ...one, source, product: [one.product], taken, byAffiliate, shares: one.shares ?? [] };
      });
      const kept = await keepHistoryWhole(app, caller.ws, claims, caller.actor);
      const fresh = kept.filter((one) => one === "new").length;
      return { new: fresh, known: kept.length - fresh };
    },
  });

  resourceRoute(server, {
    method: "DELETE",
    path: "/past-sales/:pastsale",
    permission: "imports:write",
    name: "removePastSale",
    tag: TAG,
    summary: "Take a sale out of the history",
    params: { pastsale: idIn("pastsale") },
    answer: removedPastSales,
    handle: async ({ app, caller, params }) => {
      return { removed: await removeHistory(app, caller.ws, { id: params.pastsale }, caller.actor) };
    },
  });

  resourceRoute(server, {
    method: "POST",
    path: "/imports/:import/remove-history",
    permission: "imports:write",
    name: "removeImportedHistory",
    tag: TAG,
    summary: "Take out of the history what an import kept",
    statuses: [200],
    params: { import: idIn("import") },
    answer: removedPastSales,
    handle: async ({ app, caller, params }) => {
      return { removed: await removeHistory(app, caller.ws, { import: params.import }, caller.actor) };
    },
  });
}

async function show(tx: Tx, ws: number, rows: readonly PastSale[]) {
  const names = await readNames(tx, ws, {
    products: rows.map((one) => one.product),
    parties: rows.flatMap((one) => one.shares.map(({ party }) => party)),
  });
  return rows.map(({ id, product, at, day: _, shares, ...one }) => ({
    ...one,
    id: showId("pastsale", id),
    product: showProduct(names, product),
    at: showInstant(at),
    shares: shares.map(({ party, amount }) => ({ party: showParty(names, party), amount })),
  }));
}

async function showOf(tx: Tx, ws: number, party: Uuid): Promise<PastOfParty> {
  const rows = await readPastOfParty(tx, ws, party);
  const names = await readNames(tx, ws, { products: rows.map((one) => one.product) });
  return { data: rows.map(({ product, ...one }) => ({ product: showProduct(names, product), ...one })) };
}
