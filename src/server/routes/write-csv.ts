// Sends rows as a file of text/csv while they are read, a thousand at a time: memory stays small however many
// there are. Formulas are written as text, so that no spreadsheet runs them. Example: writeCsv(reply,
// "sales.csv", head, rows).
import { Readable } from "node:stream";
import { stringify } from "csv-stringify/sync";
import type { FastifyReply } from "fastify";

export function writeCsv(
  reply: FastifyReply,
  name: string,
  head: readonly string[],
  pages: AsyncIterable<readonly (readonly string[])[]>,
): Readable {
  reply.type("text/csv; charset=utf-8").header("content-disposition", `attachment; filename="${name}"`);
  return Readable.from(lines(head, pages));
}

async function* lines(
  head: readonly string[],
  pages: AsyncIterable<readonly (readonly string[])[]>,
): AsyncGenerator<string> {
  const write = (rows: readonly (readonly string[])[]) => stringify(rows.map((row) => row.map(plain)));
  yield write([head]);
  for await (const rows of pages) if (rows.length > 0) yield write(rows);
}

/** A figure below zero is no formula: with an apostrophe no program would add it up. */
function plain(cell: string): string {
  const isFormula = /^[=+\-@\t\r\n＝＋－＠]/.test(cell) && !/^-\d+(\.\d+)?$/.test(cell);
  return isFormula ? `'${cell}` : cell;
}
