// A database whose ordinary statements can be changed on their way, and their answers on the way back, beside
// those of posting flights (weak-line.ts): for planted bugs. And whose connection can be cut between any two
// statements: what a process that dies leaves behind. Never used by the product.
// Example: openFalseLine(url, { reads: (text, rows) => (/"proposal"/.test(text) ? [] : rows) }).
import { Kysely, PostgresDialect } from "kysely";
import type { DB } from "../../src/db/tables.ts";
import { type Bug, type Cut, cut, openWeakLine, type WeakLine } from "./weak-line.ts";

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
  line.bug = planted?.flight ?? null;
  const { pool } = line.db;
  const connect = async () => falsify((await pool.connect()) as unknown as Client, planted ?? {}, line);
  const dialect = new PostgresDialect({ pool: { connect, end: () => pool.end() } as never });
  line.db = { ...line.db, kysely: new Kysely<DB>({ dialect }).withSchema("partage") };
  return line;
}

/** What is written depends on what is done alone; what is looked up, on what is remembered. */
const WRITES = /^(insert|update|delete|commit|with)/i;
/** That a key was used is noted beside the request, at no fixed moment. */
const BESIDE = /update "partage"\."api_key"/;

const isBeside = (text: string) => BESIDE.test(text);

function falsify(client: Client, { sends, reads }: Planted, line: WeakLine): Client {
  let before: string[] = [];
  let isCut = false;
  /** The cut, where this statement is the one: then it is nobody else's. */
  const takeCut = (text: string): Cut | null => {
    const armed = line.cut;
    if (armed === null || !WRITES.test(text) || BESIDE.test(text) || before.some(isBeside)) return null;
    armed.writes -= 1;
    if (armed.writes >= 0) return null;
    line.cut = null;
    return armed;
  };
  return {
    async query(text, values = []) {
      if (isCut) throw cut();
      if (typeof text !== "string") return await client.query(text, values);
      if (/^(begin|start transaction)/i.test(text)) before = [];
      const sent = sends?.(text, values) ?? { text, values };
      const taken = takeCut(text);
      isCut = taken !== null;
      if (taken?.isSent === false) throw cut();
      const result = await client.query(sent.text, sent.values);
      if (isCut) throw cut();
      const rows = reads?.(text, result.rows, before) ?? result.rows;
      before.push(text);
      // The driver's own answer keeps what else it says: command and counts.
      return Object.assign(result, { rows });
    },
    release: (error) => client.release(isCut ? cut() : error),
  };
}
