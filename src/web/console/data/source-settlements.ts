// What sources sent to the bank: the list, one with its lines and what it misses, a file looked at and
// recorded, a difference answered. It never books by itself.
//   useInfiniteQuery(settlementsQuery(ws, { open: "true" }))
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type {
  SettledLine,
  SettlementFileIn,
  SettlementFileOut,
  SettlementPreview,
  SourceSettlement,
  UnsettledSale,
} from "../../../wire/source-settlement.ts";
import { ask, type PageOf } from "./ask.ts";

export type { SettledLine, SettlementFileIn, SettlementPreview, SourceSettlement, UnsettledSale };

const home = (ws: string) => `/v1/workspaces/${ws}/source-settlements`;
const key = (ws: string) => [ws, "source-settlements"] as const;

export const readSettlements = (
  ws: string,
  filter: { source?: string; open?: string },
  cursor: string | null,
  signal: AbortSignal,
) => ask<PageOf<SourceSettlement>>("GET", home(ws), { query: { ...filter, limit: 50, cursor }, signal });

export const settlementsQuery = (ws: string, filter: { source?: string; open?: string } = {}) =>
  infiniteQueryOptions({
    queryKey: [...key(ws), "list", filter],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => readSettlements(ws, filter, pageParam, signal),
    getNextPageParam: (last) => last.nextCursor,
  });

export const settlementQuery = (ws: string, id: string) =>
  queryOptions({
    queryKey: [...key(ws), id],
    queryFn: ({ signal }) => ask<SourceSettlement>("GET", `${home(ws)}/${id}`, { signal }),
  });

export const readLines = (
  ws: string,
  id: string,
  state: string | undefined,
  cursor: string | null,
  signal: AbortSignal,
) =>
  ask<PageOf<SettledLine>>("GET", `${home(ws)}/${id}/lines`, { query: { state, limit: 50, cursor }, signal });

export const linesQuery = (ws: string, id: string, state?: string) =>
  infiniteQueryOptions({
    queryKey: [...key(ws), id, "lines", state ?? ""],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => readLines(ws, id, state, pageParam, signal),
    getNextPageParam: (last) => last.nextCursor,
  });

export const missingQuery = (ws: string, id: string) =>
  infiniteQueryOptions({
    queryKey: [...key(ws), id, "missing"],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      ask<PageOf<UnsettledSale>>("GET", `${home(ws)}/${id}/missing`, {
        query: { limit: 25, cursor: pageParam },
        signal,
      }),
    getNextPageParam: (last) => last.nextCursor,
  });

export const previewFile = (ws: string, body: SettlementFileIn) =>
  ask<SettlementPreview>("POST", `${home(ws)}/preview`, { body });

export const bringFile = (ws: string, body: SettlementFileIn) =>
  ask<SettlementFileOut>("POST", `${home(ws)}/file`, { body });

export const matchAgain = (ws: string, id: string) =>
  ask<{ agree: number; open: number }>("POST", `${home(ws)}/${id}/match`);

export const answerLine = (ws: string, id: string, n: number, how: "book" | "explain", answer: string) =>
  ask<SettledLine>("POST", `${home(ws)}/${id}/lines/${n}/answer`, { body: { how, answer } });

export const answerAlike = (
  ws: string,
  id: string,
  body: { how: "book" | "explain"; difference: string; answer: string },
) => ask<{ answered: number; open: number }>("POST", `${home(ws)}/${id}/answer`, { body });
