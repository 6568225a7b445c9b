// A migrated, empty database for one test file, copied from a template in about 50 ms and dropped afterwards.
// Never shared between files. Example: const { url, close } = await testDatabase(); … afterAll(close);
import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { inject } from "vitest";
import { runSql } from "./run-sql.ts";

export interface TestDatabase {
  /** Of the role that owns the database. */
  url: string;
  /** Drops the database, whoever is still connected. */
  close(): Promise<void>;
}

/** With `migrated: false` it is empty of everything. */
export async function testDatabase({ migrated = true } = {}): Promise<TestDatabase> {
  const serverUrl = inject("databaseUrl");
  const name = `test_${randomBytes(6).toString("hex")}`;
  const template = migrated ? inject("templateName") : "template1";
  await runSql(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { url: url.href, close: () => dropDatabase(serverUrl, name) };
}

/** An autovacuum worker in the database is not ours to end: it leaves by itself, so the drop is tried again. */
async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await runSql(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    } catch (error) {
      if (tries === 100 || !/terminate process|being accessed/.test((error as Error).message)) throw error;
      await sleep(100);
    }
  }
}
