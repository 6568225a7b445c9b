// Finds products, parties and sales by what was typed; the server decides what a role may see.
// It never searches for less than two letters.
//   useQuery(searchQuery("ws_1", "49.90")) → { products: [], parties: [], sales: [{ fits: "amount", … }] }
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Found } from "../../../wire/search.ts";
import { ask } from "./ask.ts";

export type { Found };

export const searchQuery = (ws: string, sought: string) =>
  queryOptions({
    queryKey: [ws, "search", sought],
    queryFn: ({ signal }) =>
      ask<Found>("GET", `/v1/workspaces/${ws}/search`, { query: { q: sought }, signal }),
    enabled: sought.length >= 2,
    placeholderData: keepPreviousData,
    meta: { live: false },
  });
