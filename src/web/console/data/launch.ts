// Whether a product is ready to be sold, and taking it off sale with what becomes of its contracts. It never
// decides either: the server does.
//   useQuery(launchQuery("ws_…", "product_…")).data → { state: "look", checks: [ … ] }
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { LaunchChecks } from "../../../wire/launch-check.ts";
import type { retirement } from "../../../wire/retirement.ts";
import type { Proposal } from "../../data/contracts.ts";
import { ask } from "./ask.ts";

export type { LaunchChecks };
export type Retirement = z.input<typeof retirement>;

const home = (ws: string, product: string) => `/v1/workspaces/${ws}/products/${product}`;

export const launchQuery = (ws: string, product: string) =>
  queryOptions({
    queryKey: [ws, "product", product, "launch-checks"],
    queryFn: ({ signal }) => ask<LaunchChecks>("GET", `${home(ws, product)}/launch-checks`, { signal }),
  });

export const reviewLinks = (ws: string, product: string) =>
  ask<void>("POST", `${home(ws, product)}/links-reviewed`);

export const retireProduct = (ws: string, product: string, body: Retirement) =>
  ask<{ data: Proposal[] }>("POST", `${home(ws, product)}/retire`, { body });
