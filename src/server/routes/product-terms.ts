// A product's terms over time: every version, and a new one from an instant on. Never changes a version.
// Example: POST /v1/products/product_…/terms { "starts": "2026-08-01T00:00:00Z", … }.
import { z } from "zod";
import { inWorkspace } from "../../db/transaction.ts";
import { changeProductTerms } from "../../flows/change-product-terms.ts";
import { type ProductTerms, readProductTerms } from "../../products/product-terms.ts";
import { readNames } from "../../reports/names.ts";
import { idIn } from "../../wire/id.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { newProductTerms, productTerms } from "../../wire/product.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { noSuchProduct } from "./products.ts";
import { partiesOfTerms, showTerms } from "./show-terms.ts";

const TAG = "Products";

export function productTermsRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/products/:product/terms",
    permission: "products:read",
    name: "listProductTerms",
    tag: TAG,
    summary: "A product's terms over time, newest version first",
    params: { product: idIn("product") },
    query: pageQuery([z.int()]),
    answer: listOf(productTerms),
    handle: async ({ app, caller, params, query }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        const all = (await readProductTerms(tx, caller.ws, [params.product])).get(params.product);
        if (all === undefined) throw noSuchProduct();
        const before = query.cursor?.[0] ?? Number.POSITIVE_INFINITY;
        const older = all.filter((one) => one.version < before).reverse();
        const { rows, nextCursor } = page(older, query.limit, (one) => [one.version]);
        const names = await readNames(tx, caller.ws, { parties: partiesOfTerms(rows) });
        return { data: rows.map((one) => showTerms(names, one)), nextCursor };
      }),
  });

  resourceRoute(server, {
    method: "POST",
    path: "/products/:product/terms",
    permission: "products:write",
    name: "changeProductTerms",
    tag: TAG,
    summary: "Give a product new terms from an instant on",
    description:
      "The whole of the terms: what is left out is the default. Sales posted before keep theirs. What would give a " +
      "partner with an agreed contract less is refused (`contracts_promise`): propose it to those it touches. What gives affiliates " +
      "less begins three days later at the earliest (`notice_needed`), also where no start is said, and they are told.",
    params: { product: idIn("product") },
    body: newProductTerms,
    answer: productTerms,
    handle: async ({ app, caller, params, body }) => {
      const { starts, basedOn, ...terms } = body;
      const { ws, actor } = caller;
      const made = await changeProductTerms(app, ws, params.product, terms, starts, actor, basedOn);
      return inWorkspace(app.db, caller.ws, async (tx) => {
        const all = (await readProductTerms(tx, caller.ws, [params.product])).get(params.product) ?? [];
        const version = all.find((one) => one.version === made) as ProductTerms;
        const names = await readNames(tx, caller.ws, { parties: partiesOfTerms([version]) });
        return showTerms(names, version);
      });
    },
  });
}
