// One field for everything: products, parties and sales that fit what was typed, each only for those who may
// read it. Never an amount of a partner: of a sale it tells what the buyer paid.
// Example: GET /v1/search?q=claire%40example.com → { "products": [], "parties": [], "sales": [{ "fits":
// "email", … }] }
import { may } from "../../access/caller.ts";
import { inWorkspace } from "../../db/transaction.ts";
import { readNames } from "../../reports/names.ts";
import { findParties, findProducts, findSales } from "../../reports/search.ts";
import { showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { found, sought } from "../../wire/search.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { showProduct } from "./show-named.ts";

export function searchRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/search",
    permission: "workspace:read",
    name: "search",
    tag: "Search",
    summary: "Find products, parties and sales",
    description:
      "By name, id, external id, charge, the buyer's e-mail address or reference, or by amount: `49.90`, `49,90 EUR` " +
      "and `4990` all find a sale of 49.90. At most six of each; what the caller may not read is left out.",
    query: { q: sought },
    answer: found,
    handle: async ({ app, caller, query: { q } }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        const { ws } = caller;
        const products = may(caller, "products:read") ? await findProducts(tx, ws, q) : [];
        const parties = may(caller, "parties:read") ? await findParties(tx, ws, q) : [];
        const sales = may(caller, "sales:read") ? await findSales(tx, ws, q) : [];
        const names = await readNames(tx, ws, { products: sales.map((one) => one.product) });
        return {
          products: products.map((one) => ({ ...one, id: showId("product", one.id) })),
          parties: parties.map((one) => ({ ...one, id: showId("party", one.id) })),
          sales: sales.map((one) => ({
            ...one,
            id: showId("sale", one.id),
            product: showProduct(names, one.product),
            at: showInstant(one.at),
          })),
        };
      }),
  });
}
