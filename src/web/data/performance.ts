// How a product does over time, for whichever side looks. Never adds currencies.
//   useQuery(performanceQuery({ side: "party", id: "party_…" }, "product_…", { from, to, by: "month" }))
import { queryOptions } from "@tanstack/react-query";
import type { Performance } from "../../wire/performance.ts";
import { ask } from "./ask.ts";
import { homeOf, type Looker } from "./contracts.ts";

export type { Performance };

export interface PerformanceDays {
  from: string;
  to: string;
  by: Performance["by"];
}

export const performanceQuery = (who: Looker, product: string, days: PerformanceDays) =>
  queryOptions({
    queryKey: [who.id, "performance", product, days],
    queryFn: ({ signal }) => {
      const path = `${homeOf(who)}/products/${product}/performance`;
      return ask<Performance>("GET", path, { query: { ...days }, signal });
    },
  });
