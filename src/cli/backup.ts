// `partage backup FILE`: everything that the database holds, as one snapshot in one compressed file, while
// the server runs on or is stopped. The file is whole or not there, readable to its owner only, and never
// written over another.
// Example: partage backup 2026-11-21.partage.gz → "40213 rows in 2026-11-21.partage.gz (3.1 MB)"

import { once } from "node:events";
import {
  closeSync,
  createWriteStream,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { finished } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { Fault, Refusal } from "../base/refusal.ts";
import { writeBackup } from "../db/backup/write-backup.ts";
import type { Stdio } from "./command.ts";
import { findDatabase, sayWhy } from "./find-database.ts";

const USAGE = `Usage: partage backup FILE

Writes everything that the database holds into FILE, which must not exist yet; the server may run meanwhile.
DATABASE_URL or DATA_DIR say which database. The file holds secrets: keep it where only you can read it.
`;

export async function runBackup(argv: readonly string[], stdio: Stdio): Promise<number> {
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
    if (existsSync(file)) throw new Refusal(409, "file_exists", `${file} exists: name another file.`);
    const rows = await backUp(file);
    const size = (statSync(file).size / 1e6).toFixed(1);
    stdio.stdout.write(`${rows} rows in ${file} (${size} MB)\n`);
    return 0;
  } catch (error) {
    const why = sayWhy(error);
    if (why === null) throw error;
    stdio.stderr.write(`partage backup: ${why}\n`);
    return 1;
  }
}

async function backUp(file: string): Promise<number> {
  const fresh = `${file}.${process.pid}.partial`;
  const database = await findDatabase(process.env, { existing: true });
  try {
    const rows = await writeFresh(fresh, database.url);
    renameSync(fresh, file);
    return rows;
  } catch (error) {
    rmSync(fresh, { force: true });
    const { code, message } = error as NodeJS.ErrnoException;
    if (
      code === "ENOENT" ||
      code === "EACCES" ||
      code === "ENOSPC" ||
      code === "EROFS" ||
      code === "EISDIR"
    ) {
      throw new Fault("file_not_written", `${file} could not be written: ${message}`, error);
    }
    throw error;
  } finally {
    await database.close();
  }
}

async function writeFresh(fresh: string, url: string): Promise<number> {
  const descriptor = openSync(fresh, "wx", 0o600);
  try {
    const gzip = createGzip({ level: 6 });
    const out = createWriteStream(fresh, { fd: descriptor, autoClose: false });
    const written = finished(gzip.pipe(out));
    // The write below sees it first; here it only must not be left without a listener.
    written.catch(() => undefined);
    const rows = await writeBackup(url, new Date().toISOString(), async (text) => {
      if (out.errored) throw out.errored;
      if (!gzip.write(text)) await Promise.race([once(gzip, "drain"), written]);
    });
    gzip.end();
    await written;
    fsyncSync(descriptor);
    return rows;
  } finally {
    closeSync(descriptor);
  }
}
