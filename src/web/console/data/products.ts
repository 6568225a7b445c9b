// Products by name, for filters and for mapping what a source names. One product's page comes with its own
// data. It never changes a product.
//   useQuery(productsQuery(ws)) → [{ id: "product_…", name: "Piano in 30 days", refs: [{ source: "stripe", …
//   }] }]
import { queryOptions } from "@tanstack/react-query";
import type { Product } from "../../../wire/product.ts";
import { ask, type PageOf } from "./ask.ts";

export type { Product };

const home = (ws: string) => `/v1/workspaces/${ws}/products`;

export const productsQuery = (ws: string) =>
  queryOptions({
    queryKey: [ws, "products"],
    queryFn: ({ signal }) => ask<PageOf<Product>>("GET", home(ws), { query: { limit: 100 }, signal }),
    staleTime: 60_000,
  });
