// Brings a database to the newest schema: plain numbered SQL files, forward only, each applied once, all in
// one transaction, as the owner. Never changes a file that was applied: a different hash stops the start.
// Example: migrate("postgres://owner@…/partage") on an empty database applies 0001_roles.sql, 0002_…, in
// order.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import pg from "pg";
import { Fault } from "../base/refusal.ts";
import { migrateJobs } from "./job-queue.ts";

const FOLDER = new URL("./migrations/", import.meta.url);
const NAME = /^(\d{4})_[a-z_]+\.sql$/;

interface Migration {
  number: number;
  name: string;
  sql: string;
  hash: string;
}

/** The files of ./migrations in order. */
export function readMigrations(): Migration[] {
  return readdirSync(FOLDER)
    .filter((name) => NAME.test(name))
    .sort()
    .map((name) => {
      const sql = readFileSync(new URL(name, FOLDER), "utf8");
      const hash = createHash("sha256").update(sql).digest("hex");
      return { number: Number(name.slice(0, 4)), name, sql, hash };
    });
}

/**
 * Applies what is missing, up to a number where one is given (for a backup of that schema); answers the names
 * applied. Two processes at once: the second waits, then finds it done.
 */
export async function migrate(ownerUrl: string, upTo = Number.MAX_SAFE_INTEGER): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await createSchema(client);
    await client.query("BEGIN");
    await client.query("LOCK TABLE partage.migration IN ACCESS EXCLUSIVE MODE");
    const applied = await applyMissing(client, upTo);
    // Under the same lock, so that two processes do not make the queue's tables at once.
    await migrateJobs(ownerUrl);
    await client.query("COMMIT");
    return applied;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw explain(error);
  } finally {
    await client.end();
  }
}

async function createSchema(client: pg.Client): Promise<void> {
  const found = await client.query("SELECT to_regclass('partage.migration') AS there");
  if (found.rows[0].there !== null) return;
  try {
    await client.query("CREATE SCHEMA IF NOT EXISTS partage");
    await client.query(`CREATE TABLE IF NOT EXISTS partage.migration
      (number int PRIMARY KEY, name text NOT NULL, hash text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`);
  } catch (error) {
    // Another process is creating the same two things: they are there when its statement has ended.
    if (!["23505", "42P06", "42P07"].includes((error as { code?: string }).code ?? "")) throw error;
    await client.query("SELECT 1 FROM partage.migration LIMIT 1");
  }
}

async function applyMissing(client: pg.Client, upTo: number): Promise<string[]> {
  const rows = await client.query("SELECT number, name, hash FROM partage.migration ORDER BY number");
  const known = new Map(rows.rows.map((row) => [row.number as number, row]));
  const files = readMigrations();
  const newest = files.at(-1)?.number ?? 0;
  const ahead = rows.rows.find((row) => row.number > newest);
  if (ahead) {
    throw new Fault(
      "schema_too_new",
      `The database was migrated by a newer Partage (${ahead.name}). Start that version, or restore a backup.`,
    );
  }
  const applied: string[] = [];
  for (const file of files) {
    const before = known.get(file.number);
    if (before && before.hash !== file.hash) {
      throw new Fault(
        "migration_changed",
        `${file.name} differs from the file that was applied. Put it back.`,
      );
    }
    if (before || file.number > upTo) continue;
    await client.query(file.sql);
    await client.query("INSERT INTO partage.migration (number, name, hash) VALUES ($1, $2, $3)", [
      file.number,
      file.name,
      file.hash,
    ]);
    applied.push(file.name);
  }
  return applied;
}

function explain(error: unknown): unknown {
  const { code, message } = error as { code?: string; message?: string };
  if (code !== "42501") return error;
  return new Fault(
    "no_right_to_migrate",
    `The database user lacks a right (${message}). An administrator runs: CREATE ROLE partage_app NOLOGIN; ` +
      "CREATE ROLE partage_identity NOLOGIN; GRANT partage_app, partage_identity TO <this user>; " +
      "GRANT CREATE ON DATABASE <this database> TO <this user>;",
  );
}
