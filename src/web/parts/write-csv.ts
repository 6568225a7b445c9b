// Rows as CSV that a spreadsheet reads (RFC 4180, with the mark that tells it UTF-8). A text that a
// spreadsheet would run as a formula is written with an apostrophe before it. It never formats an amount for
// a language: figures are plain decimals with a point, so that they add up again elsewhere.
//   csvLine(["Piano, in 30 days", 49, '=1+1']) → "Piano, in 30 days",49,'=1+1

/** Tells a spreadsheet that what follows is UTF-8. */
export const CSV_MARK = "\ufeff";

export type CsvCell = string | number | null | undefined;

export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(cell: CsvCell): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "number") return String(cell);
  const isFormula = /^[=+\-@\t\r\n＝＋－＠]/.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell);
  const safe = isFormula ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
