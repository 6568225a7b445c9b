// One database server for all test files: the embedded one, with its safe settings, on a folder of its own;
// or the one that TEST_DATABASE_URL names (its user may create databases). Migrates a template once, from
// which files copy theirs. Never leaves a server or a folder behind. Example: inject("databaseUrl") →
// "postgres://partage:…@%2Ftmp%2F…/partage"
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { removePlace } from "../src/db/embedded/find-place.ts";
import { startEmbedded } from "../src/db/embedded/start-embedded.ts";
import { migrate } from "../src/db/migrate.ts";
import { runSql } from "./run-sql.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Of a role that may create databases. */
    databaseUrl: string;
    /** A migrated database that nobody connects to. */
    templateName: string;
    /** For files that several test files share; gone with the run. */
    folder: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const server = given ? { url: given, stop: async () => undefined } : await startOwn();
  const templateName = `partage_template_${process.pid}`;
  try {
    await runSql(server.url, `DROP DATABASE IF EXISTS ${templateName}`);
    await runSql(server.url, `CREATE DATABASE ${templateName}`);
    const template = new URL(server.url);
    template.pathname = `/${templateName}`;
    await migrate(template.href);
  } catch (error) {
    await server.stop();
    throw error;
  }
  const folder = mkdtempSync(join(tmpdir(), "partage-test-files-"));
  project.provide("databaseUrl", server.url);
  project.provide("folder", folder);
  project.provide("templateName", templateName);
  return async () => {
    rmSync(folder, { recursive: true, force: true });
    await runSql(server.url, `DROP DATABASE IF EXISTS ${templateName} WITH (FORCE)`);
    await server.stop();
  };
}

async function startOwn() {
  const dataDir = mkdtempSync(join(tmpdir(), "partage-test-"));
  // The user that runs PostgreSQL for root must be able to enter it.
  chmodSync(dataDir, 0o755);
  const server = await startEmbedded({ dataDir });
  const stop = async () => {
    await server.stop();
    removePlace(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { url: server.url, stop };
}
