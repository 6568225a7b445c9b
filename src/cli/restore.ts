// `partage restore FILE`: puts a backup into an empty database, all of it or nothing. Never adds to one that
// holds something; the file is checked to its last byte before the one transaction is committed.
// Example: DATA_DIR=./restored partage restore 2026-11-21.partage.gz → "40213 rows of
// 2026-11-21T05:00:00.000Z restored"
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import { createGunzip } from "node:zlib";
import { Fault, Refusal } from "../base/refusal.ts";
import { readBackup } from "../db/backup/read-backup.ts";
import type { Stdio } from "./command.ts";
import { findDatabase, sayWhy } from "./find-database.ts";

const USAGE = `Usage: partage restore FILE

Puts a backup into an empty database: one that DATABASE_URL names, or a new folder that DATA_DIR names.
Then run: partage verify
`;

export async function runRestore(argv: readonly string[], stdio: Stdio): Promise<number> {
  const [file, ...more] = argv;
  if (file === "--help") {
    stdio.stdout.write(USAGE);
    return 0;
  }
  if (file === undefined || file.startsWith("-") || more.length > 0) {
    stdio.stderr.write(USAGE);
    return 2;
  }
  try {
    const { rows, at } = await restore(file);
    stdio.stdout.write(`${rows} rows of ${at} restored. Prove it: partage verify\n`);
    return 0;
  } catch (error) {
    const why = sayWhy(error);
    if (why === null) throw error;
    stdio.stderr.write(`partage restore: ${why}\n`);
    return 1;
  }
}

async function restore(file: string): Promise<{ rows: number; at: string }> {
  const lines = readLines(file);
  // Opened before a database is started: a wrong name must not leave an empty one behind.
  const first = await lines.next();
  const database = await findDatabase(process.env);
  try {
    return await readBackup(database.url, prepend(first, lines));
  } finally {
    await database.close();
  }
}

async function* prepend(first: IteratorResult<string, void>, rest: AsyncGenerator<string, void>) {
  if (!first.done) yield first.value;
  yield* rest;
}

/** The lines of a compressed file, cut at line feeds only: other separators are part of people's texts. */
async function* readLines(file: string): AsyncGenerator<string, void> {
  const gunzip = createGunzip();
  const text = new StringDecoder("utf8");
  let pending: string[] = [];
  try {
    pipeline(createReadStream(file), gunzip, () => undefined);
    for await (const piece of gunzip) {
      const parts = text.write(piece as Buffer).split("\n");
      const last = parts.pop() as string;
      for (const part of parts) {
        yield pending.join("") + part;
        pending = [];
      }
      pending.push(last);
    }
  } catch (error) {
    throw explainRead(file, error);
  }
}

function explainRead(file: string, error: unknown): unknown {
  const { code = "", message } = error as NodeJS.ErrnoException;
  if (code.startsWith("Z_")) {
    return new Refusal(
      422,
      "backup_damaged",
      `${file} is no backup, or is damaged (${message}). Nothing was restored.`,
    );
  }
  if (code === "ENOENT" || code === "EACCES" || code === "EISDIR") {
    return new Fault("file_not_read", `${file} could not be read: ${message}`, error);
  }
  return error;
}
