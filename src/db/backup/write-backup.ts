// Writes everything that Partage keeps in a database as lines of text: one snapshot, whatever is posted
// meanwhile. Needs no program of PostgreSQL's, no superuser and no stop. Every value is written as PostgreSQL
// itself spells it, so that it comes back to the bit; the last line holds the number of rows and the SHA-256
// of all lines before it.
// Example: {"format":"partage-backup/1",…} · {"table":"partage.sale","ws":1,…} · ["1","019a…",…] ·
// {"rows":24,"sha256":…}
import { createHash } from "node:crypto";
import pg from "pg";
import { listSequences, listTables, listWorkspaces, type Table } from "./list-tables.ts";

export const FORMAT = "partage-backup/1";

export interface BackupHead {
  format: string;
  /** When it was written, RFC 3339. */
  at: string;
  /** PostgreSQL's version, as it says it. */
  server: string;
  /** The migrations that had been applied. */
  migrations: { number: number; name: string; hash: string }[];
}

const ROWS_AT_ONCE = 500;

/** Hands on the text of the backup in pieces; answers how many rows it holds. */
export async function writeBackup(
  ownerUrl: string,
  at: string,
  take: (text: string) => Promise<void>,
): Promise<number> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: "partage backup" });
  await client.connect();
  const hash = createHash("sha256");
  const write = async (text: string) => {
    hash.update(text);
    await take(text);
  };
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    // How a value is spelled must not depend on how this server was set up.
    await client.query(
      "SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL intervalstyle = 'iso_8601'; SET LOCAL timezone = 'UTC'",
    );
    await client.query(
      "SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex'; SET LOCAL row_security = on",
    );
    await write(`${JSON.stringify(await headOf(client, at))}\n`);
    await write(`${JSON.stringify({ sequences: await listSequences(client) })}\n`);
    const workspaces = await listWorkspaces(client);
    let rows = 0;
    for (const table of await listTables(client)) {
      for (const ws of table.perWorkspace ? workspaces : [null])
        rows += await writeTable(client, table, ws, write);
    }
    await client.query("COMMIT");
    await take(`${JSON.stringify({ rows, sha256: hash.digest("hex") })}\n`);
    return rows;
  } finally {
    await client.end();
  }
}

async function headOf(client: pg.Client, at: string): Promise<BackupHead> {
  const { rows } = await client.query("SELECT number, name, hash FROM partage.migration ORDER BY number");
  const version = await client.query("SELECT current_setting('server_version') AS server");
  return { format: FORMAT, at, server: version.rows[0].server, migrations: rows };
}

/** Writes one table, or what one workspace has of it; a table without rows is left out. */
async function writeTable(
  client: pg.Client,
  table: Table,
  ws: number | null,
  write: (text: string) => Promise<void>,
): Promise<number> {
  const fields = table.columns.map((column) => `${column.name}::text`).join(", ");
  await client.query("SELECT set_config('app.ws', $1, true)", [ws === null ? "" : String(ws)]);
  const where = ws === null ? "" : `WHERE ws = ${ws}`;
  await client.query(
    `DECLARE line NO SCROLL CURSOR FOR SELECT json_build_array(${fields})::text AS line FROM ${table.name} ${where}`,
  );
  let count = 0;
  for (;;) {
    const { rows } = await client.query<{ line: string }>(`FETCH ${ROWS_AT_ONCE} FROM line`);
    if (rows.length === 0) break;
    if (count === 0) {
      const columns = table.columns.map((column) => column.name);
      await write(`${JSON.stringify({ table: table.name, ws, columns })}\n`);
    }
    await write(rows.map((row) => `${row.line}\n`).join(""));
    count += rows.length;
  }
  await client.query("CLOSE line");
  return count;
}
