// A file of what a source sent to the bank, as settlements: a table with a mapping, or Stripe's balance
// transactions as its API gives them. Everything that cannot be read is named by its row; nothing is
// booked here.
// Example: 120 rows of po_1 and 80 of po_2 → two settlements, 200 lines, no problem.
import { type Currency, decimalsOf, isCurrency } from "../../base/currency.ts";
import { plainDecimal, readDate } from "../csv-cell.ts";
import type { DateFormat } from "../csv-mapping.ts";
import { decimalToMinor, explainDecimal } from "../decimal.ts";
import { guessDelimiter } from "../guess-mapping.ts";
import { nameHeaders, readRecords } from "../read-csv.ts";
import { dayOf, type FileProblem, type FoundLine, say } from "./found-line.ts";
import type { ToldLine, ToldSettlement } from "./settlement.ts";
import {
  guessSettlementMapping,
  kindOf,
  type SettlementField,
  type SettlementMapping,
} from "./settlement-mapping.ts";
import { readStripeList } from "./stripe-transactions.ts";

export interface FileOptions {
  source: string;
  timeZone: string;
  /** Where the file does not say. */
  currency: Currency | null;
  externalId: string | null;
  arrivedOn: string | null;
  mapping: SettlementMapping | null;
}

export interface SettlementFile {
  format: "csv" | "stripe";
  headers: string[];
  mapping: SettlementMapping | null;
  settlements: ToldSettlement[];
  problems: FileProblem[];
}

export async function readSettlementFile(text: string, options: FileOptions): Promise<SettlementFile> {
  const problems: FileProblem[] = [];
  const start = text.trimStart();
  if (start.startsWith("{") || start.startsWith("[")) {
    const found = readStripeList(start, options.timeZone, problems);
    return { format: "stripe", headers: [], mapping: null, ...gather(found, options, problems), problems };
  }
  const table = await readTable(text, problems);
  if (table === null) return { format: "csv", headers: [], mapping: null, settlements: [], problems };
  const { headers, rows } = table;
  const guessed = guessSettlementMapping(
    headers,
    rows.slice(0, 200).map((one) => one.cells),
  );
  const mapping = options.mapping ?? guessed;
  const found = readRows(headers, rows, mapping, options, problems);
  return { format: "csv", headers, mapping, ...gather(found, options, problems), problems };
}

interface Table {
  headers: string[];
  rows: { row: number; cells: string[] }[];
}

async function readTable(text: string, problems: FileProblem[]): Promise<Table | null> {
  const delimiter = guessDelimiter(text);
  const rows: Table["rows"] = [];
  let headers: string[] | null = null;
  for await (const item of readRecords([Buffer.from(text)], { encoding: "utf-8", delimiter })) {
    if ("error" in item) say(problems, item.row, null, "not_csv", item.error);
    else if (headers === null) headers = nameHeaders(item.cells);
    else rows.push(item);
  }
  if (headers !== null && rows.length > 0) return { headers, rows };
  say(problems, 0, null, "empty_file", "The file has no rows.");
  return null;
}

function readRows(
  headers: readonly string[],
  rows: Table["rows"],
  mapping: SettlementMapping,
  options: FileOptions,
  problems: FileProblem[],
): FoundLine[] {
  const { columns } = mapping;
  for (const [field, header] of Object.entries(columns)) {
    if (!headers.includes(header)) say(problems, 1, header, "no_column", `There is no column for ${field}.`);
  }
  if (columns.ref === undefined)
    say(problems, 1, null, "no_ref", "No column says which sale a row is about.");
  if (columns.gross === undefined && columns.net === undefined) {
    say(
      problems,
      1,
      null,
      "no_amount",
      "No column says how much: choose one for the amount, or what arrived.",
    );
  }
  if (problems.length > 0) return [];
  return rows.flatMap(
    ({ row, cells }) => readRow(new Row(headers, row, cells, mapping, problems), options) ?? [],
  );
}

/** One row of a table as its mapping names the cells. */
class Row {
  readonly #headers: readonly string[];
  readonly #cells: readonly string[];
  readonly #mapping: SettlementMapping;
  readonly problems: FileProblem[];
  readonly row: number;

  constructor(
    headers: readonly string[],
    row: number,
    cells: readonly string[],
    mapping: SettlementMapping,
    problems: FileProblem[],
  ) {
    this.#headers = headers;
    this.row = row;
    this.#cells = cells;
    this.#mapping = mapping;
    this.problems = problems;
  }

  cell(field: SettlementField): string {
    const cell = this.#cells[this.#headers.indexOf(this.#mapping.columns[field] ?? "")]?.trim() ?? "";
    return cell === "(none)" ? "" : cell;
  }

