// The only door to PostgreSQL: one pool for ordinary work (kysely) and a few pipelined connections for
// posting flights. Never hands out a connection outside a transaction that has set its role and workspace.
// Example: openDatabase({ url }) → Database; inWorkspace(db, 7, (tx) =>
// tx.selectFrom("product").selectAll().execute()).
import { Kysely, PostgresDialect, type Transaction } from "kysely";
import pg from "pg";
import { Broken, Fault } from "../base/refusal.ts";
import type { DB } from "./tables.ts";

export interface Database {
  readonly kysely: Kysely<DB>;
  readonly pool: pg.Pool;
  readonly flights: pg.Pool;
  /** A transaction that is already open for this request: `inWorkspace` becomes a part of it. */
  readonly joined?: { readonly ws: number; readonly tx: Transaction<DB> };
  /** Ends both pools once what runs has ended. */
  close(): Promise<void>;
}

const INT8 = 20;
const DATE = 1082;
const INT8_ARRAY = 1016;
const DATE_ARRAY = 1182;

/** A bigint of the database as a number; past 2^53 − 1 is refused, never rounded. */
function readInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Broken(`the database holds ${text}, past 2^53 - 1`);
  return value;
}

function typesOf(): pg.CustomTypesConfig {
  return {
    getTypeParser(oid: number, format?: "text" | "binary") {
      if (oid === INT8) return readInt8;
      if (oid === DATE) return (text: string) => text;
      if (oid === DATE_ARRAY) return (text: string) => (text === "{}" ? [] : text.slice(1, -1).split(","));
      if (oid === INT8_ARRAY) return (text: string) => readArray(text);
      return format === "binary"
        ? pg.types.getTypeParser(oid, "binary")
        : pg.types.getTypeParser(oid, "text");
    },
  } as pg.CustomTypesConfig;
}

function readArray(text: string): number[] {
  return text === "{}" ? [] : text.slice(1, -1).split(",").map(readInt8);
}

export function openDatabase(options: { url: string; connections?: number; flights?: number }): Database {
  const common = { connectionString: options.url, types: typesOf(), application_name: "partage" };
  const pool = new pg.Pool({ ...common, max: options.connections ?? 12 });
  const flights = new pg.Pool({ ...common, max: options.flights ?? 4, pipeline: true } as pg.PoolConfig);
  // An idle connection that breaks is replaced by the pool; without a listener Node would end the process.
  pool.on("error", () => undefined);
  flights.on("error", () => undefined);
  // The same for one that is lent out and between two statements when the server dies.
  for (const one of [pool, flights]) one.on("connect", (client) => client.on("error", () => undefined));
  const kysely = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) }).withSchema("partage");
  return {
    kysely,
    pool,
    flights,
    async close() {
      await kysely.destroy();
      await flights.end();
    },
  };
}

const OUTSIDE = new Set(["ECONNREFUSED", "ECONNRESET", "ENOENT", "EPIPE", "ETIMEDOUT", "ENOTFOUND"]);

/**
 * True when the database could not be reached or went away: the caller may try again, nothing is known to be
 * wrong.
 */
export function isAway(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  if (code !== undefined && (OUTSIDE.has(code) || code.startsWith("08") || code.startsWith("57P")))
    return true;
  return /Connection terminated|connection error and is not queryable|timeout exceeded/.test(message ?? "");
}

/** Turns "the database is away" into a Fault; leaves every other error as it is. */
export function asFault(error: unknown): unknown {
  return isAway(error)
    ? new Fault("database_away", "The database does not answer; try again.", error)
    : error;
}
