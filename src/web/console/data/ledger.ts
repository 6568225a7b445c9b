// The ledger as it stands: accounts, entries with their postings, the trial balance, the head of the chain,
// and verifications of it. It never adds up by itself, and starts nothing but a verification.
//   useQuery(trialBalanceQuery(ws)) → { totals: [{ currency: "USD", balance: 0 }], kinds: […] }
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type * as accountWire from "../../../wire/account.ts";
import type { Account } from "../../../wire/account.ts";
import type * as entryWire from "../../../wire/entry.ts";
import type { Entry } from "../../../wire/entry.ts";
import type { Verification, VerificationDetail } from "../../../wire/verification.ts";
import { ask, type PageOf, queryText } from "./ask.ts";

export type { Account, Entry, Verification, VerificationDetail };
export type EntryKind = z.input<typeof entryWire.entryKind>;
export type AccountEntry = z.input<typeof accountWire.accountEntry>;
export type TrialBalance = z.input<typeof accountWire.trialBalance>;
export type LedgerHead = z.input<typeof accountWire.ledgerHead>;
export type AccountKind = Account["kind"];

const home = (ws: string) => `/v1/workspaces/${ws}`;

export const trialBalanceQuery = (ws: string, asOf?: string) =>
  queryOptions({
    queryKey: [ws, "trial-balance", asOf ?? null],
    queryFn: ({ signal }) =>
      ask<TrialBalance>("GET", `${home(ws)}/trial-balance`, { query: { asOf }, signal }),
  });

/** The address of the file; the browser asks for it as it is. */
export const trialBalanceFile = (ws: string, asOf: string | undefined): string =>
  `${home(ws)}/trial-balance.csv${queryText({ asOf })}`;

/** Journals for a program with a chart of accounts of its own. */
export interface BookQuery {
  program: "quickbooks" | "xero";
  from: string;
  to: string;
  /** "": all of them. */
  currency: string;
}

export const bookPartsQuery = (ws: string, query: BookQuery) =>
  queryOptions({
    queryKey: [ws, "book-parts", query],
    queryFn: ({ signal }) =>
      ask<{ parts: number; lines: number }>("GET", `${home(ws)}/books/parts`, {
        query: { ...query },
        signal,
      }),
  });

export const ledgerHeadQuery = (ws: string) =>
  queryOptions({
    queryKey: [ws, "ledger-head"],
    queryFn: ({ signal }) => ask<LedgerHead>("GET", `${home(ws)}/ledger-head`, { signal }),
  });

interface AccountFilters {
  kind?: string;
  currency?: string;
  asOf?: string | undefined;
}

export const readAccounts = (
  ws: string,
  filter: AccountFilters,
  cursor: string | null,
  signal: AbortSignal,
) => ask<PageOf<Account>>("GET", `${home(ws)}/accounts`, { query: { ...filter, limit: 50, cursor }, signal });

export const accountsOfKindQuery = (ws: string, filter: AccountFilters) =>
  infiniteQueryOptions({
    queryKey: [ws, "accounts-of", filter],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => readAccounts(ws, filter, pageParam, signal),
    getNextPageParam: (last) => last.nextCursor,
  });

export const accountQuery = (ws: string, number: string, asOf?: string) =>
  queryOptions({
    queryKey: [ws, "account", number, asOf ?? null],
    queryFn: ({ signal }) =>
      ask<Account>("GET", `${home(ws)}/accounts/${number}`, { query: { asOf }, signal }),
  });

/** Instants of days are the server's: `to` is exclusive. */
export interface EntryFilters {
  kind?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  party?: string | undefined;
  currency?: string | undefined;
  search?: string | undefined;
}

export const readEntries = (ws: string, filters: EntryFilters, cursor: string | null, signal: AbortSignal) =>
  ask<PageOf<Entry>>("GET", `${home(ws)}/entries`, { query: { ...filters, limit: 50, cursor }, signal });

export const entriesQuery = (ws: string, filters: EntryFilters) =>
  infiniteQueryOptions({
    queryKey: [ws, "entries", filters],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => readEntries(ws, filters, pageParam, signal),
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });

/** What moved one account; the same filters, of which party and currency are its own. */
export interface AccountEntryFilters extends Pick<EntryFilters, "kind" | "from" | "to" | "search"> {
  /** A day: as it was recorded by its end. */
  asOf?: string | undefined;
}

export const readAccountEntries = (
  ws: string,
  account: number,
  filters: AccountEntryFilters,
  cursor: string | null,
  signal: AbortSignal,
) =>
  ask<PageOf<AccountEntry>>("GET", `${home(ws)}/accounts/${account}/entries`, {
    query: { ...filters, limit: 50, cursor },
    signal,
  });

export const accountEntriesQuery = (ws: string, account: number, filters: AccountEntryFilters) =>
  infiniteQueryOptions({
    queryKey: [ws, "account-entries", account, filters],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => readAccountEntries(ws, account, filters, pageParam, signal),
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });

export const entryQuery = (ws: string, seq: string) =>
  queryOptions({
    queryKey: [ws, "entry", seq],
    queryFn: ({ signal }) => ask<Entry>("GET", `${home(ws)}/entries/${seq}`, { signal }),
    // An entry never changes.
    staleTime: Number.POSITIVE_INFINITY,
  });

export const verificationsQuery = (ws: string) =>
  infiniteQueryOptions({
    queryKey: [ws, "verifications"],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      ask<PageOf<Verification>>("GET", `${home(ws)}/verifications`, {
        query: { limit: 10, cursor: pageParam },
        signal,
      }),
    getNextPageParam: (last) => last.nextCursor,
    refetchInterval: (query) =>
      query.state.data?.pages[0]?.data.some((one) => one.state === "running") ? 700 : false,
  });

export const verificationQuery = (ws: string, id: string) =>
  queryOptions({
    queryKey: [ws, "verification", id],
    queryFn: ({ signal }) => ask<VerificationDetail>("GET", `${home(ws)}/verifications/${id}`, { signal }),
    refetchInterval: (query) => (query.state.data?.state === "running" ? 700 : false),
  });

export const startVerification = (ws: string) =>
  ask<VerificationDetail>("POST", `${home(ws)}/verifications`, { once: crypto.randomUUID() });
