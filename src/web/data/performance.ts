// How a product does over time, for whichever side looks. Never adds currencies.
//   useQuery(performanceQuery({ side: "party", id: "party_…" }, "product_…", { from, to, by: "month" }))
import { queryOptions } from "@tanstack/react-query";
import type { PastOfParty } from "../../wire/past-sale.ts";
import type { Performance } from "../../wire/performance.ts";
import { ask } from "./ask.ts";
import { homeOf, type Looker } from "./contracts.ts";

export type { PastOfParty, Performance };

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

/** What a party was given of sales from before. */
export const pastOfPartyQuery = (who: Looker, party: string) =>
  queryOptions({
    queryKey: [who.id, "past-of-party", party],
    queryFn: ({ signal }) => {
      const path = who.side === "party" ? "/history" : `/parties/${party}/history`;
      return ask<PastOfParty>("GET", `${homeOf(who)}${path}`, { signal });
    },
  });
