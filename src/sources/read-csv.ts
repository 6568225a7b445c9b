// A file of sales as a stream of rows, each with its messages or its errors; one bad row never stops the
// others. Holds a row at a time, and a short hash of each row without an id, so that the n-th equal row of a
// file gets the same id whenever the file is read. Never evaluates a cell.
// Example: for await (const row of readCsv(stream, mapping, { after: 5000 })) … goes on behind row 5000.
import { Readable } from "node:stream";
import { type Info, parse } from "csv-parse";
import { canonicalJson } from "../base/canonical.ts";
import { sha256Hex } from "../base/digest.ts";
import { Refusal } from "../base/refusal.ts";
import { type CsvMapping, type Encoding, foldText } from "./csv-mapping.ts";
import { type CsvLayout, CsvRecord, layOut, type RowError, showCell, storable } from "./csv-record.ts";
import type { RowIdentity } from "./csv-refunds.ts";
import { readRow } from "./csv-row.ts";
import { cleanText } from "./json.ts";
import type { Message } from "./message.ts";

export type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

export interface CsvRow {
  /** As a spreadsheet counts: the header is row 1. */
  row: number;
  /** Header → cell, as it stands in the file. */
  record: Record<string, string>;
  /** Empty where there are errors. */
  messages: Message[];
  errors: RowError[];
}

export interface ReadCsvOptions {
  /** Rows up to this one are read for their ids only: a run that was cut off goes on behind them. */
  after?: number;
}

/** A record longer than this is a quote that was never closed. */
const MAX_RECORD = 100_000;
const MAX_COLUMNS = 500;
const PIECE = 65_536;

/**
 * Every row of the file in order. Throws Refusal 422 `columns_missing` or `empty_file` before the first row;
 * where the file stops being CSV, the last row has the error `not_csv`.
 */
export async function* readCsv(
  chunks: Chunks,
  mapping: CsvMapping,
  options: ReadCsvOptions = {},
): AsyncGenerator<CsvRow> {
  const seen = new Map<string, number>();
  let layout: CsvLayout | undefined;
  for await (const item of readRecords(chunks, mapping)) {
    if (layout === undefined) {
      if ("error" in item) throw new Refusal(422, "not_csv", `the header cannot be read: ${item.error}`);
      layout = layOut(mapping, nameHeaders(item.cells));
      continue;
    }
    const isWanted = item.row > (options.after ?? 1);
    if ("error" in item) {
      if (isWanted) yield brokenRow(item.row, item.error);
      continue;
    }
    const record = new CsvRecord(layout, item.row, item.cells);
    const identity = needsIdentity(record) ? identify(record, seen) : NO_IDENTITY;
    if (isWanted) yield readOne(record, identity);
  }
  if (layout === undefined) throw new Refusal(422, "empty_file", "the file has no header row");
}

function readOne(record: CsvRecord, identity: RowIdentity): CsvRow {
  const { row, cells, errors } = record;
  const { headers, mapping } = record.layout;
  if (cells.length !== headers.length) {
    const message = `has ${cells.length} cells, the header has ${headers.length}`;
    errors.push({ row, column: null, code: "cell_count", message, value: "" });
  }
  for (const [i, cell] of cells.entries()) {
    if (cell.includes("\ufffd")) {
      const message = `is not ${mapping.encoding}: choose the encoding of the file`;
      const value = showCell(cell);
      errors.push({ row, column: headers[i] ?? null, code: "encoding", message, value });
    }
  }
  const messages = errors.length > 0 ? [] : readRow(record, identity);
  return { row, record: toRecord(headers, cells), messages, errors };
}

const NO_IDENTITY: RowIdentity = { hash: "", ordinal: 1 };

/**
 * True for a row without an id of its own, and for one that may be a refund named by nothing but its cells.
 */
function needsIdentity(record: CsvRecord): boolean {
  const { kinds, negative } = record.layout.mapping;
  if (record.cell("externalId") === null) return true;
  if (!record.has("kind")) return negative === "refund";
  return kinds[foldText(record.cell("kind") ?? "")] === "refund";
}

/**
 * The hash of the cells by header (a changed mapping or column order changes nothing) and the count of equal
 * rows.
 */
function identify({ layout, cells }: CsvRecord, seen: Map<string, number>): RowIdentity {
  const trimmed = cells.map((cell) => cell.trim().normalize("NFC").toWellFormed());
  const hash = sha256Hex(canonicalJson(toRecord(layout.headers, trimmed))).slice(0, 20);
  const ordinal = (seen.get(hash) ?? 0) + 1;
  seen.set(hash, ordinal);
  return { hash, ordinal };
}

function toRecord(headers: readonly string[], cells: readonly string[]): Record<string, string> {
  return Object.fromEntries(cells.map((cell, i) => [headers[i] ?? `Column ${i + 1}`, storable(cell)]));
}

/** Headers as they stand, cleaned; an empty one is "Column n", a repeated one gets " (2)". */
export function nameHeaders(cells: readonly string[]): string[] {
  if (cells.length > MAX_COLUMNS) {
    throw new Refusal(
      422,
      "too_many_columns",
      `the file has ${cells.length} columns, more than ${MAX_COLUMNS}`,
    );
  }
  const names = new Set<string>();
  for (const [i, cell] of cells.entries()) {
    const name = cleanText(cell.replace(/^\ufeff/, ""), 190) || `Column ${i + 1}`;
    let unique = name;
    for (let n = 2; names.has(unique); n++) unique = `${name} (${n})`;
    names.add(unique);
  }
  return [...names];
}

function brokenRow(row: number, message: string): CsvRow {
  return {
    row,
    record: {},
    messages: [],
    errors: [{ row, column: null, code: "not_csv", message, value: "" }],
  };
}

export type RawRecord = { row: number; cells: string[] } | { row: number; error: string };

/**
 * The records of a file, header included, numbered as a spreadsheet numbers its rows. Stray quotes are text;
 * a quote that opens a cell and is never closed ends the file with an error: what follows could be cells of
 * one row or of many.
 */
export async function* readRecords(
  chunks: Chunks,
  { encoding, delimiter }: Pick<CsvMapping, "encoding" | "delimiter">,
): AsyncGenerator<RawRecord> {
  let readable = Number.POSITIVE_INFINITY;
  const parser = parse({
    delimiter,
    bom: true,
    info: true,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: MAX_RECORD,
    // An error would throw away the records before it that nobody has taken yet; a skip leaves them.
    skip_records_with_error: true,
    on_skip: (error): undefined => {
      readable = Math.min(readable, Number(error?.records));
    },
  });
  const text = Readable.from(decode(chunks, encoding));
  text.on("error", (error) => parser.destroy(error));
  text.pipe(parser);
  let row = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      if (info.records > readable) break;
      row = info.records + info.empty_lines;
      yield { row, cells: record };
    }
  } finally {
    text.destroy();
    parser.destroy();
  }
  if (readable < Number.POSITIVE_INFINITY) yield { row: row + 1, error: QUOTE_OPEN };
}

const QUOTE_OPEN =
  "from here on the file cannot be read: a quote opens a cell and is not closed within 100,000 characters";

/** In pieces: csv-parse takes twice as long over one large text. */
async function* decode(chunks: Chunks, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) {
    for (let from = 0; from < chunk.length; from += PIECE) {
      yield decoder.decode(chunk.subarray(from, from + PIECE), { stream: true });
    }
  }
  yield decoder.decode();
}
