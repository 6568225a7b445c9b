// Products by name, for filters, for lists and for one page; and the acts that change one. Each act names the
// version it saw, so that nobody's change is written over.
//   useQuery(productQuery(ws, "product_…")) → { name: "Piano in 30 days", version: 3, status: "active", … }
import {
  infiniteQueryOptions,
  keepPreviousData,
  type QueryClient,
  queryOptions,
} from "@tanstack/react-query";
import type { z } from "zod";
import type * as wire from "../../../wire/product.ts";
import type { Product, ProductTerms } from "../../../wire/product.ts";
import type { ListedProduct } from "../../../wire/product-selling.ts";
import { ask, type PageOf } from "./ask.ts";

export type { ListedProduct, Product, ProductTerms };
export type NewProduct = z.input<typeof wire.newProduct>;
export type ProductChange = z.input<typeof wire.productChange>;
export type NewProductTerms = z.input<typeof wire.newProductTerms>;
export type TermsIn = z.input<typeof wire.termsIn>;
export type ProductStatus = z.input<typeof wire.productStatus>;

export type ProductRef = Product["refs"][number];

export interface ProductFilters {
  q?: string | undefined;
  status?: string | undefined;
}

const home = (ws: string) => `/v1/workspaces/${ws}/products`;

export const productsQuery = (ws: string) =>
  queryOptions({
    queryKey: [ws, "products"],
    queryFn: ({ signal }) => ask<PageOf<Product>>("GET", home(ws), { query: { limit: 100 }, signal }),
    staleTime: 60_000,
  });

export const readListedProducts = (
  ws: string,
  filters: ProductFilters,
  cursor: string | null,
  signal: AbortSignal,
) =>
  ask<PageOf<ListedProduct>>("GET", home(ws), {
    query: { ...filters, expand: "selling", limit: 25, cursor },
    signal,
  });

export const listedProductsQuery = (ws: string, filters: ProductFilters) =>
  infiniteQueryOptions({
    queryKey: [ws, "products", "listed", filters],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => readListedProducts(ws, filters, pageParam, signal),
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });

export const productQuery = (ws: string, product: string) =>
  queryOptions({
    queryKey: [ws, "product", product],
    queryFn: ({ signal }) => ask<Product>("GET", `${home(ws)}/${product}`, { signal }),
  });

export const termsQuery = (ws: string, product: string) =>
  queryOptions({
    queryKey: [ws, "product", product, "terms"],
    queryFn: ({ signal }) =>
      ask<PageOf<ProductTerms>>("GET", `${home(ws)}/${product}/terms`, { query: { limit: 100 }, signal }),
  });

export const createProduct = (ws: string, body: NewProduct) => ask<Product>("POST", home(ws), { body });

export const changeProduct = (ws: string, product: string, body: ProductChange) =>
  ask<Product>("PATCH", `${home(ws)}/${product}`, { body });

export const changeTerms = (ws: string, product: string, body: NewProductTerms) =>
  ask<ProductTerms>("POST", `${home(ws)}/${product}/terms`, { body });

export const mapProduct = (ws: string, product: string, body: ProductRef) =>
  ask<ProductRef>("POST", `${home(ws)}/${product}/refs`, { body });

export const unmapProduct = (ws: string, product: string, { source, ref }: ProductRef) =>
  ask<void>("DELETE", `${home(ws)}/${product}/refs`, { query: { source, ref } });

/** After a change: the product, what stands around it and every list are read again. */
export async function productChanged(queries: QueryClient, ws: string, product: string): Promise<void> {
  await Promise.all([
    queries.invalidateQueries({ queryKey: [ws, "product", product] }),
    queries.invalidateQueries({ queryKey: [ws, "products"] }),
  ]);
}
