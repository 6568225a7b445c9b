// Bringing a running programme along: a file's rows, slice by slice, tried or for good. It never reads the
// file: the server does, and says what it took the columns for.
//   bring(ws, { kind: "links", csv, dryRun: true }, (done, total) => …) → 496 new, 3 known, 1 failed
import type { QueryClient } from "@tanstack/react-query";
import type { ProgrammeImport, ProgrammeImported } from "../../../wire/programme-import.ts";
import { ask, ProblemAnswer } from "../../data/ask.ts";

export type { ProgrammeImport };
export type ImportKind = ProgrammeImport["kind"];
export type FailedRow = ProgrammeImported["rows"][number];

export interface Brought {
  columns: ProgrammeImported["columns"];
  headers: string[];
  total: number;
  done: number;
  made: number;
  known: number;
  failed: FailedRow[];
}

/** Each slice is told as it is done. A failure in between leaves what was brought: the same file goes on. */
export async function bring(
  ws: string,
  file: ProgrammeImport,
  onSlice: (sofar: Brought) => void,
): Promise<Brought> {
  const sofar: Brought = { columns: {}, headers: [], total: 0, done: 0, made: 0, known: 0, failed: [] };
  for (let skip: number | null = 0; skip !== null; ) {
    const path = `/v1/workspaces/${ws}/programme-imports`;
    const body = { ...file, skip };
    const slice: ProgrammeImported = await ask<ProgrammeImported>("POST", path, { body });
    const { columns, headers, total, rows, next } = slice;
    const count = (result: string) => rows.filter((row) => row.result === result).length;
    Object.assign(sofar, { columns, headers, total });
    sofar.done += rows.length;
    sofar.made += count("new");
    sofar.known += count("known");
    sofar.failed = [...sofar.failed, ...rows.filter((row) => row.result === "failed")];
    onSlice({ ...sofar });
    skip = next;
  }
  return sofar;
}

/** A file whose header leaves open what is needed: what was taken for what, and what a person must say. */
export type Lacking = Pick<Brought, "columns" | "headers"> & { missing: string[] };

export async function bringOrLack(
  ws: string,
  file: ProgrammeImport,
  onSlice: (sofar: Brought) => void,
): Promise<Brought | Lacking> {
  try {
    return await bring(ws, file, onSlice);
  } catch (error) {
    if (error instanceof ProblemAnswer && error.code === "missing_columns" && error.facts !== undefined) {
      return error.facts as unknown as Lacking;
    }
    throw error;
  }
}

/** After something came in, whatever lists links, affiliates or parties is read again. */
export const broughtIn = (queries: QueryClient, ws: string) => queries.invalidateQueries({ queryKey: [ws] });
