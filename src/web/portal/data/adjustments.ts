// What was put right by hand of a party's money. It never changes once it is posted.
//   useQuery(ownAdjustmentQuery("party_…", "adjustment_…")).data → { amount: 2500, reason: "Promised …" }
import { queryOptions } from "@tanstack/react-query";
import type { OwnAdjustment } from "../../../wire/adjustment.ts";
import { ask } from "../../data/ask.ts";

export const ownAdjustmentQuery = (party: string, id: string) =>
  queryOptions({
    queryKey: [party, "adjustment", id],
    queryFn: ({ signal }) => ask<OwnAdjustment>("GET", `/v1/partner/${party}/adjustments/${id}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
