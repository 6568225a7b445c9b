// Why a row of a file was not recorded, as a person is told: the row, the field of the mapping, the reason.
// Never decides. Example: cell "cem" under "Valor" → { row: 17, field: "paid", code: "not_a_number", … }.
import type { Refusal } from "../base/refusal.ts";
import type { SaidMapping } from "../sources/columns-mapping.ts";
import type { RowError } from "../sources/csv-record.ts";
import type { RowProblem } from "../sources/imports.ts";
import type { CsvRow } from "../sources/read-csv.ts";

/** Rows are counted without the header here, and with it in the file's reader. */
export function rowNumber(row: { row: number }): number {
  return row.row - 1;
}

export function problemOfCell(row: CsvRow, error: RowError, columns: SaidMapping["columns"]): RowProblem {
  const field = Object.entries(columns).find(([, column]) => column === error.column)?.[0];
  const subject = error.column ?? "The row";
  const value = error.value === "" ? "" : ` (“${error.value}”)`;
  const message = `${subject}${value}: ${error.message}`.slice(0, 1000);
  return {
    row: rowNumber(row),
    code: error.code,
    message,
    field: field ?? error.column,
    record: row.record,
  };
}

export function problemOfRefusal(row: CsvRow, refusal: Refusal): RowProblem {
  const path = refusal.details?.[0]?.path ?? "";
  const name = path.replace(/[.[].*$/s, "");
  const field = name === "fees" ? "feeParty" : name || null;
  return {
    row: rowNumber(row),
    code: refusal.code,
    message: refusal.message.slice(0, 1000),
    field,
    record: row.record,
  };
}