  /** Minor units; null where the cell is empty. */
  amount(field: "gross" | "fee" | "net" | "originalGross", currency: Currency): number | null {
    const cell = this.cell(field);
    if (cell === "") return null;
    const decimals = decimalsOf(currency);
    const plain = plainDecimal(cell, this.#mapping.decimal)?.text;
    const found = plain === undefined ? "not_a_number" : decimalToMinor(plain, decimals);
    if (typeof found === "number") return found;
    this.say(field, found, explainDecimal(found, cell, currency, decimals));
    return null;
  }

  instant(field: "at" | "arrivedOn", timeZone: string): number | null {
    const cell = this.cell(field);
    if (cell === "") return null;
    const formats: DateFormat[] = [this.#mapping.dateFormat, "iso"];
    const found = formats.map((format) => readDate(cell, format, timeZone)).find((at) => at !== undefined);
    if (found === undefined) this.say(field, "not_a_date", `"${cell.slice(0, 40)}" is not a date`);
    return found ?? null;
  }

  say(field: SettlementField, code: string, message: string): void {
    say(this.problems, this.row, this.#mapping.columns[field] ?? null, code, message);
  }
}

function readRow(row: Row, options: FileOptions): FoundLine | null {
  const kind = row.cell("kind") === "" ? null : kindOf(row.cell("kind"));
  if (kind === "skip") return null;
  const before = row.problems.length;
  const code = row.cell("currency").toUpperCase() || (options.currency ?? "");
  if (!isCurrency(code)) {
    row.say(
      "currency",
      "unknown_currency",
      code === "" ? "no currency is named" : `"${code}" is no currency`,
    );
    return null;
  }
  const { gross, fee, original } = amountsOf(row, code);
  const arrived = row.instant("arrivedOn", options.timeZone);
  const at = row.instant("at", options.timeZone);
  const ref = row.cell("ref") || row.cell("charge");
  const told = kind ?? (gross < 0 ? "refund" : "sale");
  if (ref === "" && told !== "other") row.say("ref", "no_ref", "does not say which sale it is about");
  if (row.problems.length > before) return null;
  const others = [row.cell("charge")].filter((one) => one !== "" && one !== ref);
  const line: ToldLine = {
    ...{ kind: told, ref: ref.slice(0, 255), refs: others, at, gross, fee },
    note: row.cell("note").slice(0, 500),
    ...(original === null ? {} : { original }),
  };
  return {
    ...{ row: row.row, currency: code, line },
    settlement: row.cell("settlement") || null,
    arrivedOn: arrived === null ? null : dayOf(arrived, options.timeZone),
  };
}

type Amounts = Pick<ToldLine, "gross" | "fee"> & { original: (ToldLine["original"] & {}) | null };

/**
 * What stands between gross and net beyond the fee went to others at the source itself: it is no money that
 * it owed us. Where the buyer paid in another currency and no column of its own says how much, the amount and
 * the fee are in that one: only what arrived counts.
 */
function amountsOf(row: Row, currency: Currency): Amounts {
  const paidIn = row.cell("originalCurrency").toUpperCase();
  const isOther = isCurrency(paidIn) && paidIn !== currency;
  const original = isOther ? row.amount("originalGross", paidIn) : null;
  const net = row.amount("net", currency);
  if (isOther && original === null && net !== null) return { gross: net, fee: 0, original: null };
  const gross = row.amount("gross", currency);
  const fee = row.amount("fee", currency);
  if (gross === null && net === null) row.say("gross", "no_amount", "has no amount");
  const told =
    isOther && original !== null ? { currency: paidIn, gross: signed(original, net ?? gross) } : null;
  if (net === null) return { gross: gross ?? 0, fee: fee ?? 0, original: told };
  const withheld = fee ?? (gross === null ? 0 : gross - net);
  return { gross: net + withheld, fee: withheld, original: told };
}

/** Some write what was given back without its sign. */
function signed(amount: number, like: number | null): number {
  return like !== null && like < 0 ? 0 - Math.abs(amount) : amount;
}

/** One settlement an id and currency; lines of rows without one are of what the caller names. */
function gather(
  found: readonly FoundLine[],
  options: FileOptions,
  problems: FileProblem[],
): { settlements: ToldSettlement[] } {
  const groups = Map.groupBy(found, (one) => `${one.settlement ?? ""}\n${one.currency}`);
  const settlements: ToldSettlement[] = [];
  for (const lines of groups.values()) {
    const [first] = lines;
    if (first === undefined) continue;
    const externalId = first.settlement ?? options.externalId;
    const arrivedOn = lines.find((one) => one.arrivedOn !== null)?.arrivedOn ?? options.arrivedOn;
    if (externalId === null) {
      say(
        problems,
        first.row,
        null,
        "no_settlement",
        "The rows do not say which settlement they are of: name it.",
      );
    }
    if (arrivedOn === null) {
      say(
        problems,
        first.row,
        null,
        "no_day",
        "The rows do not say when it reached the bank: say which day.",
      );
    }
    if (externalId === null || arrivedOn === null) continue;
    const id = [...groups.values()].filter((one) => one[0]?.settlement === first.settlement).length > 1;
    settlements.push({
      ...{ source: options.source, currency: first.currency, arrivedOn },
      externalId: (id ? `${externalId}/${first.currency}` : externalId).slice(0, 255),
      lines: lines.map((one) => one.line),
    });
  }
  return { settlements };
}
