// Runs PostgreSQL as a child, waits until it answers, and leaves it a guard: a shell that waits on a pipe
// from this process and, when even kill -9 has ended this process, shuts the server down. Never leaves a
// server behind but where the guard was killed too; the next start finds that one.
// Example: await runServer({ binaries, place, endpoint, … }) → { pid: 4711, exited } in 0.2 s
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Fault } from "../../base/refusal.ts";
import { asRunner } from "./choose-runner.ts";
import type { Binaries } from "./find-binaries.ts";
import type { Place } from "./find-place.ts";
import { hasOrphans, isServerOf, readPidFile } from "./read-pid-file.ts";
import { type Endpoint, settingWords } from "./settings.ts";

export interface ServerRun {
  binaries: Binaries;
  place: Place;
  endpoint: Endpoint;
  settings: Record<string, string>;
  log: (sentence: string) => void;
}

export interface ServerProcess {
  pid: number;
  /** Resolves when the server has ended, for whatever reason. */
  exited: Promise<void>;
  /** Ends the guard of a server that ended. */
  dismissGuard(): void;
}

const LOG_IS_LONG = 5_000_000;
const TAKES_LONG = 5_000;
const RETRY_FOR = 20_000;
const GUARD = 'read -r line && exit 0; kill -INT "$1"';
/** What a start right after a crash may meet, and what a moment's wait heals. */
const PASSING = /pre-existing shared memory block|lock file ".*" already exists|Address already in use/;

export async function runServer(run: ServerRun): Promise<ServerProcess> {
  const retryUntil = Date.now() + RETRY_FOR;
  for (;;) {
    removeStaleLocks(run);
    const logFrom = rotateLog(run.place);
    const child = spawnPostgres(run);
    const guard = spawnGuard(run.place, child.pid as number);
    const exited = once(child, "exit").then(() => undefined);
    const dismissGuard = () => guard.stdin?.end("done\n");
    if (await isReady(run, child)) return { pid: child.pid as number, exited, dismissGuard };
    await exited;
    dismissGuard();
    const said = readLog(run.place, logFrom);
    if (!PASSING.test(said) || Date.now() > retryUntil) throw explainStart(run.place, said);
    await sleep(100);
  }
}

function spawnPostgres({ binaries, place, endpoint, settings }: ServerRun): ChildProcess {
  const log = openSync(logOf(place), "a", 0o600);
  try {
    const words = ["-D", place.cluster, ...settingWords(endpoint, settings)];
    const child = spawn(join(binaries.bin, "postgres"), words, {
      ...asRunner(place.runner),
      cwd: "/",
      env: { LC_ALL: "C", PATH: "/usr/bin:/bin" },
      stdio: ["ignore", log, log],
      // Ctrl-C in a terminal reaches the whole group; the server must outlive what still uses it.
      detached: true,
    });
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

function spawnGuard(place: Place, pid: number): ChildProcess {
  const options = { ...asRunner(place.runner), cwd: "/", env: {}, detached: true };
  const guard = spawn("/bin/sh", ["-c", GUARD, "partage-guard", String(pid)], {
    ...options,
    stdio: ["pipe", "ignore", "ignore"],
  });
  guard.stdin?.on("error", () => undefined);
  (guard.stdin as unknown as { unref?: () => void } | null)?.unref?.();
  guard.unref();
  return guard;
}

/** True once the server takes connections, false when it ended instead. A long recovery is waited for. */
async function isReady({ place, log }: ServerRun, child: ChildProcess): Promise<boolean> {
  let tellAt = Date.now() + TAKES_LONG;
  while (child.exitCode === null && child.signalCode === null) {
    const running = readPidFile(place.cluster);
    if (running?.pid === child.pid && running?.ready) return true;
    if (Date.now() > tellAt) {
      log("the database is recovering from an interrupted run; this can take a minute");
      tellAt = Date.now() + 3 * TAKES_LONG;
    }
    await sleep(20);
  }
  return false;
}

/**
 * After a crash the numbers in PostgreSQL's lock files may belong to other programs by now, or to zombies
 * that nobody reaps (a container without an init), and PostgreSQL would refuse to start. Nothing is removed
 * while a process of the killed server still works in the cluster.
 */
function removeStaleLocks({ place, endpoint }: ServerRun): void {
  const locks = [join(place.cluster, "postmaster.pid")];
  if (endpoint.socketDir) locks.push(join(endpoint.socketDir, `.s.PGSQL.${endpoint.port}.lock`));
  const left = locks.filter((path) => existsSync(path));
  if (left.length === 0 || hasOrphans(place.cluster)) return;
  for (const path of left) {
    const pid = Number(readFileSync(path, "utf8").split("\n")[0]);
    if (!isServerOf(place.cluster, pid)) rmSync(path, { force: true });
  }
}

function logOf(place: Place): string {
  return join(place.home, "server.log");
}

/** Starts a new log when the old one is long; answers where this run's lines begin. */
function rotateLog(place: Place): number {
  if (!existsSync(logOf(place))) return 0;
  const { size } = statSync(logOf(place));
  if (size < LOG_IS_LONG) return size;
  renameSync(logOf(place), `${logOf(place)}.old`);
  return 0;
}

function readLog(place: Place, from: number): string {
  return readFileSync(logOf(place)).subarray(from).toString("utf8");
}

function explainStart(place: Place, said: string): Fault {
  if (/No space left on device|quota exceeded/i.test(said)) {
    return new Fault("disk_full", `There is no space left for ${place.home}: free some and start again.`);
  }
  const fatal = said.split("\n").filter((line) => /FATAL|PANIC/.test(line));
  const why = fatal.at(-1)?.replace(/^.*?(FATAL|PANIC):\s*/, "") ?? said.trim().split("\n").at(-1) ?? "";
  return new Fault(
    "database_not_started",
    `The database in ${place.cluster} did not start: ${why} (${logOf(place)})`,
  );
}
