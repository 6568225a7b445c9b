// One record of a file under a mapping: cells found by field, read as text, amounts or dates, each failure
// kept with the column it stands in. Columns are found by header once for the file, not once a row.
// Example: record.amount("paid", "BRL") of the cell "R$ 1.234,56" → 123456; of "cem" → undefined and an
// error.
import type { Minor } from "../base/amount.ts";
import { type Currency, decimalsOf } from "../base/currency.ts";
import type { Instant } from "../base/instant.ts";
import { Refusal } from "../base/refusal.ts";
import { plainDecimal, readDate } from "./csv-cell.ts";
import type { CsvField, CsvMapping } from "./csv-mapping.ts";
import { decimalToMinor, explainDecimal } from "./decimal.ts";
import { cleanText, isReference } from "./json.ts";

export interface RowError {
  /** As a spreadsheet counts: the header is row 1. */
  row: number;
  /** The header of the column; null where the row as a whole is wrong. */
  column: string | null;
  code: string;
  message: string;
  /** What stands in the cell, cut to 100 characters. */
  value: string;
}

interface Place {
  columns: { index: number; name: string }[];
  value: string | null;
}

export interface CsvLayout {
  mapping: CsvMapping;
  headers: readonly string[];
  places: ReadonlyMap<CsvField, Place>;
}

/** Finds the columns of a mapping. Refusal 422 `columns_missing` names those that the file does not have. */
export function layOut(mapping: CsvMapping, headers: readonly string[]): CsvLayout {
  const places = new Map<CsvField, Place>();
  const details: { path: string; code: string; message: string }[] = [];
  for (const [field, source] of Object.entries(mapping.fields) as [
    CsvField,
    CsvMapping["fields"][CsvField],
  ][]) {
    if (source === undefined) continue;
    if ("value" in source) {
      places.set(field, { columns: [], value: source.value });
      continue;
    }
    const columns: Place["columns"] = [];
    for (const name of source.columns) {
      const index = headers.indexOf(name);
      if (index >= 0) columns.push({ index, name });
      else
        details.push({
          path: `fields.${field}`,
          code: "column_missing",
          message: `there is no column "${name}"`,
        });
    }
    places.set(field, { columns, value: null });
  }
  if (details.length > 0) {
    throw new Refusal(422, "columns_missing", "the file lacks columns that the mapping names", { details });
  }
  return { mapping, headers, places };
}

/** A cell as it may be kept and shown: no NUL, no half character, at most 100 characters. */
export function showCell(cell: string): string {
  return storable(cell).slice(0, 100).toWellFormed();
}

/** The cell, with what a database cannot hold made visible. */
export function storable(cell: string): string {
  return cell.toWellFormed().replaceAll("\u0000", "\ufffd");
}

export class CsvRecord {
  readonly layout: CsvLayout;
  readonly row: number;
  readonly cells: readonly string[];
  readonly errors: RowError[] = [];
  private readonly nulls: ReadonlySet<string>;

  constructor(layout: CsvLayout, row: number, cells: readonly string[]) {
    this.layout = layout;
    this.row = row;
    this.cells = cells;
    this.nulls = new Set(layout.mapping.nulls);
  }

  has(field: CsvField): boolean {
    return this.layout.places.has(field);
  }

  /** The cell, trimmed; null where it is empty, means "nothing", or is not mapped. */
  cell(field: CsvField): string | null {
    const place = this.layout.places.get(field);
    if (place === undefined) return null;
    if (place.value !== null) return place.value;
    for (const { index } of place.columns) {
      const text = (this.cells[index] ?? "").trim();
      if (text !== "" && !this.nulls.has(text)) return text;
    }
    return null;
  }

  /** Text for people. */
  text(field: CsvField, limit?: number): string | null {
    const cell = this.cell(field);
    return cell === null ? null : cleanText(cell, limit) || null;
  }

  /** An id, which must fit whole. */
  reference(field: CsvField): string | null {
    const cell = this.cell(field);
    if (cell === null || isReference(cell)) return cell;
    this.fail(field, "not_a_reference", "must be 1 to 255 characters without control characters");
    return null;
  }

  /** A whole number at the start of a cell: "2a cobrança" → 2. */
  count(field: CsvField): number | null {
    const digits = /^[0-9]{1,6}/.exec(this.cell(field) ?? "")?.[0];
    return digits === undefined ? null : Number(digits);
  }

  date(field: CsvField): Instant | null {
    const cell = this.cell(field);
    if (cell === null) return null;
    const { dateFormat, timeZone } = this.layout.mapping;
    const at = readDate(cell, dateFormat, timeZone);
    if (at === undefined) this.fail(field, "not_a_date", `is not a date written as ${dateFormat}`);
    return at ?? null;
  }

  /** An amount in minor units, of either sign; null where the cell is empty or wrong. */
  amount(field: CsvField, currency: Currency): Minor | null {
    const cell = this.cell(field);
    if (cell === null) return null;
    const { decimal, places, unit } = this.layout.mapping;
    const plain = plainDecimal(cell, decimal);
    if (plain === undefined) {
      this.fail(field, "not_a_number", `is not a number with "${decimal}" before the decimals`);
      return null;
    }
    if (plain.code !== null && plain.code !== currency) {
      this.fail(field, "currency_differs", `is in ${plain.code}, the row is in ${currency}`);
      return null;
    }
    const decimals = unit === "minor" ? 0 : decimalsOf(currency);
    const amount = decimalToMinor(plain.text, decimals, { round: places === "round" });
    if (typeof amount === "number") return amount;
    this.fail(field, amount, explainDecimal(amount, plain.text, currency, decimals));
    return null;
  }

  /** Keeps an error at the column of a field. */
  fail(field: CsvField, code: string, message: string): void {
    const place = this.layout.places.get(field);
    const column =
      place?.columns.find(({ index }) => (this.cells[index] ?? "").trim() !== "") ?? place?.columns[0];
    const value = column === undefined ? (place?.value ?? "") : (this.cells[column.index] ?? "");
    this.errors.push({
      row: this.row,
      column: column?.name ?? null,
      code,
      message,
      value: showCell(value),
    });
  }
}
