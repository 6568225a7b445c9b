// The embedded PostgreSQL of a data folder, from nothing to a connection string: folder, lock, programs,
// cluster, server. One process owns it; when the server dies under it, it is started again at the same
// endpoint. Never runs without fsync, never listens beyond this machine, never takes a data folder from a
// living process.
// Example: await startEmbedded({ dataDir: "./data" }) → { url:
// "postgres://partage:…@%2Fvar%2F…%2Frun/partage", stop }
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Fault } from "../../base/refusal.ts";
import { chooseEndpoint, leaveEndpoint } from "./choose-endpoint.ts";
import { ensureDatabase } from "./ensure-database.ts";
import { findBinaries } from "./find-binaries.ts";
import { findPlace, knownPlace, openDataDir, type Place } from "./find-place.ts";
import { holdFile } from "./hold-file.mjs";
import { makeCluster, readSecrets } from "./make-cluster.ts";
import { readPidFile } from "./read-pid-file.ts";
import { runServer, type ServerProcess, type ServerRun } from "./run-server.ts";
import type { Endpoint } from "./settings.ts";
import { stopServer } from "./stop-server.ts";

export interface EmbeddedOptions {
  dataDir: string;
  /** Told in one sentence what takes time or went wrong. */
  log?: (sentence: string) => void;
  /** PostgreSQL settings over ours: tests and benchmarks only. */
  settings?: Record<string, string>;
  /** Called when the server died and could not be started again. */
  onLost?: (fault: unknown) => void;
}

export interface EmbeddedServer {
  /** Of the role that owns the database and migrates it. */
  url: string;
  /** The server's process, of the moment. */
  pid(): number;
  /** Ends the server within five seconds; a second call waits for the first. */
  stop(): Promise<void>;
}

const PREDECESSOR_MS = 6_000;
const RESTARTS = 5;
const RESTARTS_WITHIN = 60_000;

/** Starts the server and owns it. Throws a Fault with one clear sentence when it cannot. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const dataDir = openDataDir(options.dataDir);
  const log = options.log ?? (() => undefined);
  const held = await holdFile(join(dataDir, "partage.lock"), {
    waitMs: PREDECESSOR_MS,
    onWait: (pid) => log(`process ${pid} is still using ${dataDir}; waiting for it to end`),
  });
  if (!held.release) {
    throw new Fault(
      "data_in_use",
      `Another Partage (process ${held.by}) is using ${dataDir}: stop it first, or choose another folder with DATA_DIR.`,
    );
  }
  try {
    return await own(findPlace(dataDir), options, log, held.release);
  } catch (error) {
    held.release();
    throw error;
  }
}

/** For a command beside a running server: joins it; starts (and later stops) one when none runs. */
export async function joinEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const dataDir = openDataDir(options.dataDir);
  const lock = await holdFile(join(dataDir, "partage.lock"));
  if (lock.release) {
    lock.release();
    return startEmbedded(options);
  }
  for (const until = Date.now() + PREDECESSOR_MS; Date.now() < until; await sleep(100)) {
    const place = knownPlace(dataDir);
    const running = place ? readPidFile(place.cluster) : null;
    if (!place || !running?.ready) continue;
    const url = urlOf("partage", readSecrets(place).owner, running.endpoint, "partage");
    return { url, pid: () => running.pid, stop: async () => undefined };
  }
  throw new Fault(
    "data_in_use",
    `Another Partage (process ${lock.by}) holds ${dataDir}, but its database does not answer.`,
  );
}

async function own(
  place: Place,
  options: EmbeddedOptions,
  log: (sentence: string) => void,
  release: () => void,
): Promise<EmbeddedServer> {
  const binaries = findBinaries(place);
  const secrets = makeCluster(binaries, place);
  await endLeftover(place, log);
  const endpoint = await chooseEndpoint(place);
  const run: ServerRun = { binaries, place, endpoint, settings: options.settings ?? {}, log };
  let server = await runServer(run);
  try {
    await ensureDatabase(urlOf("postgres", secrets.superuser, endpoint, "postgres"), secrets.owner);
  } catch (error) {
    await stopServer(place.cluster, server.pid);
    server.dismissGuard();
    throw error;
  }
  const supervision = superviseServer(run, server, (next) => (server = next), options.onLost);
  let stopping: Promise<void> | null = null;
  const stop = async () => {
    supervision.end();
    await stopServer(place.cluster, server.pid);
    server.dismissGuard();
    leaveEndpoint(place, endpoint);
    release();
  };
  return {
    url: urlOf("partage", secrets.owner, endpoint, "partage"),
    pid: () => server.pid,
    stop: () => (stopping ??= stop()),
  };
}

/** A server that a killed process left behind is ended first, so that nothing of that process goes on. */
async function endLeftover(place: Place, log: (sentence: string) => void): Promise<void> {
  const leftover = readPidFile(place.cluster);
  if (!leftover) return;
  log("ending the database that an interrupted run left behind");
  if (await stopServer(place.cluster, leftover.pid)) return;
  throw new Fault(
    "leftover_server",
    `PostgreSQL process ${leftover.pid} on ${place.cluster} does not end: end it by hand.`,
  );
}

/**
 * Starts the server again when it dies by itself (killed, out of memory); gives up after five times in a
 * minute.
 */
function superviseServer(
  run: ServerRun,
  first: ServerProcess,
  replace: (next: ServerProcess) => void,
  onLost: ((fault: unknown) => void) | undefined,
): { end(): void } {
  let ended = false;
  let deaths: number[] = [];
  const watch = async (server: ServerProcess): Promise<void> => {
    await server.exited;
    server.dismissGuard();
    if (ended) return;
    deaths = [...deaths.filter((at) => at > Date.now() - RESTARTS_WITHIN), Date.now()];
    if (deaths.length > RESTARTS)
      throw new Fault("database_lost", "The embedded database died six times in a minute.");
    run.log("the embedded database ended by itself; starting it again");
    const next = await runServer(run);
    replace(next);
    if (ended) await stopServer(run.place.cluster, next.pid);
    else return watch(next);
  };
  watch(first).catch((error) => (ended ? undefined : onLost?.(error)));
  return { end: () => (ended = true) };
}

function urlOf(user: string, password: string, endpoint: Endpoint, database: string): string {
  const host = endpoint.socketDir === null ? "127.0.0.1" : encodeURIComponent(endpoint.socketDir);
  const port = endpoint.socketDir === null ? `:${endpoint.port}` : "";
  return `postgres://${user}:${password}@${host}${port}/${database}`;
}
