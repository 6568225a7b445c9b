// Imports of files of sales: upload, mapping, trial, run, and the rows that failed.
// It never reads the file itself; the server says what is in it.
//   uploadFile(ws, file) → { id: "import_…", preview: { columns, rows, guess } }
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type * as wire from "../../../wire/import.ts";
import type { ImportRun } from "../../../wire/import.ts";
import { ask, type PageOf } from "./ask.ts";

export type { ImportRun };
export type ImportDetail = z.input<typeof wire.importDetail>;
export type ImportMapping = z.input<typeof wire.importMapping>;
export type ImportField = z.input<typeof wire.importField>;
export type ImportRow = z.input<typeof wire.importRow>;
export type ImportProblem = z.input<typeof wire.importProblem>;

const home = (ws: string) => `/v1/workspaces/${ws}/imports`;

export const importsQuery = (ws: string) =>
  infiniteQueryOptions({
    queryKey: [ws, "imports"],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      ask<PageOf<ImportRun>>("GET", home(ws), { query: { limit: 25, cursor: pageParam }, signal }),
    getNextPageParam: (last) => last.nextCursor,
    refetchInterval: (query) =>
      query.state.data?.pages.some((page) => page.data.some((one) => one.state === "running")) ? 1000 : false,
  });

export const importQuery = (ws: string, id: string) =>
  queryOptions({
    queryKey: [ws, "import", id],
    queryFn: ({ signal }) => ask<ImportDetail>("GET", `${home(ws)}/${id}`, { signal }),
    refetchInterval: (query) => (query.state.data?.state === "running" ? 500 : false),
  });

export const importProblemsQuery = (ws: string, id: string) =>
  queryOptions({
    queryKey: [ws, "import-problems", id],
    queryFn: ({ signal }) =>
      ask<PageOf<ImportProblem>>("GET", `${home(ws)}/${id}/problems`, { query: { limit: 20 }, signal }),
  });

export const problemsFile = (ws: string, id: string) => `${home(ws)}/${id}/problems.csv`;

export function uploadFile(ws: string, file: File): Promise<ImportDetail> {
  const body = new FormData();
  body.append("file", file);
  return ask<ImportDetail>("POST", home(ws), { body });
}

export const changeMapping = (ws: string, id: string, mapping: ImportMapping) =>
  ask<ImportDetail>("PATCH", `${home(ws)}/${id}`, { body: { mapping } });

export const startImport = (ws: string, id: string, dryRun: boolean) =>
  ask<ImportRun>("POST", `${home(ws)}/${id}/start`, { body: { dryRun } });

export const stopImport = (ws: string, id: string) => ask<ImportRun>("POST", `${home(ws)}/${id}/stop`);

/** What this import kept as history goes. */
export const removeHistory = (ws: string, id: string) =>
  ask<{ removed: number }>("POST", `${home(ws)}/${id}/remove-history`);

/** The first rows as this mapping reads them; asked again when it changes. */
export const rowsQuery = (ws: string, id: string, mapping: ImportMapping) =>
  queryOptions({
    queryKey: [ws, "import", id, "rows", mapping],
    queryFn: ({ signal }) =>
      ask<{ rows: ImportRow[] }>("POST", `${home(ws)}/${id}/preview`, { body: { mapping }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    retry: false,
  });
