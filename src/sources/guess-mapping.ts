// A first proposal of how to read a file, from its first bytes: encoding, delimiter, which header is which
// fact, how dates and numbers are written. A proposal only: what it could not tell is in `unsure`, and a
// person accepts it.
// Example: bytes of Hotmart's detailed export → ";", decimal ",", dmy, America/Sao_Paulo, 22 columns mapped.

import { type Currency, isCurrency } from "../base/currency.ts";
import {
  type CsvField,
  type CsvMapping,
  type DateFormat,
  type Encoding,
  foldText,
  missingFields,
  type RowKind,
} from "./csv-mapping.ts";
import { HEADER_WORDS, HOTMART_HEADERS, KIND_WORDS, STRIPE_HEADERS } from "./csv-words.ts";

export interface Guess {
  mapping: CsvMapping;
  /** What a person should look at before the mapping is used. */
  unsure: { field: string; message: string }[];
}

export interface GuessInput {
  headers: readonly string[];
  /** The first rows behind the header. */
  rows: readonly (readonly string[])[];
  encoding: Encoding;
  delimiter: CsvMapping["delimiter"];
  /** The workspace's own, where the file says nothing. */
  timeZone: string;
  currency: string | null;
}

/** UTF-16 by its mark or its NULs, UTF-8 where the bytes are, else Windows-1252 (which holds Latin-1). */
export function guessEncoding(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    decoder.decode(bytes, { stream: true });
    return "utf-8";
  } catch {
    return "windows-1252";
  }
}

/** The delimiter that stands most often in the first line, outside quotes. */
export function guessDelimiter(text: string): CsvMapping["delimiter"] {
  const counts = new Map<CsvMapping["delimiter"], number>([
    [",", 0],
    [";", 0],
    ["\t", 0],
    ["|", 0],
  ]);
  let isQuoted = false;
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (character === "\n" || character === "\r")) break;
    else if (!isQuoted && counts.has(character as ",")) {
      counts.set(character as ",", (counts.get(character as ",") ?? 0) + 1);
    }
  }
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}

export function guessMapping(input: GuessInput): Guess {
  const folded = input.headers.map(foldText);
  const fields = guessFields(input, folded);
  const isHotmart = HOTMART_HEADERS.every((word) => folded.includes(word));
  const isStripe = STRIPE_HEADERS.every((word) => folded.includes(word));
  const unsure: Guess["unsure"] = [];
  const isPortuguese = folded.some((word) => /\b(data|valor|moeda|produto|codigo|comprador)\b/.test(word));
  const decimal = guessDecimal(
    columnValues(input, fields, ["paid", "fee", "tax", "producerAmount"]),
    isPortuguese,
  );
  const dates = guessDates(columnValues(input, fields, ["at", "paidAt"]), isPortuguese);
  if (decimal.unsure)
    unsure.push({ field: "decimal", message: "no amount shows which sign stands before decimals" });
  if (dates.unsure && !isHotmart)
    unsure.push({ field: "dateFormat", message: "every date reads as day-month and as month-day" });
  const kinds = fields.kind === undefined ? {} : guessKinds(input, fields);
  for (const field of missingFields({ fields })) {
    unsure.push({
      field: `fields.${field}`,
      message: "no column was found: choose one, or one value for all rows",
    });
  }
  const mapping: CsvMapping = {
    version: 1,
    source: isHotmart ? "hotmart" : isStripe ? "stripe" : "import",
    encoding: input.encoding,
    delimiter: input.delimiter,
    fields,
    kinds,
    negative: "error",
    dateFormat: dates.format,
    timeZone: isHotmart ? "America/Sao_Paulo" : isStripe ? "UTC" : input.timeZone,
    decimal: decimal.sign,
    places: "refuse",
    nulls: ["(none)", "-", "N/A", "n/a", "null", "NULL"],
    feeParty: isHotmart ? "hotmart" : isStripe ? "stripe" : "processor",
    paysParties: isHotmart,
    restIsTax: isHotmart,
    settlementCurrency: isHotmart ? guessSettlement(columnValues(input, fields, ["currency"]), unsure) : null,
  };
  return { mapping, unsure };
}

function guessFields(input: GuessInput, folded: readonly string[]): CsvMapping["fields"] {
  const fields: CsvMapping["fields"] = {};
  const used = new Set<number>();
  for (const [field, words] of HEADER_WORDS) {
    const word = words.find((one) => folded.some((header, i) => header === one && !used.has(i)));
    const index = word === undefined ? -1 : folded.findIndex((header, i) => header === word && !used.has(i));
    const header = input.headers[index];
    if (header === undefined || !holds(field, input, index)) continue;
    used.add(index);
    fields[field] = { columns: [header] };
  }
  nameByCharge(fields, input);
  if (fields.currency === undefined && input.currency !== null) fields.currency = { value: input.currency };
  return fields;
}

