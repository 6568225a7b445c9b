// A statement's PDF: written at the first download and kept, so that both sides get the same bytes for ever,
// whatever later becomes of fonts and layout. Two at once keep one.
// Example: readPrinted(app, 7, statement, "pt-BR") → { pdf, sha256: "2d71…" }.
import { sha256 } from "../base/digest.ts";
import { inWorkspace } from "../db/transaction.ts";
import { listStatementLines } from "../statements/list-lines.ts";
import type { Statement } from "../statements/statement.ts";
import { addStatementFile, readStatementFile, type StatementFile } from "../statements/statement-file.ts";
import { MOST_LINES, writeStatementPdf } from "../statements/statement-pdf.ts";
import type { App } from "./app.ts";

/** The caller has asked whether the statement is the reader's to see. */
export async function readPrinted(
  app: App,
  ws: number,
  statement: Statement,
  language: "en" | "pt-BR",
): Promise<StatementFile> {
  const name = { statement: statement.id, language };
  const found = await inWorkspace(app.db, ws, async (tx) => {
    const kept = await readStatementFile(tx, ws, name);
    if (kept !== null) return { kept, lines: [] };
    return { kept, lines: await listStatementLines(tx, ws, statement, { limit: MOST_LINES }) };
  });
  if (found.kept !== null) return found.kept;
  const pdf = await writeStatementPdf({ statement, lines: found.lines }, language);
  return await inWorkspace(app.db, ws, async (tx) => {
    await addStatementFile(tx, ws, name, { pdf, sha256: sha256(pdf).toString("hex") });
    return (await readStatementFile(tx, ws, name)) as StatementFile;
  });
}
