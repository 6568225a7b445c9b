// The tables and sequences of a database that belong to Partage, as its own catalogue tells them: what a
// backup holds and in which order a restore puts it back (what is referred to comes first). The job queue is
// left out, because it holds only what is to be done again. Example: listTables(client) → [{ name:
// "identity.person", … }, …, "partage.sale"]
import type pg from "pg";
import { Broken } from "../../base/refusal.ts";

const SCHEMAS = ["identity", "partage"];

export interface Table {
  /** Schema and name, quoted where needed: "partage.sale". */
  name: string;
  /** True where row-level security shows even the owner the rows of one workspace only. */
  perWorkspace: boolean;
  columns: { name: string; type: string }[];
  /** Triggers that fire when a row is put in; a restore puts in what they once made. */
  insertTriggers: { name: string; enabled: string }[];
}

interface Row extends Table {
  refersTo: string[];
}

const TABLES = `
  SELECT format('%I.%I', n.nspname, c.relname) AS name, c.relforcerowsecurity AS "perWorkspace",
    (SELECT json_agg(json_build_object('name', quote_ident(a.attname), 'type', format_type(a.atttypid, a.atttypmod))
       ORDER BY a.attnum) FROM pg_attribute a
     WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
    (SELECT coalesce(json_agg(json_build_object('name', quote_ident(t.tgname), 'enabled', t.tgenabled)), '[]')
       FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal AND t.tgtype & 4 > 0) AS "insertTriggers",
    (SELECT coalesce(json_agg(DISTINCT format('%I.%I', fn.nspname, fc.relname)), '[]')
       FROM pg_constraint f JOIN pg_class fc ON fc.oid = f.confrelid JOIN pg_namespace fn ON fn.oid = fc.relnamespace
       WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.confrelid <> c.oid) AS "refersTo"
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = ANY($1) AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND c.oid <> 'partage.migration'::regclass
  ORDER BY 1`;

/** Every table, what is referred to before what refers to it. */
export async function listTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Row>(TABLES, [SCHEMAS]);
  const left = new Map(rows.map((row) => [row.name, row]));
  const ordered: Table[] = [];
  while (left.size > 0) {
    const ready = [...left.values()].filter((row) => !row.refersTo.some((name) => left.has(name)));
    if (ready.length === 0)
      throw new Broken(`tables refer to each other in a circle: ${[...left.keys()].join(", ")}`);
    for (const { refersTo: _, ...table } of ready) {
      ordered.push(table);
      left.delete(table.name);
    }
  }
  return ordered;
}

export interface Sequence {
  name: string;
  last: string;
  called: boolean;
}

export async function listSequences(client: pg.Client): Promise<Sequence[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = ANY($1) AND c.relkind = 'S' ORDER BY 1`,
    [SCHEMAS],
  );
  const sequences: Sequence[] = [];
  for (const { name } of rows) {
    const found = await client.query(`SELECT last_value::text AS last, is_called AS called FROM ${name}`);
    sequences.push({ name, ...found.rows[0] });
  }
  return sequences;
}

/**
 * The numbers that workspaces may have. Row-level security holds for the owner too, so he reads one workspace
 * after the other; their numbers come from one sequence, and nothing else gives one.
 */
export async function listWorkspaces(client: pg.Client): Promise<number[]> {
  const { rows } = await client.query<{ ws: number }>(
    `SELECT ws FROM partage.workspace UNION SELECT ws FROM partage.member UNION
     SELECT generate_series(1, CASE WHEN is_called THEN last_value ELSE 0 END)::int FROM partage.workspace_number
     ORDER BY ws`,
  );
  return rows.map((row) => row.ws);
}
