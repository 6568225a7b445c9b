// The PostgreSQL that a bench runs on: the embedded one with its safe settings on a folder of its own, or the
// one that BENCH_DATABASE_URL names, in a database of its own. Takes back whatever it made.
// Example: const server = await openServer(); … await server.close();
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { checkServer } from "../src/db/check-server.ts";
import { removePlace } from "../src/db/embedded/find-place.ts";
import { startEmbedded } from "../src/db/embedded/start-embedded.ts";
import { migrate } from "../src/db/migrate.ts";

export interface BenchServer {
  /** Of the role that owns a migrated, empty database. */
  readonly url: string;
  readonly version: string;
  readonly embedded: boolean;
  close(): Promise<void>;
}

export async function openServer(given = process.env.BENCH_DATABASE_URL): Promise<BenchServer> {
  const server = given ? await onServer(given) : await onEmbedded();
  try {
    await migrate(server.url);
    return { ...server, version: await versionOf(server.url), embedded: !given };
  } catch (error) {
    await server.close();
    throw error;
  }
}

async function onEmbedded() {
  const dataDir = mkdtempSync(join(tmpdir(), "partage-bench-"));
  // The user that runs PostgreSQL for root must be able to enter it.
  chmodSync(dataDir, 0o755);
  const server = await startEmbedded({ dataDir });
  const close = async () => {
    await server.stop();
    removePlace(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { url: server.url, close };
}

async function onServer(given: string) {
  await checkServer(given, false);
  const name = `partage_bench_${process.pid}`;
  await runSql(given, `CREATE DATABASE ${name}`);
  const url = new URL(given);
  url.pathname = `/${name}`;
  const close = async () => {
    await runSql(given, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  };
  return { url: url.href, close };
}

async function versionOf(url: string): Promise<string> {
  return (await runSql(url, "SHOW server_version"))[0]?.server_version ?? "unknown";
}

/** One statement on a connection of its own. */
export async function runSql(url: string, text: string): Promise<Record<string, string>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}
