// The party's own contracts, all at once: there are rarely more than a handful. Never another party's.
//   useQuery(contractsQuery("party_…")).data → [{ product: { name: "Piano in 30 days" }, state: "active", …
//   }]
import { queryOptions } from "@tanstack/react-query";
import { ask } from "../../data/ask.ts";
import type { ContractStory } from "../../data/contracts.ts";

export const contractsQuery = (party: string) =>
  queryOptions({
    queryKey: [party, "contracts"],
    queryFn: ({ signal }) =>
      ask<{ data: ContractStory[] }>("GET", `/v1/partner/${party}/contracts`, { signal }),
  });
