// Reads a small file with a mapping of plain columns and checks every message: what the tests of files share.
// Example: errorsOf(await read(csv([HEAD, ["s1", "soon", "p", "1"]]))) → [[2, "date", "not_a_date", "soon"]].
import { expect } from "vitest";
import { type CsvRow, readCsv } from "../../src/sources/read-csv.ts";
import { bytes, csv, mapping } from "../fixtures/sources/csv-files.ts";
import { expectSound } from "./check-message.ts";

export async function read(
  text: string | Uint8Array,
  changes: Record<string, unknown> = {},
  after?: number,
): Promise<CsvRow[]> {
  const all = typeof text === "string" ? bytes(text) : text;
  const rows: CsvRow[] = [];
  for await (const row of readCsv([all], mapping(changes), after === undefined ? {} : { after })) {
    if (row.errors.length === 0) expectSound(row.messages);
    else expect(row.messages).toEqual([]);
    rows.push(row);
  }
  return rows;
}

export const one = async (
  cells: readonly string[],
  headers: readonly string[],
  changes: Record<string, unknown> = {},
) => {
  const [row] = await read(csv([headers, cells]), changes);
  return row as CsvRow;
};
export const errorsOf = (rows: readonly CsvRow[]) =>
  rows.flatMap(({ errors }) => errors.map(({ row, column, code, value }) => [row, column, code, value]));
export const idsOf = (rows: readonly CsvRow[]) =>
  rows.flatMap(({ messages }) =>
    messages.map((message) => ("externalId" in message ? message.externalId : message.kind)),
  );
export const fields = (more: Record<string, unknown>) => ({ fields: { ...mapping().fields, ...more } });
export const HEAD = ["id", "date", "product", "amount"];
