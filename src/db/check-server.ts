// Looks at a PostgreSQL before anything is entrusted to it: reachable, new enough, and set to keep what it
// acknowledges. Says what is wrong in one sentence with what to do; never changes the server.
// Example: fsync off → Fault "unsafe_durability": "The database server has fsync off: …".
import pg from "pg";
import { Fault } from "../base/refusal.ts";

const OLDEST = 150_000;
const MUST_BE_ON = ["fsync", "full_page_writes", "synchronous_commit"] as const;

/**
 * Throws a Fault; `acceptUnsafe` lets a server that may lose acknowledged writes pass, for tests and trials.
 */
export async function checkServer(url: string, acceptUnsafe: boolean): Promise<void> {
  const client = await connect(url);
  try {
    const { rows } = await client.query(
      `SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS version,
        current_setting('fsync') AS fsync, current_setting('full_page_writes') AS full_page_writes,
        current_setting('synchronous_commit') AS synchronous_commit, pg_is_in_recovery() AS standby`,
    );
    const server = rows[0];
    if (server.number < OLDEST) {
      throw new Fault(
        "server_too_old",
        `The database server is PostgreSQL ${server.version}; Partage needs 15 or newer.`,
      );
    }
    if (server.standby) {
      throw new Fault(
        "server_is_standby",
        "The database server is a standby, which takes no writes: name its primary.",
      );
    }
    const off = MUST_BE_ON.filter((name) => server[name] === "off");
    if (off.length > 0 && !acceptUnsafe) {
      const message =
        `The database server has ${off.join(", ")} off: it may lose sales it has acknowledged. ` +
        "Turn it on, or start with PARTAGE_UNSAFE_DURABILITY=accept if losing data is acceptable.";
      throw new Fault("unsafe_durability", message);
    }
  } finally {
    await client.end();
  }
}

async function connect(url: string): Promise<pg.Client> {
  let client: pg.Client;
  try {
    client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: 10_000,
      application_name: "partage check",
    });
    await client.connect();
    return client;
  } catch (error) {
    throw new Fault("database_unreachable", sentence(error as { code?: string; message?: string }), error);
  }
}

/** Without the address: it holds a password. */
function sentence(error: { code?: string; message?: string }): string {
  if (error.code === "28P01" || error.code === "28000") {
    return "The database server refuses the user or password in DATABASE_URL.";
  }
  if (error.code === "3D000")
    return "The database that DATABASE_URL names does not exist: create it (CREATE DATABASE).";
  if (error.code === "ERR_INVALID_URL")
    return "DATABASE_URL is not a URL: postgres://user:password@host:5432/database.";
  if (error.code === "53300") return "The database server has no connection free: raise its max_connections.";
  return `The database server that DATABASE_URL names cannot be reached (${error.code ?? error.message ?? "no answer"}).`;
}
