// The connections of identity (accounts, passwords, sessions): its own schema and its own role, which sees
// nothing of any workspace, as the application role sees no password. Each statement is a small transaction
// under that role, sent in one round trip; nothing is ever set for the connection.
// Example: openIdentityDatabase(url).kysely.selectFrom("person") runs as partage_identity.
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from "kysely";
import pg from "pg";
import { asFault } from "./pool.ts";

// biome-ignore lint/suspicious/noExplicitAny: better-auth names its tables itself
export type IdentityKysely = Kysely<any>;

const ENTER = {
  name: "enter_identity",
  text: "SELECT set_config('role', 'partage_identity', true)",
};

export interface IdentityDatabase {
  readonly kysely: IdentityKysely;
  close(): Promise<void>;
}

export function openIdentityDatabase(url: string, connections = 4): IdentityDatabase {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    pipeline: true,
    application_name: "partage identity",
  } as pg.PoolConfig);
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  const kysely = new Kysely<unknown>({ dialect: new IdentityDialect(pool) }) as IdentityKysely;
  return { kysely, close: () => kysely.destroy() };
}

class IdentityDialect implements Dialect {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  createAdapter() {
    return new PostgresAdapter();
  }

  createDriver() {
    return new IdentityDriver(this.#pool);
  }

  createIntrospector(db: Kysely<unknown>) {
    return new PostgresIntrospector(db);
  }

  createQueryCompiler() {
    return new PostgresQueryCompiler();
  }
}

class IdentityDriver implements Driver {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    try {
      return new IdentityConnection(await this.#pool.connect());
    } catch (error) {
      throw asFault(error);
    }
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await (connection as IdentityConnection).begin();
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await (connection as IdentityConnection).end("COMMIT");
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await (connection as IdentityConnection).end("ROLLBACK");
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    (connection as IdentityConnection).release();
  }

  async destroy(): Promise<void> {
    await this.#pool.end();
  }
}

class IdentityConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient;
  #open = false;
  #spoiled: Error | undefined;

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  async begin(): Promise<void> {
    await this.#all([this.#client.query("BEGIN"), this.#client.query(ENTER)]);
    this.#open = true;
  }

  async end(how: "COMMIT" | "ROLLBACK"): Promise<void> {
    this.#open = false;
    await this.#all([this.#client.query(how)]);
  }

  release(): void {
    this.#client.release(this.#spoiled);
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const run = () => this.#client.query(query.sql, [...query.parameters]);
    const results = this.#open
      ? await this.#all([run()])
      : await this.#all([
          this.#client.query("BEGIN"),
          this.#client.query(ENTER),
          run(),
          this.#client.query("COMMIT"),
        ]);
    const result = results[this.#open ? 0 : 2] as pg.QueryResult;
    return { rows: result.rows as R[], numAffectedRows: BigInt(result.rowCount ?? 0) };
  }

  // biome-ignore lint/correctness/useYield: identity never streams
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error("identity does not stream");
  }

  /** Waits for every answer, so that nothing is left on the wire, then throws the first failure. */
  async #all(sent: Promise<pg.QueryResult>[]): Promise<pg.QueryResult[]> {
    const settled = await Promise.allSettled(sent);
    const failed = settled.find((one) => one.status === "rejected");
    if (!failed) return settled.map((one) => (one as PromiseFulfilledResult<pg.QueryResult>).value);
    const error = asFault(failed.reason);
    if (error !== failed.reason) this.#spoiled = error as Error;
    throw error;
  }
}