/** An order number that no two rows share is the id of the sale: there is nothing it could join. */
function nameByCharge(fields: CsvMapping["fields"], { headers, rows }: GuessInput): void {
  const charge = fields.chargeId;
  if (fields.externalId !== undefined || charge === undefined || !("columns" in charge)) return;
  const index = headers.indexOf(charge.columns[0] ?? "");
  const cells = rows.map((row) => (row[index] ?? "").trim());
  if (cells.length === 0 || cells.includes("") || new Set(cells).size < cells.length) return;
  fields.externalId = charge;
  delete fields.chargeId;
}

/** A column is only taken for kinds when its cells are words we know: "Type: Digital" is no kind of row. */
function holds(field: CsvField, input: GuessInput, index: number): boolean {
  if (field !== "kind") return true;
  const cells = input.rows.map((row) => foldText(row[index] ?? "")).filter((cell) => cell !== "");
  return cells.length > 0 && cells.some((cell) => Object.hasOwn(KIND_WORDS, cell));
}

function guessKinds(input: GuessInput, fields: CsvMapping["fields"]): Record<string, RowKind> {
  const kinds: Record<string, RowKind> = { ...KIND_WORDS };
  for (const cell of columnValues(input, fields, ["kind"])) {
    const key = foldText(cell);
    if (!Object.hasOwn(kinds, key)) kinds[key] = "ignore";
  }
  return kinds;
}

/** Hotmart tells shares in the currency it pays out, which is that of most purchases. */
function guessSettlement(codes: readonly string[], unsure: Guess["unsure"]): Currency | null {
  const counts = new Map<Currency, number>();
  for (const code of codes) if (isCurrency(code)) counts.set(code, (counts.get(code) ?? 0) + 1);
  const [usual] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [null];
  if (counts.size > 1) {
    unsure.push({
      field: "settlementCurrency",
      message: `${usual} was taken for the currency that you are paid in`,
    });
  }
  return usual;
}

function columnValues(input: GuessInput, fields: CsvMapping["fields"], names: readonly CsvField[]): string[] {
  return names.flatMap((name) => {
    const source = fields[name];
    if (source === undefined || "value" in source) return [];
    const index = input.headers.indexOf(source.columns[0] ?? "");
    return input.rows.map((row) => (row[index] ?? "").trim()).filter((cell) => cell !== "");
  });
}

/** The sign before decimals: what stands last with other than three digits behind it. */
export function guessDecimal(
  cells: readonly string[],
  isPortuguese: boolean,
): { sign: "." | ","; unsure: boolean } {
  let commas = 0;
  let points = 0;
  for (const cell of cells) {
    const last = /([.,])([0-9]*)[^0-9.,]*$/.exec(cell);
    if (last === null) continue;
    const isBoth = cell.includes(",") && cell.includes(".");
    if (last[2]?.length === 3 && !isBoth) continue;
    if (last[1] === ",") commas += 1;
    else points += 1;
  }
  if (commas === 0 && points === 0)
    return { sign: isPortuguese ? "," : ".", unsure: cells.some((cell) => /[.,]/.test(cell)) };
  return { sign: commas > points ? "," : ".", unsure: commas > 0 && points > 0 };
}

export function guessDates(
  cells: readonly string[],
  isPortuguese: boolean,
): { format: DateFormat; unsure: boolean } {
  const usual: DateFormat = isPortuguese ? "dmy" : "mdy";
  if (cells.length === 0) return { format: "iso", unsure: false };
  const share = (pattern: RegExp) => cells.filter((cell) => pattern.test(cell)).length / cells.length;
  if (share(/^[0-9]{4}-[0-9]{2}-[0-9]{2}/) > 0.5) return { format: "iso", unsure: false };
  if (share(/^[0-9]{4}[/.]/) > 0.5) return { format: "ymd", unsure: false };
  if (share(/^[0-9]{13}$/) > 0.5) return { format: "epoch_millis", unsure: false };
  if (share(/^[0-9]{9,10}$/) > 0.5) return { format: "epoch_seconds", unsure: false };
  const parts = cells
    .map((cell) => /^([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]/.exec(cell))
    .filter((match) => match !== null);
  const isDayFirst = parts.some((match) => Number(match[1]) > 12);
  const isMonthFirst = parts.some((match) => Number(match[2]) > 12);
  if (isDayFirst !== isMonthFirst) return { format: isDayFirst ? "dmy" : "mdy", unsure: false };
  return { format: usual, unsure: true };
}
