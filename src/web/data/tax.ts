// Tax facts for whichever side looks: a party's number, of which only the end is shown; a year's totals for
// the producer's side. It never adds up by itself.
//   useQuery(taxIdQuery({ side: "party", id: "party_…" })).data?.taxId → { kind: "cpf", hint: "•••• 4725" }
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { NewTaxThreshold, TaxId, TaxThreshold, TaxYear } from "../../wire/tax.ts";
import { ask, type PageOf } from "./ask.ts";
import { homeOf, type Looker } from "./contracts.ts";

export type { TaxId, TaxThreshold, TaxYear };

const placeOf = (who: Looker, party: string) =>
  who.side === "producer" ? `${homeOf(who)}/parties/${party}/tax-id` : `${homeOf(who)}/tax-id`;

export const taxIdQuery = (who: Looker, party: string) =>
  queryOptions({
    queryKey: [who.id, "tax-id", party],
    queryFn: ({ signal }) => ask<{ taxId: TaxId | null }>("GET", placeOf(who, party), { signal }),
  });

export const setTaxId = (who: Looker, party: string, body: { country: string; number: string }) =>
  ask<TaxId>(who.side === "producer" ? "PUT" : "POST", placeOf(who, party), { body });

export const taxYearQuery = (ws: string, year: number) =>
  infiniteQueryOptions({
    queryKey: [ws, "tax-facts", year],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      ask<PageOf<TaxYear>>("GET", `/v1/workspaces/${ws}/tax-facts`, {
        query: { year, limit: 50, cursor: pageParam },
        signal,
      }),
    getNextPageParam: (last) => last.nextCursor,
  });

export const taxThresholdsQuery = (ws: string) =>
  queryOptions({
    queryKey: [ws, "tax-facts", "thresholds"],
    queryFn: ({ signal }) =>
      ask<{ data: TaxThreshold[] }>("GET", `/v1/workspaces/${ws}/tax-thresholds`, { signal }),
  });

export const setTaxThreshold = (ws: string, body: NewTaxThreshold) =>
  ask<unknown>("POST", `/v1/workspaces/${ws}/tax-thresholds`, { body });

export const removeTaxThreshold = (ws: string, body: Pick<TaxThreshold, "form" | "from">) =>
  ask<unknown>("POST", `/v1/workspaces/${ws}/tax-thresholds/remove`, { body });
