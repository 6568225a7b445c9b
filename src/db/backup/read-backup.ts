// Puts a backup into an empty database, in one transaction: everything or nothing. Migrates it to the schema
// that the backup was written under, fills it, and then brings it to this version's. What only grows still
// only grows afterwards. Never adds to a database that holds something, and never keeps a backup whose last
// line does not agree.
// Example: await readBackup(ownerUrl, lines) → { rows: 40213, at: "2026-11-21T05:00:00.000Z" }
import { createHash } from "node:crypto";
import pg from "pg";
import { Refusal } from "../../base/refusal.ts";
import { migrate, readMigrations } from "../migrate.ts";
import { listTables, type Sequence, type Table } from "./list-tables.ts";
import { type BackupHead, FORMAT } from "./write-backup.ts";

const BATCH_ROWS = 500;
const BATCH_BYTES = 4_000_000;

type Line = { table: string; ws: number | null; columns: string[] } | { rows: number; sha256: string };

/** Reads the lines of a backup into an empty database. Throws a Refusal that says why it cannot. */
export async function readBackup(
  ownerUrl: string,
  lines: AsyncIterable<string>,
): Promise<{ rows: number; at: string }> {
  const input = lines[Symbol.asyncIterator]();
  const first = await next(input);
  const head = readHead(first);
  const second = await next(input);
  const { sequences } = JSON.parse(second) as { sequences: Sequence[] };
  await migrate(ownerUrl, head.migrations.at(-1)?.number ?? 0);
  const client = new pg.Client({ connectionString: ownerUrl, application_name: "partage restore" });
  await client.connect();
  try {
    await client.query("BEGIN");
    const tables = await listTables(client);
    await openTables(client, tables);
    await refuseIfFilled(client, tables, head);
    const hash = createHash("sha256").update(`${first}\n${second}\n`);
    const rows = await fill(client, new Map(tables.map((table) => [table.name, table])), input, hash);
    await closeTables(client, tables);
    for (const { name, last, called } of sequences) {
      await client.query("SELECT setval($1::regclass, $2, $3)", [name, last, called]);
    }
    await client.query("COMMIT");
    await migrate(ownerUrl);
    await client.query("ANALYZE");
    return { rows, at: head.at };
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  } finally {
    await client.end();
  }
}

async function next(input: AsyncIterator<string>): Promise<string> {
  const { value, done } = await input.next();
  if (done) throw cutOff();
  return value;
}

function cutOff(): Refusal {
  return new Refusal(
    422,
    "backup_damaged",
    "The backup ends too early: it was cut off. Nothing was restored.",
  );
}

function readHead(line: string): BackupHead {
  let head: BackupHead | null = null;
  try {
    head = JSON.parse(line);
  } catch {
    // Whatever it is, it is no backup.
  }
  if (head?.format !== FORMAT) {
    throw new Refusal(
      422,
      "not_a_backup",
      `This is no backup of Partage (its first line does not say ${FORMAT}).`,
    );
  }
  const files = new Map(readMigrations().map((file) => [file.number, file]));
  const unknown = head.migrations.find(({ number, hash }) => files.get(number)?.hash !== hash);
  if (unknown) {
    const message = `The backup was written by another Partage, whose schema (${unknown.name}) this one does not know.`;
    throw new Refusal(409, "backup_of_another_version", message);
  }
  return head;
}

/**
 * Lets the owner see and fill every table, and keeps triggers from making again what the backup holds; undone
 * by `closeTables` in the same transaction, so nobody else ever sees it.
 */
async function openTables(client: pg.Client, tables: Table[]): Promise<void> {
  for (const { name, perWorkspace, insertTriggers } of tables) {
    if (perWorkspace) await client.query(`ALTER TABLE ${name} NO FORCE ROW LEVEL SECURITY`);
    for (const trigger of insertTriggers)
      await client.query(`ALTER TABLE ${name} DISABLE TRIGGER ${trigger.name}`);
  }
}

const ENABLE: Record<string, string> = { O: "ENABLE", A: "ENABLE ALWAYS", R: "ENABLE REPLICA", D: "DISABLE" };

async function closeTables(client: pg.Client, tables: Table[]): Promise<void> {
  for (const { name, perWorkspace, insertTriggers } of tables) {
    if (perWorkspace) await client.query(`ALTER TABLE ${name} FORCE ROW LEVEL SECURITY`);
    for (const trigger of insertTriggers) {
      await client.query(`ALTER TABLE ${name} ${ENABLE[trigger.enabled]} TRIGGER ${trigger.name}`);
    }
  }
}

async function refuseIfFilled(client: pg.Client, tables: Table[], head: BackupHead): Promise<void> {
  for (const { name } of tables) {
    const { rows } = await client.query(`SELECT EXISTS (SELECT FROM ${name}) AS filled`);
    if (!rows[0].filled) continue;
    const message = `The database is not empty (${name} has rows): restore into a new one, or another DATA_DIR.`;
    throw new Refusal(409, "database_not_empty", message);
  }
  const applied = await client.query("SELECT max(number) AS newest FROM partage.migration");
  if (applied.rows[0].newest !== (head.migrations.at(-1)?.number ?? 0)) {
    const message = "The database was migrated past the backup's schema: restore into a new database.";
    throw new Refusal(409, "database_ahead_of_backup", message);
  }
}

/** Puts the rows in, and compares the last line with what was read. */
async function fill(
  client: pg.Client,
  tables: Map<string, Table>,
  input: AsyncIterator<string>,
  hash: ReturnType<typeof createHash>,
): Promise<number> {
  let total = 0;
  let insert = "";
  let batch: string[] = [];
  let bytes = 0;
  const flush = async () => {
    if (batch.length > 0)
      await client.query(insert, [batch]).catch((error) => Promise.reject(asDamage(error)));
    batch = [];
    bytes = 0;
  };
  for (;;) {
    const text = await next(input);
    if (text.startsWith("[")) {
      batch.push(text);
      bytes += text.length;
      total++;
      if (batch.length >= BATCH_ROWS || bytes >= BATCH_BYTES) await flush();
    } else {
      await flush();
      const line = JSON.parse(text) as Line;
      if ("sha256" in line) {
        if (line.rows === total && line.sha256 === hash.digest("hex")) return total;
        const message = "The backup is damaged: its checksum does not agree. Nothing was restored.";
        throw new Refusal(422, "backup_damaged", message);
      }
      insert = insertInto(tables, line.table, line.columns);
    }
    hash.update(`${text}\n`);
  }
}

/**
 * A row that its table does not take (a missing parent, a broken check, a wrong spelling) was not written by
 * a backup.
 */
function asDamage(error: unknown): unknown {
  const { code = "", message } = error as { code?: string; message?: string };
  if (!/^(21|22|23)/.test(code)) return error;
  return new Refusal(422, "backup_damaged", `The backup is damaged: ${message}. Nothing was restored.`);
}

function insertInto(tables: Map<string, Table>, name: string, columns: string[]): string {
  const types = new Map(tables.get(name)?.columns.map((column) => [column.name, column.type]));
  const missing = columns.find((column) => !types.has(column));
  if (missing !== undefined || types.size === 0) {
    throw new Refusal(
      422,
      "backup_damaged",
      `The backup names ${name}.${missing ?? ""}, which the schema does not have.`,
    );
  }
  const values = columns.map((column, at) => `(line->>${at})::${types.get(column)}`);
  return `INSERT INTO ${name} (${columns.join(", ")}) OVERRIDING SYSTEM VALUE
    SELECT ${values.join(", ")} FROM unnest($1::json[]) WITH ORDINALITY AS u (line, at) ORDER BY at`;
}
