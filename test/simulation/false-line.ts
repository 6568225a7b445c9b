// A database whose ordinary statements can be changed on their way, and their answers on the way back, beside
// those of posting flights (weak-line.ts). For planted bugs alone; never used by the product.
// Example: openFalseLine(url, { reads: (text, rows) => (/"proposal"/.test(text) ? [] : rows) }).
import { Kysely, PostgresDialect } from "kysely";
import type { DB } from "../../src/db/tables.ts";
import { type Bug, openWeakLine, type WeakLine } from "./weak-line.ts";

type Row = Record<string, unknown>;

/** One planted bug, at one or more of three places; each is told the statement's text. */
export interface Planted {
  /** What is sent instead. */
  sends?: (text: string, values: readonly unknown[]) => { text: string; values: readonly unknown[] };
  /** What is answered instead; `before`: the texts of the same connection's transaction until now. */
  reads?: (text: string, rows: Row[], before: readonly string[]) => Row[];
  /** Of a posting flight. */
  flight?: Bug;
}

interface Client {
  query(text: unknown, values?: readonly unknown[]): Promise<{ rows: Row[] }>;
  release(error?: Error): void;
}

export function openFalseLine(url: string, planted: Planted | null): WeakLine {
  const line = openWeakLine(url);
  if (planted === null) return line;
  line.bug = planted.flight ?? null;
  const { pool } = line.db;
  const connect = async () => falsify((await pool.connect()) as unknown as Client, planted);
  const dialect = new PostgresDialect({ pool: { connect, end: () => pool.end() } as never });
  line.db = { ...line.db, kysely: new Kysely<DB>({ dialect }).withSchema("partage") };
  return line;
}

function falsify(client: Client, { sends, reads }: Planted): Client {
  let before: string[] = [];
  return {
    async query(text, values = []) {
      if (typeof text !== "string") return await client.query(text, values);
      if (/^(begin|start transaction)/i.test(text)) before = [];
      const sent = sends?.(text, values) ?? { text, values };
      const result = await client.query(sent.text, sent.values);
      const rows = reads?.(text, result.rows, before) ?? result.rows;
      before.push(text);
      // The driver's own answer keeps what else it says: command and counts.
      return Object.assign(result, { rows });
    },
    release: (error) => client.release(error),
  };
}
