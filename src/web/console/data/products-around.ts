// What stands around a product: its offers, contracts, affiliates, history, how it sells, how much of it may
// still be shared. Never computes one of these figures.
//   useQuery(soldQuery(ws, piano, { from: "2026-03-01", to: "2026-03-30", by: "day" })) → currencies, buckets
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type * as affiliationWire from "../../../wire/affiliation.ts";
import type { Affiliation } from "../../../wire/affiliation.ts";
import type * as contractWire from "../../../wire/contract.ts";
import type { Contract, ContractVersion } from "../../../wire/contract.ts";
import type * as offerWire from "../../../wire/offer.ts";
import type { Offer } from "../../../wire/offer.ts";
import type { Party } from "../../../wire/party.ts";
import type { ProductHistoryEntry } from "../../../wire/product-history.ts";
import type { ProductRoom, ProductSold, ProductTies, UsualSale } from "../../../wire/product-selling.ts";
import type { SplitPreview, SplitPreviewIn } from "../../../wire/split-preview.ts";
import { readWhole } from "../../data/read-whole.ts";
import { ask, type PageOf } from "./ask.ts";

export type {
  Affiliation,
  Contract,
  ContractVersion,
  Offer,
  Party,
  ProductHistoryEntry,
  ProductRoom,
  ProductSold,
  SplitPreview,
  SplitPreviewIn,
  UsualSale,
};
export type NewOffer = z.input<typeof offerWire.newOffer>;
export type OfferChange = z.input<typeof offerWire.offerChange>;
export type NewContract = z.input<typeof contractWire.newContract>;
export type NewAffiliation = z.input<typeof affiliationWire.newAffiliation>;
export type AffiliationChange = z.input<typeof affiliationWire.affiliationChange>;

const home = (ws: string) => `/v1/workspaces/${ws}`;

export const offersQuery = (ws: string, product: string) =>
  queryOptions({
    queryKey: [ws, "product", product, "offers"],
    queryFn: ({ signal }) =>
      ask<PageOf<Offer>>("GET", `${home(ws)}/products/${product}/offers`, { query: { limit: 100 }, signal }),
  });

export const createOffer = (ws: string, product: string, body: NewOffer) =>
  ask<Offer>("POST", `${home(ws)}/products/${product}/offers`, { body });

export const changeOffer = (ws: string, offer: string, body: OfferChange) =>
  ask<Offer>("PATCH", `${home(ws)}/offers/${offer}`, { body });

export const contractsQuery = (ws: string, product: string) =>
  queryOptions({
    queryKey: [ws, "product", product, "contracts"],
    queryFn: ({ signal }) =>
      ask<PageOf<Contract>>("GET", `${home(ws)}/contracts`, { query: { product, limit: 100 }, signal }),
  });

export const recordContract = (ws: string, body: NewContract) =>
  ask<Contract>("POST", `${home(ws)}/contracts`, { body });

export const affiliationsQuery = (ws: string, product: string, limit = 50) =>
  infiniteQueryOptions({
    queryKey: [ws, "product", product, "affiliations", limit],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      ask<PageOf<Affiliation>>("GET", `${home(ws)}/affiliations`, {
        query: { product, limit, cursor: pageParam },
        signal,
      }),
    getNextPageParam: (last) => last.nextCursor,
  });

/** Everybody approved for a product: to choose among. */
export const approvedQuery = (ws: string, product: string) =>
  queryOptions({
    queryKey: [ws, "product", product, "affiliations", "approved"],
    queryFn: ({ signal }) =>
      readWhole(
        (cursor, signal) =>
          ask<PageOf<Affiliation>>("GET", `${home(ws)}/affiliations`, {
            query: { product, state: "approved", limit: 100, cursor },
            signal,
          }),
        signal,
      ),
  });

export const createAffiliation = (ws: string, body: NewAffiliation) =>
  ask<Affiliation>("POST", `${home(ws)}/affiliations`, { body });

export const changeAffiliation = (ws: string, affiliation: string, body: AffiliationChange) =>
  ask<Affiliation>("PATCH", `${home(ws)}/affiliations/${affiliation}`, { body });

/** So many pages of a hundred: who has more of them than this finds the rest by the search of the parties. */
const MOST_PAGES = 10;

async function readParties(ws: string, signal: AbortSignal): Promise<{ data: Party[] }> {
  const data: Party[] = [];
  let cursor: string | null = null;
  for (let read = 0; read < MOST_PAGES; read++) {
    const query = { limit: 100, cursor };
    const page: PageOf<Party> = await ask("GET", `${home(ws)}/parties`, { query, signal });
    data.push(...page.data);
    cursor = page.nextCursor;
    if (cursor === null) break;
  }
  return { data };
}

/** Everybody one may agree something with. */
export const partiesQuery = (ws: string) =>
  queryOptions({
    queryKey: [ws, "parties", "all"],
    queryFn: ({ signal }) => readParties(ws, signal),
    staleTime: 60_000,
  });

export const roomQuery = (ws: string, product: string) =>
  queryOptions({
    queryKey: [ws, "product", product, "room"],
    queryFn: ({ signal }) => ask<ProductRoom>("GET", `${home(ws)}/products/${product}/room`, { signal }),
  });

export const tiesQuery = (ws: string, product: string) =>
  queryOptions({
    queryKey: [ws, "product", product, "ties"],
    queryFn: ({ signal }) => ask<ProductTies>("GET", `${home(ws)}/products/${product}/ties`, { signal }),
  });

export interface SoldDays {
  from?: string | undefined;
  to?: string | undefined;
  by: ProductSold["by"];
}

export const soldQuery = (ws: string, product: string, days: SoldDays) =>
  queryOptions({
    queryKey: [ws, "product", product, "sold", days],
    queryFn: ({ signal }) =>
      ask<ProductSold>("GET", `${home(ws)}/products/${product}/sold`, { query: { ...days }, signal }),
    placeholderData: keepPreviousData,
  });

export const usualSaleQuery = (ws: string, product: string, currency: string) =>
  queryOptions({
    queryKey: [ws, "product", product, "usual", currency],
    queryFn: ({ signal }) =>
      ask<UsualSale>("GET", `${home(ws)}/products/${product}/usual-sale`, { query: { currency }, signal }),
    staleTime: 60_000,
    enabled: currency !== "",
  });

export const productHistoryQuery = (ws: string, product: string, kind: string | undefined) =>
  infiniteQueryOptions({
    queryKey: [ws, "product", product, "history", kind],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      ask<PageOf<ProductHistoryEntry>>("GET", `${home(ws)}/products/${product}/history`, {
        query: { kind, limit: 25, cursor: pageParam },
        signal,
      }),
    getNextPageParam: (last) => last.nextCursor,
  });

/** The figures before stay on the screen until the next ones are there, so that nothing jumps. */
export const splitPreviewQuery = (ws: string, asked: SplitPreviewIn) =>
  queryOptions({
    queryKey: [ws, "product", asked.product, "preview", asked],
    queryFn: ({ signal }) => ask<SplitPreview>("POST", `${home(ws)}/split-preview`, { body: asked, signal }),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    gcTime: 60_000,
    retry: false,
  });
