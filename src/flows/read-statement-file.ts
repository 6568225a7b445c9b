// A statement's PDF: written at the first download and kept, so that both sides get the same bytes for ever,
// whatever later becomes of fonts and layout. One of many movements is several files. Two at once keep one.
// Example: readPrinted(app, 7, statement, { language: "pt-BR", part: 1 }) → { pdf, sha256: "2d71…" }.
import { sha256 } from "../base/digest.ts";
import { Refusal } from "../base/refusal.ts";
import { inWorkspace } from "../db/transaction.ts";
import { listStatementLines } from "../statements/list-lines.ts";
import type { Statement } from "../statements/statement.ts";
import { addStatementFile, readStatementFile, type StatementFile } from "../statements/statement-file.ts";
import { LINES_A_PART, partsOf, writeStatementPdf } from "../statements/statement-pdf.ts";
import type { App } from "./app.ts";

/** The caller has asked whether the statement is the reader's to see. Throws 404 for a part beyond the last. */
export async function readPrinted(
  app: App,
  ws: number,
  statement: Statement,
  { language, part }: { language: "en" | "pt-BR"; part: number },
): Promise<StatementFile> {
  const parts = partsOf(statement);
  if (part > parts) {
    const message = `This statement has ${parts === 1 ? "one part" : `${parts} parts`}.`;
    throw new Refusal(404, "no_such_part", message, { facts: { parts } });
  }
  const name = { statement: statement.id, language, part };
  const wanted = { skip: (part - 1) * LINES_A_PART, limit: LINES_A_PART };
  const found = await inWorkspace(app.db, ws, async (tx) => {
    const kept = await readStatementFile(tx, ws, name);
    if (kept !== null) return { kept, lines: [] };
    return { kept, lines: await listStatementLines(tx, ws, statement, wanted) };
  });
  if (found.kept !== null) return found.kept;
  const pdf = await writeStatementPdf({ statement, part, lines: found.lines }, language);
  return await inWorkspace(app.db, ws, async (tx) => {
    await addStatementFile(tx, ws, name, { pdf, sha256: sha256(pdf).toString("hex") });
    return (await readStatementFile(tx, ws, name)) as StatementFile;
  });
}
