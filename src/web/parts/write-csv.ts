// Rows as CSV that a spreadsheet reads (RFC 4180, with the mark that tells it UTF-8). A text that a
// spreadsheet would run as a formula is written with an apostrophe before it. It never groups digits: figures
// are plain decimals, with the point or comma that the reader's own spreadsheet adds up.
//   csvLine(["Piano, in 30 days", 49, '=1+1']) → "Piano, in 30 days",49,'=1+1
//   csvLine(["Piano", "49.50"], ",") → Piano;49,50

/** Tells a spreadsheet that what follows is UTF-8. */
export const CSV_MARK = "\ufeff";

export type CsvCell = string | number | null | undefined;

/** Where decimals have a comma, as in Brazil, a spreadsheet parts cells by semicolons. */
export type Decimal = "." | ",";

/** How figures are written in a language: "pt-BR" → ",". */
export function decimalOf(language: string): Decimal {
  const parts = new Intl.NumberFormat(language).formatToParts(1.5);
  return parts.some((part) => part.type === "decimal" && part.value === ",") ? "," : ".";
}

export function csvLine(cells: readonly CsvCell[], decimal: Decimal = "."): string {
  const spelled = cells.map((cell) => csvCell(cell, decimal));
  return `${spelled.join(decimal === "," ? ";" : ",")}\r\n`;
}

function csvCell(cell: CsvCell, decimal: Decimal): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "number") return String(cell).replace(".", decimal);
  if (/^-?\d+\.\d+$/.test(cell)) return cell.replace(".", decimal);
  const isFormula = /^[=+\-@\t\r\n＝＋－＠]/.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell);
  const safe = isFormula ? `'${cell}` : cell;
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
