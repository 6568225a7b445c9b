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
import { type Names, readNames } from "../../reports/names.ts";
import { idIn, showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { externalId } from "../../wire/metadata.ts";
import { ref, sourceName } from "../../wire/named.ts";
import {
  type DUTIES,
  newProduct,
  newProductRef,
  product,
  productChange,
  productRef,
  productStatus,
  type Product as Shown,
} from "../../wire/product.ts";
import { listedProduct } from "../../wire/product-selling.ts";
import { readPostingSettings } from "../../workspaces/posting-settings.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { showParty } from "./show-named.ts";
import { withSelling } from "./show-selling.ts";
import { partiesOfTerms, showTerms } from "./show-terms.ts";

const TAG = "Products";
const sought = z.string().min(1).max(200);

export function productRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/products",
    permission: "products:read",
    name: "listProducts",
    tag: TAG,
    summary: "List products by name",
    description:
      "`q` looks into the name, the category, the external id and the names that sources know a product by; " +
      "`search` is its older name. With `expand=selling` each product says how it sells, at a glance.",
    query: {
      status: productStatus.optional(),
      q: sought.optional(),
      search: sought.optional(),
      category: sought.optional(),
      externalId: externalId.optional(),
      expand: z.literal("selling").optional(),
      ...pageQuery([z.string(), z.uuid()]),
    },
    answer: listOf(listedProduct),
    handle: async ({ app, caller, query }) => {
      const { cursor, limit, q, search = q, expand, ...filter } = query;
      const now = app.ids.now();
      return inWorkspace(app.db, caller.ws, async (tx) => {
        const asked = { ...filter, search, after: cursor, limit: limit + 1 };
        const found = await listProducts(tx, caller.ws, asked);
        const { rows, nextCursor } = page(found, limit, (one) => [one.name, one.id]);
        const data = await show(tx, caller.ws, rows, now);
        if (expand === undefined) return { data, nextCursor };
        return { data: await withSelling(tx, caller.ws, rows, data, now), nextCursor };
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

  oneRoutes(server);
  refRoutes(server);
}

function oneRoutes(server: Server): void {
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
  const { producer } = await readPostingSettings(tx, ws);
  const names = await readNames(tx, ws, { parties: [producer, ...parties] });
  return products.map((one) => ({
    ...one,
    id: showId("product", one.id),
    responsibilities: Object.fromEntries(
      Object.entries(one.responsibilities).map(([what, party]) => [what, showParty(names, party)]),
    ),
    answerable: answerableOf(one, producer, names),
    terms: showTerms(names, termsAt(terms.get(one.id) ?? [], now)),
    refs: (refs.get(one.id) ?? []).map(showRef),
    createdAt: showInstant(one.createdAt),
  }));
}

/** One party a duty: the one that is named, else the producer. */
function answerableOf(one: Product, producer: Uuid, names: Names): Shown["answerable"] {
  const of = (duty: (typeof DUTIES)[number]) => showParty(names, one.responsibilities[duty] ?? producer);
  return { delivery: of("delivery"), support: of("support"), marketing: of("marketing"), tax: of("tax") };
}

function showRef(one: ProductRef): { source: string; ref: string; offer: string | null } {
  return { source: one.source, ref: one.ref, offer: showId("offer", one.offer) };
}
