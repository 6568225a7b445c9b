// Brings affiliates, links and open balances of another tool along, from a CSV file: a slice of rows at a
// time, each row by itself, so that one bad row fails alone. Run twice it makes everything once. A trial does
// the same and takes all of it back.
// Example: 500 rows of affiliates → 496 new, 3 known, 1 failed: "rate: is not a rate".
import { parse } from "csv-parse/sync";
import { guessColumns, type ImportColumns, missingColumns } from "../affiliates/import-columns.ts";
import { Refusal } from "../base/refusal.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { App } from "./app.ts";
import { bringAffiliate } from "./bring-affiliate.ts";
import { bringBalance } from "./bring-balance.ts";
import { bringLink } from "./bring-link.ts";
import { type Cells, type ProgrammeFile, refused } from "./programme-file.ts";
import type { Person } from "./propose-change.ts";

const MOST_HEADERS = 200;

export interface BroughtRow {
  /** Counted from 1, without the header. */
  row: number;
  result: "new" | "known" | "failed";
  field: string | null;
  /** Of what failed. */
  code: string | null;
  message: string | null;
}

export interface Brought {
  columns: ImportColumns;
  headers: string[];
  total: number;
  rows: BroughtRow[];
}

/** Throws 422 `not_csv` or `missing_columns`. */
export async function importProgramme(
  app: App,
  ws: number,
  file: ProgrammeFile,
  by: Person,
): Promise<Brought> {
  const [headers = [], ...lines] = readLines(file.csv);
  const columns = file.columns ?? guessColumns(file.kind, headers);
  refuseGaps(file, columns, headers);
  const place = new Map(headers.map((header, index) => [header, index]));
  const wanted = lines.slice(file.skip, file.skip + file.rows);
  const cellsOf =
    (line: string[]): Cells =>
    (field) =>
      (line[place.get(columns[field] ?? "") ?? -1] ?? "").trim();
  const bring = (one: App) => bringAll(one, ws, file, wanted.map(cellsOf), by);
  const rows = file.dryRun ? await tryOut(app, ws, bring) : await bring(app);
  return { columns, headers, total: lines.length, rows };
}

function readLines(csv: string): string[][] {
  const [first = ""] = csv.split("\n", 1);
  const delimiter = [",", ";", "\t"].reduce((best, one) =>
    first.split(one).length > first.split(best).length ? one : best,
  );
  try {
    return parse(csv, {
      delimiter,
      bom: true,
      skip_empty_lines: true,
      relax_column_count: true,
    }) as string[][];
  } catch (error) {
    const { message } = error as Error;
    throw refused("csv", "not_csv", `cannot be read: ${message.slice(0, 200)}`);
  }
}

function refuseGaps(
  { kind, product }: ProgrammeFile,
  columns: ImportColumns,
  headers: readonly string[],
): void {
  for (const [field, column] of Object.entries(columns)) {
    if (!headers.includes(column))
      throw refused(`columns.${field}`, "unknown_column", "is no column of the file");
  }
  const missing = missingColumns(kind, columns);
  if (missing.length > 0) {
    const message = `lack ${missing.join(", ")}`;
    const details = [{ path: "columns", code: "missing_columns", message }];
    // With what was taken for what, so that a person can say the rest.
    const facts = { missing, columns, headers: headers.slice(0, MOST_HEADERS) };
    throw new Refusal(422, "missing_columns", `columns ${message}.`, { details, facts });
  }
  if (kind !== "balances" && product === undefined) throw refused("product", "missing", "is missing");
}

async function bringAll(
  app: App,
  ws: number,
  file: ProgrammeFile,
  lines: readonly Cells[],
  by: Person,
): Promise<BroughtRow[]> {
  const rows: BroughtRow[] = [];
  for (const [index, cells] of lines.entries()) {
    const row = file.skip + index + 1;
    try {
      const isNew = await bringOne(app, ws, file, cells, by);
      rows.push({ row, result: isNew ? "new" : "known", field: null, code: null, message: null });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const [detail] = error.details;
      const message = detail ? detail.message : error.message;
      const code = detail?.code ?? error.code;
      rows.push({ row, result: "failed", field: detail?.path ?? null, code, message });
    }
  }
  return rows;
}

/** One transaction a row: a party without its affiliation would be half a row. */
async function bringOne(
  app: App,
  ws: number,
  file: ProgrammeFile,
  cells: Cells,
  by: Person,
): Promise<boolean> {
  return await inWorkspace(app.db, ws, async (tx) => {
    const one: App = { ...app, db: { ...app.db, joined: { ws, tx } } };
    if (file.kind === "affiliates") return await bringAffiliate(one, ws, tx, file, cells, by);
    if (file.kind === "links") return await bringLink(one, ws, tx, file, cells, by);
    return await bringBalance(one, ws, tx, file, cells, by);
  });
}

class TakenBack extends Error {}

/** Everything is done in one transaction and undone at its end. */
async function tryOut<T>(app: App, ws: number, work: (app: App) => Promise<T>): Promise<T> {
  let result: T | undefined;
  const undo = new TakenBack();
  try {
    await inWorkspace(app.db, ws, async (tx) => {
      result = await work({ ...app, db: { ...app.db, joined: { ws, tx } } });
      throw undo;
    });
  } catch (error) {
    if (error !== undo) throw error;
  }
  return result as T;
}
