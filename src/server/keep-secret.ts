// The secret that signs cookies: made once, kept in the data folder where only its owner reads it, outside
// the database, so that a copy of the database alone signs nobody in. Several processes share it through
// PARTAGE_SECRET.
// Example: keepSecret("/srv/partage/data") → "5f1c…" (64 characters), the same at every start.
import { randomBytes } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Fault } from "../base/refusal.ts";

export function keepSecret(dataDir: string): string {
  const file = join(dataDir, "secret");
  try {
    makeFolder(dataDir);
    return readSecret(file) ?? makeSecret(file);
  } catch (error) {
    if (error instanceof Fault) throw error;
    const code = (error as { code?: string }).code ?? "unknown error";
    throw new Fault(
      "data_unwritable",
      `The folder ${dataDir} cannot be written (${code}): choose another with DATA_DIR.`,
    );
  }
}

/**
 * Only as many levels as are missing: asked for all of them, Node's mkdir never returns on /proc and its
 * like.
 */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  if (!existsSync(dirname(path))) makeFolder(dirname(path));
  mkdirSync(path);
}

function makeSecret(file: string): string {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600, flag: "wx" });
  try {
    // A link, not a rename: of two processes that start at once, the second keeps what the first made.
    linkSync(draft, file);
  } catch (error) {
    if ((error as { code?: string }).code !== "EEXIST") throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readSecret(file) as string;
}

function readSecret(file: string): string | null {
  let text: string;
  try {
    text = readFileSync(file, "utf8").trim();
  } catch (error) {
    if ((error as { code?: string }).code === "ENOENT") return null;
    throw error;
  }
  if (text.length >= 32) return text;
  throw new Fault(
    "secret_damaged",
    `${file} does not hold a secret: remove it, and everybody signs in anew.`,
  );
}
