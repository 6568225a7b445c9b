// One transaction under the application role and one workspace; role and workspace are set for it alone,
// never for the session. Outside a workspace (ws null) only the few global tables answer. Nothing outside is
// called while it is open.
// Example: inWorkspace(db, 7, (tx) => tx.insertInto("offer").values({ ws: 7, … }).execute())
import { type Kysely, sql, type Transaction } from "kysely";
import { asFault, type Database } from "./pool.ts";
import type { DB } from "./tables.ts";

export type Tx = Transaction<DB>;

/**
 * Runs `work` in one transaction that sees workspace `ws` only; commits when it returns, rolls back when it
 * throws.
 */
export async function inWorkspace<T>(
  db: Database,
  ws: number | null,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  if (db.joined) return await inJoined(db.joined, ws, work);
  try {
    return await (db.kysely as Kysely<DB>).transaction().execute(async (tx) => {
      await enter(tx, ws);
      return await work(tx);
    });
  } catch (error) {
    throw asFault(error);
  }
}

/**
 * As inWorkspace, for a partner's eyes: reads only, and only what is the party's (migration 0085). A table
 * that is not opened to partners there answers nothing.
 */
export async function inParty<T>(
  db: Database,
  { ws, party }: { ws: number; party: string },
  read: (tx: Tx) => Promise<T>,
): Promise<T> {
  if (db.joined) return await readInJoined(db.joined, { ws, party }, read);
  try {
    const begun = (db.kysely as Kysely<DB>).transaction().setAccessMode("read only");
    return await begun.execute(async (tx) => {
      await enter(tx, ws);
      await sql`SELECT set_config('app.party', ${party}, true)`.execute(tx);
      return await read(tx);
    });
  } catch (error) {
    throw asFault(error);
  }
}

/** A look inside a transaction that the door opened: undone afterwards, so that it changed nothing. */
async function readInJoined<T>(
  { tx }: NonNullable<Database["joined"]>,
  { ws, party }: { ws: number; party: string },
  read: (tx: Tx) => Promise<T>,
): Promise<T> {
  await sql`SAVEPOINT look`.execute(tx);
  try {
    await enter(tx, ws);
    await sql`SELECT set_config('app.party', ${party}, true)`.execute(tx);
    return await read(tx);
  } catch (error) {
    throw asFault(error);
  } finally {
    await sql`ROLLBACK TO SAVEPOINT look`.execute(tx).catch(() => undefined);
  }
}

/** Reads only, all of it as it stood at one moment, whatever is written meanwhile. */
export async function inSnapshot<T>(db: Database, ws: number, read: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    const begun = (db.kysely as Kysely<DB>).transaction();
    const whole = begun.setIsolationLevel("repeatable read").setAccessMode("read only");
    return await whole.execute(async (tx) => {
      await enter(tx, ws);
      return await read(tx);
    });
  } catch (error) {
    throw asFault(error);
  }
}

/** A part of a transaction that the door opened: undone by itself when it throws, committed with the rest. */
async function inJoined<T>(
  joined: NonNullable<Database["joined"]>,
  ws: number | null,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const { tx } = joined;
  await sql`SAVEPOINT part`.execute(tx);
  try {
    if (ws !== joined.ws) await enter(tx, ws);
    const result = await work(tx);
    if (ws !== joined.ws) await enter(tx, joined.ws);
    await sql`RELEASE SAVEPOINT part`.execute(tx);
    return result;
  } catch (error) {
    // Also puts role and workspace back: they were set inside the savepoint.
    await sql`ROLLBACK TO SAVEPOINT part`.execute(tx).catch(() => undefined);
    throw asFault(error);
  }
}

/** Enters another workspace inside the same transaction: only while the workspace itself is being created. */
export async function enter(tx: Tx, ws: number | null): Promise<void> {
  const value = ws === null ? "" : String(ws);
  await sql`SELECT set_config('role', 'partage_app', true), set_config('app.ws', ${value}, true)`.execute(tx);
}
