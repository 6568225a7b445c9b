// Parties, what they are owed (available, pending, reserved), and what moved it.
// It never adds currencies together: a balance is one row a party and currency.
//   useInfiniteQuery(balancesQuery(ws)) → [{ party: { name: "Bruno" }, currency: "USD", available: 58200, …
//   }]
import { infiniteQueryOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type * as accountWire from "../../../wire/account.ts";
import type { Balance } from "../../../wire/account.ts";
import type * as affiliationWire from "../../../wire/affiliation.ts";
import type { Contract } from "../../../wire/contract.ts";
import type * as partyWire from "../../../wire/party.ts";
import type { Party } from "../../../wire/party.ts";
import type { Reserve, ReservePreview } from "../../../wire/reserve.ts";
import { ask, type PageOf } from "./ask.ts";

export type { Balance, Party, Reserve, ReservePreview };
export type PartyEntry = z.input<typeof accountWire.partyEntry>;
export type Affiliation = z.input<typeof affiliationWire.affiliation>;
export type { Contract };
export type NewParty = z.input<typeof partyWire.newParty>;
export type PartyChange = z.input<typeof partyWire.partyChange>;

const home = (ws: string) => `/v1/workspaces/${ws}`;

export interface BalanceFilters {
  search?: string | undefined;
  kind?: string | undefined;
  currency?: string | undefined;
  /** A day or an instant: as it was recorded by then. */
  asOf?: string | undefined;
  negative?: "true" | undefined;
  /** Also who has nothing yet, or only where money stands now; not of the past. */
  include?: "all" | "standing" | undefined;
  /** By name when left out. */
  sort?: string | undefined;
  direction?: string | undefined;
}

export const readBalances = (
  ws: string,
  filters: BalanceFilters,
  cursor: string | null,
  signal: AbortSignal,
) =>
  ask<PageOf<Balance>>("GET", `${home(ws)}/balances`, {
    query: { ...filters, limit: 50, cursor },
    signal,
  });

export const balancesQuery = (ws: string, filters: BalanceFilters = {}) =>
  infiniteQueryOptions({
    queryKey: [ws, "balances", filters],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => readBalances(ws, filters, pageParam, signal),
    getNextPageParam: (last) => last.nextCursor,
  });

export const partyBalancesQuery = (ws: string, party: string, asOf?: string) =>
  queryOptions({
    queryKey: [ws, "balances", party, asOf ?? null],
    queryFn: ({ signal }) =>
      ask<PageOf<Balance>>("GET", `${home(ws)}/balances`, { query: { party, asOf, limit: 100 }, signal }),
  });

export const reserveQuery = (ws: string, party: string, asOf?: string) =>
  queryOptions({
    queryKey: [ws, "balances", party, "reserve", asOf ?? null],
    queryFn: ({ signal }) =>
      ask<Reserve>("GET", `${home(ws)}/parties/${party}/reserve`, { query: { asOf }, signal }),
  });

/** What another reserve would hold. */
export const reservePreviewQuery = (ws: string, party: string, wanted: { rate: string; days: number }) =>
  queryOptions({
    queryKey: [ws, "balances", party, "reserve-preview", wanted],
    queryFn: ({ signal }) =>
      ask<ReservePreview>("GET", `${home(ws)}/parties/${party}/reserve-preview`, { query: wanted, signal }),
  });

export const setReserve = (ws: string, party: string, body: { rate: string; days: number }) =>
  ask<Reserve>("PUT", `${home(ws)}/parties/${party}/reserve`, { body });

export const removeReserve = (ws: string, party: string) =>
  ask<void>("DELETE", `${home(ws)}/parties/${party}/reserve`);

/** For choosing one: by name. */
export const partyNamesQuery = (ws: string) =>
  queryOptions({
    queryKey: [ws, "party-names"],
    queryFn: ({ signal }) =>
      ask<PageOf<Party>>("GET", `${home(ws)}/parties`, { query: { limit: 100 }, signal }),
    staleTime: 60_000,
  });

export const partyQuery = (ws: string, party: string) =>
  queryOptions({
    queryKey: [ws, "party", party],
    queryFn: ({ signal }) => ask<Party>("GET", `${home(ws)}/parties/${party}`, { signal }),
  });

export const createParty = (ws: string, body: NewParty) =>
  ask<Party>("POST", `${home(ws)}/parties`, { body });

export const changeParty = (ws: string, party: string, body: PartyChange) =>
  ask<Party>("PATCH", `${home(ws)}/parties/${party}`, { body });

/** After one was made or put right: it stands by name in many lists. */
export const partiesChanged = (queries: QueryClient, ws: string, party: string) =>
  Promise.all(
    [["party", party], ["parties"], ["party-names"], ["balances"], ["statements"], ["sales"]].map((key) =>
      queries.invalidateQueries({ queryKey: [ws, ...key] }),
    ),
  );

export const partyEntriesQuery = (ws: string, party: string, currency: string | undefined) =>
  infiniteQueryOptions({
    queryKey: [ws, "party-entries", party, currency],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      ask<PageOf<PartyEntry>>("GET", `${home(ws)}/parties/${party}/entries`, {
        query: { currency, limit: 50, cursor: pageParam },
        signal,
      }),
    getNextPageParam: (last) => last.nextCursor,
  });

/** The address of the file; the browser asks for it as it is. */
export const partyEntriesFile = (ws: string, party: string, currency: string | undefined): string =>
  `${home(ws)}/parties/${party}/entries.csv${currency ? `?currency=${currency}` : ""}`;

export const partyContractsQuery = (ws: string, party: string) =>
  queryOptions({
    queryKey: [ws, "party-contracts", party],
    queryFn: ({ signal }) =>
      ask<PageOf<Contract>>("GET", `${home(ws)}/contracts`, { query: { party, limit: 100 }, signal }),
  });

export const partyAffiliationsQuery = (ws: string, party: string) =>
  queryOptions({
    queryKey: [ws, "party-affiliations", party],
    queryFn: ({ signal }) =>
      ask<PageOf<Affiliation>>("GET", `${home(ws)}/affiliations`, { query: { party, limit: 100 }, signal }),
  });
