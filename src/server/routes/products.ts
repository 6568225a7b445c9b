// Products: listed by name, made with their first terms, changed; their terms over time; the names sources
// use.
import { z } from "zod";
import type { Uuid } from "../../base/id.ts";
import { Refusal } from "../../base/refusal.ts";
import { inWorkspace, type Tx } from "../../db/transaction.ts";
import { changeProduct } from "../../flows/change-product.ts";
import { createProduct } from "../../flows/create-product.ts";
import { mapProduct, unmapProduct } from "../../flows/map-product.ts";
import type { Product } from "../../products/product.ts";
import { listProductRefs, type ProductRef } from "../../products/product-refs.ts";
import { readProductTerms, termsAt } from "../../products/product-terms.ts";
import { listProducts, readProduct } from "../../products/read-products.ts";
import { readNames } from "../../reports/names.ts";
import { idIn, showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { externalId } from "../../wire/metadata.ts";
import { ref, sourceName } from "../../wire/named.ts";
import {
  newProduct,
  newProductRef,
  product,
  productChange,
  productRef,
  type Product as Shown,
  status,
} from "../../wire/product.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { showParty } from "./show-named.ts";
import { partiesOfTerms, showTerms } from "./show-terms.ts";

const TAG = "Products";

export function productRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/products",
    permission: "products:read",
    name: "listProducts",
    tag: TAG,
    summary: "List products by name",
    query: {
      status: status.optional(),
      search: z.string().min(1).max(200).optional(),
      externalId: externalId.optional(),
      ...pageQuery([z.string(), z.uuid()]),
    },
    answer: listOf(product),
    handle: async ({ app, caller, query }) => {
      const { cursor, limit, ...filter } = query;
      return inWorkspace(app.db, caller.ws, async (tx) => {
        const found = await listProducts(tx, caller.ws, { ...filter, after: cursor, limit: limit + 1 });
        const { rows, nextCursor } = page(found, limit, (one) => [one.name, one.id]);
        return { data: await show(tx, caller.ws, rows, app.ids.now()), nextCursor };
      });
    },
  });

  resourceRoute(server, {
    method: "POST",
    path: "/products",
    permission: "products:write",
    name: "createProduct",
    tag: TAG,
    summary: "Make a product with its first terms",
    body: newProduct,
    answer: product,
    handle: async ({ app, caller, body }) => {
      const made = await createProduct(app, caller.ws, body, caller.actor);
      return inWorkspace(app.db, caller.ws, (tx) => showOne(tx, caller.ws, made.id, app.ids.now()));
    },
  });

  resourceRoute(server, {
    method: "GET",
    path: "/products/:product",
    permission: "products:read",
    name: "readProduct",
    tag: TAG,
    summary: "One product",
    params: { product: idIn("product") },
    answer: product,
    handle: async ({ app, caller, params }) =>
      inWorkspace(app.db, caller.ws, (tx) => showOne(tx, caller.ws, params.product, app.ids.now())),
  });

  resourceRoute(server, {
    method: "PATCH",
    path: "/products/:product",
    permission: "products:write",
    name: "changeProduct",
    tag: TAG,
    summary: "Change a product",
    params: { product: idIn("product") },
    body: productChange,
    answer: product,
    handle: async ({ app, caller, params, body }) => {
      await changeProduct(app, caller.ws, params.product, body, caller.actor);
      return inWorkspace(app.db, caller.ws, (tx) => showOne(tx, caller.ws, params.product, app.ids.now()));
    },
  });
  refRoutes(server);
}

function refRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/products/:product/refs",
    permission: "products:read",
    name: "listProductRefs",
    tag: TAG,
    summary: "The names that sources know a product by",
    params: { product: idIn("product") },
    answer: listOf(productRef),
    handle: async ({ app, caller, params }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        if ((await readProduct(tx, caller.ws, params.product)) === null) throw noSuchProduct();
        const refs = await listProductRefs(tx, caller.ws, [params.product]);
        return { data: (refs.get(params.product) ?? []).map(showRef), nextCursor: null };
      }),
  });

  resourceRoute(server, {
    method: "POST",
    path: "/products/:product/refs",
    permission: "products:write",
    name: "mapProduct",
    tag: TAG,
    summary: "Tell which product a source means by a name of its own",
    params: { product: idIn("product") },
    body: newProductRef,
    answer: productRef,
    handle: async ({ app, caller, params, body }) => {
      await mapProduct(app, caller.ws, { ...body, product: params.product }, caller.actor);
      return { source: body.source, ref: body.ref, offer: showId("offer", body.offer ?? null) };
    },
  });

  resourceRoute(server, {
    method: "DELETE",
    path: "/products/:product/refs",
    permission: "products:write",
    name: "unmapProduct",
    tag: TAG,
    summary: "Take a source's name away from a product",
    params: { product: idIn("product") },
    query: { source: sourceName, ref },
    handle: async ({ app, caller, params, query }) => {
      await unmapProduct(app, caller.ws, { ...query, product: params.product }, caller.actor);
      return undefined;
    },
  });
}

export function noSuchProduct(): Refusal {
  return new Refusal(404, "not_found", "There is no such product in this workspace.");
}

async function showOne(tx: Tx, ws: number, id: Uuid, now: number): Promise<Shown> {
  const found = await readProduct(tx, ws, id);
  if (found === null) throw noSuchProduct();
  return (await show(tx, ws, [found], now))[0] as Shown;
}

async function show(tx: Tx, ws: number, products: readonly Product[], now: number): Promise<Shown[]> {
  const ids = products.map((one) => one.id);
  const refs = await listProductRefs(tx, ws, ids);
  const terms = await readProductTerms(tx, ws, ids);
  const current = new Map(ids.map((id) => [id, termsAt(terms.get(id) ?? [], now)]));
  const responsible = products.flatMap((one) => Object.values(one.responsibilities));
  const parties = [...responsible, ...partiesOfTerms([...current.values()])];
  const names = await readNames(tx, ws, { parties });
  return products.map((one) => ({
    ...one,
    id: showId("product", one.id),
    responsibilities: Object.fromEntries(
      Object.entries(one.responsibilities).map(([what, party]) => [what, showParty(names, party)]),
    ),
    terms: showTerms(names, termsAt(terms.get(one.id) ?? [], now)),
    refs: (refs.get(one.id) ?? []).map(showRef),
    createdAt: showInstant(one.createdAt),
  }));
}

function showRef(one: ProductRef): { source: string; ref: string; offer: string | null } {
  return { source: one.source, ref: one.ref, offer: showId("offer", one.offer) };
}
