// Everything a workspace has, as lines of JSON: one line a row, table by table, read in pages so that neither
// memory nor a transaction grows with it. Under the application role and row-level security, so that no other
// workspace's row can slip in. Secrets are left out, and what is only kept for a moment.
// Example: for await (const lines of exportWorkspace(db, 7)) reply.write(lines) →
// {"table":"party","row":{…}}.
import { sql } from "kysely";
import type { Database } from "./pool.ts";
import { inWorkspace } from "./transaction.ts";

const PASSING = new Set(["idempotency", "webhook_message", "statement_waiting"]);
const SECRET = /secret|token|password|sealed/;
const ROWS = 500;

interface Table {
  name: string;
  /** The primary key behind the workspace. */
  key: { name: string; type: string }[];
  secrets: string[];
}

const CATALOGUE = sql<{ name: string; key: { name: string; type: string }[]; columns: string[] }>`
  SELECT c.relname AS name,
    (SELECT coalesce(json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, NULL))
       ORDER BY k.place), '[]')
     FROM pg_index i, unnest(i.indkey) WITH ORDINALITY AS k (attnum, place)
     JOIN pg_attribute a ON a.attnum = k.attnum
     WHERE i.indrelid = c.oid AND i.indisprimary AND a.attrelid = c.oid AND a.attname <> 'ws') AS key,
    (SELECT json_agg(a.attname) FROM pg_attribute a
     WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = 'partage' AND c.relkind IN ('r', 'p') AND c.relforcerowsecurity
    AND has_table_privilege(current_user, c.oid, 'SELECT')
  ORDER BY c.relname`;

export async function* exportWorkspace(db: Database, ws: number): AsyncGenerator<string> {
  for (const table of await listTables(db, ws)) {
    let after: string[] | null = null;
    for (;;) {
      const page: Page = await readPage(db, ws, table, after);
      if (page.lines.length > 0) yield `${page.lines.join("\n")}\n`;
      if (page.last === null) break;
      after = page.last;
    }
  }
}

async function listTables(db: Database, ws: number): Promise<Table[]> {
  const { rows } = await inWorkspace(db, ws, (tx) => CATALOGUE.execute(tx));
  return rows
    .filter((row) => !PASSING.has(row.name))
    .map(({ name, key, columns }) => ({
      name,
      key,
      secrets: columns.filter((column) => SECRET.test(column)),
    }));
}

interface Page {
  lines: string[];
  /** The key of the last row; null when there is no further one. */
  last: string[] | null;
}

async function readPage(db: Database, ws: number, table: Table, after: string[] | null): Promise<Page> {
  const { name, key, secrets } = table;
  const columns = key.map((one) => sql.ref(`t.${one.name}`));
  const order = key.length === 0 ? sql`1` : sql.join(columns);
  const asText =
    key.length === 0
      ? sql`'{}'`
      : sql`array[${sql.join(key.map((one) => sql`${sql.ref(`t.${one.name}`)}::text`))}]`;
  const values = after?.map((text, at) => sql`${text}::text::${sql.raw(key[at]?.type ?? "text")}`);
  const behind = values === undefined ? sql`true` : sql`(${sql.join(columns)}) > (${sql.join(values)})`;
  const { rows } = await inWorkspace(db, ws, (tx) =>
    sql<{ line: string; key: string[] }>`
      SELECT json_build_object('table', ${name}::text, 'row', to_jsonb(t) - ${secrets}::text[])::text AS line,
        ${asText}::text[] AS key
      FROM ${sql.table(`partage.${name}`)} t WHERE t.ws = ${ws} AND ${behind} ORDER BY ${order} LIMIT ${ROWS}`.execute(
      tx,
    ),
  );
  const isMore = rows.length === ROWS && key.length > 0;
  return { lines: rows.map((row) => row.line), last: isMore ? (rows.at(-1)?.key ?? null) : null };
}
