// Who promotes a product now, for choices: those approved or suspended, all of them.
// Never an applicant. Example: useQuery(promotingQuery("ws_…", "product_…")).data → [carla, dora].
import { queryOptions } from "@tanstack/react-query";
import type { Affiliation } from "../../../data/programs.ts";
import { readWhole } from "../../../data/read-whole.ts";
import { ask, type PageOf } from "../../data/ask.ts";

export const promotingQuery = (ws: string, product: string) =>
  queryOptions({
    queryKey: [ws, "product", product, "promoting"],
    queryFn: async ({ signal }) => {
      const of = (state: string) =>
        readWhole(
          (cursor, signal) =>
            ask<PageOf<Affiliation>>("GET", `/v1/workspaces/${ws}/affiliations`, {
              query: { product, state, limit: 100, cursor },
              signal,
            }),
          signal,
        );
      return [...(await of("approved")), ...(await of("suspended"))];
    },
  });
