// Parties, what they are owed (available, pending, reserved), and what moved it.
// It never adds currencies together: a balance is one row a party and currency.
//   useInfiniteQuery(balancesQuery(ws)) → [{ party: { name: "Bruno" }, currency: "USD", available: 58200, …
//   }]
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type * as accountWire from "../../../wire/account.ts";
import type { Account, Balance } from "../../../wire/account.ts";
import type { Party } from "../../../wire/party.ts";
import { ask, type PageOf } from "./ask.ts";

export type { Account, Balance, Party };
export type AccountEntry = z.input<typeof accountWire.accountEntry>;

const home = (ws: string) => `/v1/workspaces/${ws}`;

export const balancesQuery = (ws: string) =>
  infiniteQueryOptions({
    queryKey: [ws, "balances"],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      ask<PageOf<Balance>>("GET", `${home(ws)}/balances`, {
        query: { limit: 100, cursor: pageParam },
        signal,
      }),
    getNextPageParam: (last) => last.nextCursor,
  });

export const partyBalancesQuery = (ws: string, party: string) =>
  queryOptions({
    queryKey: [ws, "balances", party],
    queryFn: ({ signal }) =>
      ask<PageOf<Balance>>("GET", `${home(ws)}/balances`, { query: { party, limit: 100 }, signal }),
  });

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

export const accountsQuery = (ws: string, party: string) =>
  queryOptions({
    queryKey: [ws, "accounts", party],
    queryFn: ({ signal }) =>
      ask<PageOf<Account>>("GET", `${home(ws)}/accounts`, { query: { party, limit: 100 }, signal }),
  });

export const accountEntriesQuery = (ws: string, account: number) =>
  infiniteQueryOptions({
    queryKey: [ws, "account-entries", account],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      ask<PageOf<AccountEntry>>("GET", `${home(ws)}/accounts/${account}/entries`, {
        query: { limit: 50, cursor: pageParam },
        signal,
      }),
    getNextPageParam: (last) => last.nextCursor,
  });
