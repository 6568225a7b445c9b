// What is shared with a co-producer beyond its own, for whichever side looks; and, for the co-producer, a
// look at one buyer, which the server records. A buyer is never kept: each look asks again.
//   useQuery(grantsQuery({ side: "producer", id: "ws_…" }, { party, product }))
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type * as wire from "../../wire/data-grant.ts";
import type { DataGrant, SeenBuyer, SeenLines } from "../../wire/data-grant.ts";
import { ask } from "./ask.ts";
import { homeOf, type Looker } from "./contracts.ts";

export type { DataGrant, SeenBuyer, SeenLines };
export type NewDataGrant = z.input<typeof wire.newDataGrant>;

export const grantsQuery = (who: Looker, of: { party?: string; product: string }) =>
  queryOptions({
    queryKey: [who.id, "data-grants", of],
    queryFn: ({ signal }) => {
      const query = who.side === "producer" ? of : { product: of.product };
      return ask<{ data: DataGrant[] }>("GET", `${homeOf(who)}/data-grants`, { query, signal });
    },
  });

export const shareData = (ws: string, body: NewDataGrant) =>
  ask<DataGrant>("POST", `/v1/workspaces/${ws}/data-grants`, { body });

export const withdrawData = (ws: string, id: string) =>
  ask<DataGrant>("POST", `/v1/workspaces/${ws}/data-grants/${id}/withdraw`);

export const lookAtBuyer = (party: string, sale: string) =>
  ask<SeenBuyer>("POST", `/v1/partner/${party}/sales/${sale}/buyer-looks`);

export const allLinesQuery = (party: string, sale: string) =>
  queryOptions({
    queryKey: [party, "all-lines", sale],
    queryFn: ({ signal }) => ask<SeenLines>("GET", `/v1/partner/${party}/sales/${sale}/lines`, { signal }),
  });
