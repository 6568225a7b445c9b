// Who promotes a product now, for choices: those approved or suspended, as many as a list holds.
// Never an applicant. Example: useQuery(promotingQuery("ws_…", "product_…")).data → [carla, dora].
import { queryOptions } from "@tanstack/react-query";
import type { Affiliation } from "../../../data/programs.ts";
import { ask, type PageOf } from "../../data/ask.ts";

const MOST = 100;

export const promotingQuery = (ws: string, product: string) =>
  queryOptions({
    queryKey: [ws, "product", product, "promoting"],
    queryFn: async ({ signal }) => {
      const of = async (state: string) =>
        (
          await ask<PageOf<Affiliation>>("GET", `/v1/workspaces/${ws}/affiliations`, {
            query: { product, state, limit: MOST },
            signal,
          })
        ).data;
      return [...(await of("approved")), ...(await of("suspended"))];
    },
  });
