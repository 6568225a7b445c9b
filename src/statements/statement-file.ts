// A statement's PDF as it is kept: written once, at the first download, and the same bytes for ever. Two at
// once keep one. Example: addStatementFile(tx, 7, { statement, language: "pt-BR", part: 1 }, { pdf, sha256 })
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

export interface StatementFile {
  pdf: Buffer;
  /** Of the file, 64 hexadecimal characters. */
  sha256: string;
}

interface Name {
  statement: Uuid;
  language: "en" | "pt-BR";
  /** From 1: a statement of many movements is several files. */
  part: number;
}

export async function addStatementFile(tx: Tx, ws: number, name: Name, file: StatementFile): Promise<void> {
  await tx
    .insertInto("statement_file")
    .values({ ws, ...name, ...file })
    .onConflict((conflict) => conflict.columns(["ws", "statement", "language", "part"]).doNothing())
    .execute();
}

export async function readStatementFile(tx: Tx, ws: number, name: Name): Promise<StatementFile | null> {
  const row = await tx
    .selectFrom("statement_file")
    .select(["pdf", "sha256"])
    .where("ws", "=", ws)
    .where("statement", "=", name.statement)
    .where("language", "=", name.language)
    .where("part", "=", name.part)
    .executeTakeFirst();
  return row ?? null;
}
