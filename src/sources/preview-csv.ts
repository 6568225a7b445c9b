// The first rows of a file as they would be read, before anything is recorded: headers, a proposed mapping,
// and each row with its messages or errors, so that a person can correct the mapping and look again. Never
// reads more than the first 256 KiB. Example: previewCsv(bytes, { timeZone: "UTC", currency: null }) → 20
// rows.
import { Refusal } from "../base/refusal.ts";
import { type CsvMapping, missingFields } from "./csv-mapping.ts";
import { storable } from "./csv-record.ts";
import { type Guess, guessDelimiter, guessEncoding, guessMapping } from "./guess-mapping.ts";
import { type CsvRow, nameHeaders, readCsv, readRecords } from "./read-csv.ts";

const SAMPLE = 262_144;
const GUESS_ROWS = 200;

export interface Preview {
  headers: string[];
  guess: Guess;
  /** What the rows below were read with: the mapping handed in, or the guess. */
  mapping: CsvMapping;
  /** The first rows; none while the mapping lacks what every sale needs. */
  rows: CsvRow[];
}

export interface PreviewOptions {
  timeZone: string;
  currency: string | null;
  /** A mapping to try instead of the guess. */
  mapping?: CsvMapping;
  rows?: number;
}

/**
 * Refusals 422: `empty_file`, `columns_missing`, `not_csv`. `start` may be the whole file or its beginning.
 */
export async function previewCsv(start: Uint8Array, options: PreviewOptions): Promise<Preview> {
  const isCut = start.length > SAMPLE;
  const bytes = isCut ? start.subarray(0, SAMPLE) : start;
  const encoding = options.mapping?.encoding ?? guessEncoding(bytes);
  const text = new TextDecoder(encoding).decode(bytes);
  const delimiter = options.mapping?.delimiter ?? guessDelimiter(text);
  const records = await firstRecords(bytes, encoding, delimiter, GUESS_ROWS + 1);
  const [header, ...sample] = records;
  if (header === undefined) throw new Refusal(422, "empty_file", "the file has no header row");
  const headers = nameHeaders(header);
  const guess = guessMapping({
    headers,
    rows: sample,
    encoding,
    delimiter,
    timeZone: options.timeZone,
    currency: options.currency,
  });
  const mapping = options.mapping ?? guess.mapping;
  const count = Math.min(options.rows ?? 20, isCut ? Math.max(0, sample.length - 1) : GUESS_ROWS);
  return { headers, guess, mapping, rows: await firstRows(bytes, mapping, count) };
}

/** The header's names and the first rows behind it, cell by cell as they stand in the file. */
export async function firstCells(
  start: Uint8Array,
  { encoding, delimiter }: Pick<CsvMapping, "encoding" | "delimiter">,
  count: number,
): Promise<string[][]> {
  const [header = [], ...rows] = await firstRecords(start, encoding, delimiter, count);
  return [nameHeaders(header), ...rows.map((cells) => cells.map(storable))];
}

async function firstRecords(
  bytes: Uint8Array,
  encoding: CsvMapping["encoding"],
  delimiter: CsvMapping["delimiter"],
  count: number,
) {
  const records: string[][] = [];
  for await (const record of readRecords([bytes], { encoding, delimiter })) {
    if ("error" in record) break;
    records.push(record.cells);
    if (records.length >= count) break;
  }
  return records;
}

async function firstRows(bytes: Uint8Array, mapping: CsvMapping, count: number): Promise<CsvRow[]> {
  if (missingFields(mapping).length > 0 || count === 0) return [];
  const rows: CsvRow[] = [];
  for await (const row of readCsv([bytes], mapping)) {
    rows.push(row);
    if (rows.length >= count) break;
  }
  return rows;
}
