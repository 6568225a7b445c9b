// Where a data folder's database lies. Usually inside it, in postgres/. When the user that runs PostgreSQL
// cannot get there (root's own folder is closed to everybody), in a system folder, and the data folder holds
// a pointer to it. Never moves a database, never deletes one unless told. Example:
// /root/partage/data/postgres.json says {"home": "/var/lib/partage/3f9c0a1b2d4e"} → cluster
// /var/lib/partage/3f9c0a1b2d4e/cluster
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { Fault } from "../../base/refusal.ts";
import { canEnter, chooseRunner, type Runner, runnerOf } from "./choose-runner.ts";

export const SYSTEM_FOLDER = process.platform === "darwin" ? "/usr/local/var/partage" : "/var/lib/partage";

export interface Place {
  dataDir: string;
  /** Holds cluster/, run/, server.log and secrets.json. */
  home: string;
  /** PostgreSQL's own data directory. */
  cluster: string;
  runner: Runner;
}

/** Makes sure that the folder is there and can be written; a Fault says what is wrong in one sentence. */
export function openDataDir(path: string): string {
  const dataDir = resolve(path);
  try {
    mkdirSync(dataDir, { recursive: true });
    const probe = join(dataDir, `.probe-${process.pid}`);
    writeFileSync(probe, "x");
    rmSync(probe);
    return dataDir;
  } catch (error) {
    throw explainWrite(dataDir, error);
  }
}

/** The place of a data folder that has a database already; null when there is none yet. */
export function knownPlace(dataDir: string): Place | null {
  const pointer = pointerOf(dataDir);
  let home = join(dataDir, "postgres");
  if (!existsSync(join(home, "cluster")) && existsSync(pointer)) {
    home = JSON.parse(readFileSync(pointer, "utf8")).home;
    if (!existsSync(home)) {
      throw new Fault(
        "data_is_gone",
        `${pointer} says that the database lies in ${home}, which is not there: put it back, or remove ` +
          `${pointer} to begin with an empty database.`,
      );
    }
  }
  const cluster = join(home, "cluster");
  if (!existsSync(cluster)) return null;
  return { dataDir, home, cluster, runner: runnerOf(cluster) };
}

/** The place of a data folder; chosen, made and remembered when there is none yet. */
export function findPlace(dataDir: string): Place {
  const known = knownPlace(dataDir);
  if (known) return known;
  const runner = chooseRunner();
  try {
    const home = existsSync(pointerOf(dataDir))
      ? (JSON.parse(readFileSync(pointerOf(dataDir), "utf8")).home as string)
      : makeHome(dataDir, runner);
    return { dataDir, home, cluster: join(home, "cluster"), runner };
  } catch (error) {
    throw error instanceof Fault ? error : explainWrite(dataDir, error);
  }
}

/** Removes the database of a data folder for good. Only for a stopped one. */
export function removePlace(dataDir: string): void {
  const place = knownPlace(resolve(dataDir));
  if (place) rmSync(place.home, { recursive: true, force: true });
  rmSync(pointerOf(resolve(dataDir)), { force: true });
}

function makeHome(dataDir: string, runner: Runner): string {
  const inside = join(dataDir, "postgres");
  mkdirSync(inside, { recursive: true });
  // The runner must pass through it; what lies in it is closed one by one.
  chmodSync(inside, runner ? 0o711 : 0o700);
  if (canEnter(runner, inside)) return inside;
  rmSync(inside, { recursive: true });
  const home = join(SYSTEM_FOLDER, randomBytes(6).toString("hex"));
  mkdirSync(home, { recursive: true, mode: 0o711 });
  if (!canEnter(runner, home)) {
    throw new Fault(
      "no_reachable_folder",
      `The user ${runner?.name} cannot reach ${dataDir} nor ${SYSTEM_FOLDER}: choose another folder with DATA_DIR.`,
    );
  }
  writeSafely(pointerOf(dataDir), `${JSON.stringify({ home }, null, 2)}\n`);
  return home;
}

function pointerOf(dataDir: string): string {
  return join(dataDir, "postgres.json");
}

/** Writes a file whole or not at all, and keeps it through a power cut. */
export function writeSafely(path: string, text: string): void {
  const fresh = `${path}.${process.pid}`;
  const file = openSync(fresh, "w", 0o600);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(fresh, path);
}

/** Turns a failed write into a Fault that a person can act on. */
export function explainWrite(folder: string, error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOSPC" || code === "EDQUOT") {
    return new Fault(
      "disk_full",
      `There is no space left for ${folder}: free some, or choose another DATA_DIR.`,
      error,
    );
  }
  const why: Record<string, string> = {
    EACCES: "permission denied",
    EPERM: "not permitted",
    EROFS: "the file system is read-only",
    ENOTDIR: "a part of the path is not a folder",
    EEXIST: "it is a file",
  };
  if (!code || !(code in why)) return error;
  const sentence = `Partage cannot write to ${folder} (${why[code]}): change that, or choose another folder with DATA_DIR.`;
  return new Fault("data_not_writable", sentence, message);
}
