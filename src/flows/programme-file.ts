// A file that brings a programme in, and its rows as those see them who bring one: what a cell says by the
// field it means, and how a row is refused. Brings nothing itself. Example: cells("rate") → "30%".
import type { ImportColumns, ImportField, ImportKind } from "../affiliates/import-columns.ts";
import { Refusal } from "../base/refusal.ts";
import type { ProductName } from "../products/product.ts";

export interface ProgrammeFile {
  kind: ImportKind;
  csv: string;
  /** Of every affiliation and link; balances need none. */
  product?: ProductName | undefined;
  columns?: ImportColumns | undefined;
  rates: "percent" | "fraction";
  /** Of affiliates whose row says no rate. */
  rate?: string | undefined;
  /** Where no column says it. */
  currency?: string | undefined;
  asOf?: string | undefined;
  /** Rows to leave out before, and most to bring now. */
  skip: number;
  rows: number;
  dryRun: boolean;
}

export type Cells = (field: ImportField) => string;

export function refused(path: string, code: string, message: string): Refusal {
  return new Refusal(422, code, `${path} ${message}.`, { details: [{ path, code, message }] });
}
