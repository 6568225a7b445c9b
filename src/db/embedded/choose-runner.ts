// Under which user PostgreSQL runs: it refuses root, so root lends it an unprivileged user that the machine
// already has. Never creates a user, never changes one. An existing database is run by the user who owns it.
// Example: as root on Debian → { name: "nobody", uid: 65534, gid: 65534 }; as ana → null (herself)
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { userInfo } from "node:os";
import { Fault } from "../../base/refusal.ts";

/** null: the user of this process. */
export type Runner = { name: string; uid: number; gid: number } | null;

const CANDIDATES = ["postgres", "nobody"];

export function chooseRunner(): Runner {
  if (process.getuid?.() !== 0) return null;
  for (const name of CANDIDATES) {
    const uid = askId("-u", name);
    const gid = askId("-g", name);
    if (uid && gid) return { name, uid, gid };
  }
  throw new Fault(
    "no_unprivileged_user",
    "PostgreSQL does not run as root, and this machine has no user `nobody` or `postgres` to run it: " +
      "start Partage as an ordinary user, or set DATABASE_URL.",
  );
}

/** The runner of a database that exists; a Fault when this process may not be its runner. */
export function runnerOf(cluster: string): Runner {
  const { uid, gid } = statSync(cluster);
  const me = process.getuid?.() ?? uid;
  if (me === uid) return null;
  const name = nameOf(uid);
  if (me === 0) return { name, uid, gid };
  throw new Fault(
    "data_of_another_user",
    `The database in ${cluster} belongs to the user ${name}, and Partage runs as ${userInfo().username}: ` +
      "start it as the same user as before, or choose another folder with DATA_DIR.",
  );
}

/** Options for spawn that make a child run as the runner. */
export function asRunner(runner: Runner): { uid?: number; gid?: number } {
  return runner ? { uid: runner.uid, gid: runner.gid } : {};
}

/** True when the runner can enter the folder, with every folder above it. */
export function canEnter(runner: Runner, folder: string): boolean {
  if (!existsSync(folder)) return false;
  return (
    spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", folder], { ...asRunner(runner), cwd: "/" }).status === 0
  );
}

function askId(flag: string, name: string): number {
  try {
    const id = Number(
      execFileSync("id", [flag, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }),
    );
    return id >>> 0;
  } catch {
    return 0;
  }
}

function nameOf(uid: number): string {
  try {
    return execFileSync("id", ["-un", String(uid)], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return String(uid);
  }
}
