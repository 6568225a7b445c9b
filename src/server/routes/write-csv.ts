// Sends rows as a file of text/csv while they are read, a thousand at a time: memory stays small however many
// there are. Formulas are written as text, so that no spreadsheet runs them. A file for people is spelled as
// their spreadsheet reads it. Example: writeCsv(reply, "sales.csv", head, rows).
import { Readable } from "node:stream";
import { stringify } from "csv-stringify/sync";
import type { FastifyReply } from "fastify";

/** Null: for programs, commas and decimal points. Else whose spreadsheet opens it. */
export type CsvReader = "en" | "pt-BR" | null;

export function writeCsv(
  reply: FastifyReply,
  name: string,
  head: readonly string[],
  pages: AsyncIterable<readonly (readonly string[])[]>,
  reader: CsvReader = null,
): Readable {
  reply.type("text/csv; charset=utf-8").header("content-disposition", `attachment; filename="${name}"`);
  return Readable.from(lines(head, pages, reader));
}

async function* lines(
  head: readonly string[],
  pages: AsyncIterable<readonly (readonly string[])[]>,
  reader: CsvReader,
): AsyncGenerator<string> {
  const isComma = reader === "pt-BR";
  const spelled = (cell: string) => (isComma && /^-?\d+\.\d+$/.test(cell) ? cell.replace(".", ",") : cell);
  const write = (rows: readonly (readonly string[])[]) =>
    stringify(
      rows.map((row) => row.map((cell) => spelled(plain(cell)))),
      { delimiter: isComma ? ";" : "," },
    );
  // A spreadsheet takes a file without the mark for one of its country's old alphabet.
  if (reader !== null) yield "\ufeff";
  yield write([head]);
  for await (const rows of pages) if (rows.length > 0) yield write(rows);
}

/** A figure below zero is no formula: with an apostrophe no program would add it up. */
function plain(cell: string): string {
  const isFormula = /^[=+\-@\t\r\n＝＋－＠]/.test(cell) && !/^-\d+(\.\d+)?$/.test(cell);
  return isFormula ? `'${cell}` : cell;
}
