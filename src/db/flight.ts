// A posting flight: BEGIN, role and workspace, every statement, COMMIT, sent down one connection without
// waiting. COMMIT is on its way before an earlier statement can fail, so each guard must RAISE: then the
// commit rolls back. Never retries by itself; says what stopped it by SQLSTATE (PT001 head moved, PT002 terms
// changed, 23505 duplicate).
import { setImmediate as turn } from "node:timers/promises";
import type pg from "pg";
import { asFault, type Database } from "./pool.ts";

/** One statement; `name` prepares it once a connection. */
export interface Statement {
  name: string;
  text: string;
  values: unknown[];
}

/** Why a flight did not land. Nothing of it is stored. */
export class FlightFailed extends Error {
  readonly code: string;
  readonly constraint: string | undefined;

  constructor(cause: { code: string; constraint?: string; message: string }) {
    super(cause.message, { cause });
    this.name = "FlightFailed";
    this.code = cause.code;
    this.constraint = cause.constraint;
  }
}

/** How long a flight is waited for that the server does not take, in milliseconds. */
const PATIENCE = 10;

export interface Flight {
  /** The results in order, after the commit. */
  readonly landed: Promise<pg.QueryResult[]>;
  /**
   * Settles once half of the flight has left this process, or it has ended; never rejects. A connection is
   * fed by the event loop alone: whoever computes before that keeps the server waiting (measured: 46 of 140
   * ms of 5,000 sales).
   */
  readonly underway: Promise<void>;
}

/**
 * Sends the statements as one transaction of workspace `ws`; answers their results in order after the commit.
 */
export function fly(db: Database, ws: number, statements: readonly Statement[]): Promise<pg.QueryResult[]> {
  return launch(db, ws, statements).landed;
}

/** The same for a caller who goes on while it is in the air. */
export function launch(db: Database, ws: number, statements: readonly Statement[]): Flight {
  const left = Promise.withResolvers<void>();
  const landed = send(db, ws, statements, left.resolve).finally(left.resolve);
  return { landed, underway: left.promise };
}

async function send(
  db: Database,
  ws: number,
  statements: readonly Statement[],
  tellLeft: () => void,
): Promise<pg.QueryResult[]> {
  const client = await db.flights.connect().catch((error) => {
    throw asFault(error);
  });
  let spoiled: Error | undefined;
  try {
    const sent = [
      client.query("BEGIN"),
      client.query({
        name: "enter",
        text: "SELECT set_config('role', 'partage_app', true), set_config('app.ws', $1, true)",
        values: [String(ws)],
      }),
      ...statements.map((statement) => client.query(statement)),
      client.query("COMMIT"),
    ];
    void tellWhenHalfLeft(client, tellLeft);
    const settled = await Promise.allSettled(sent);
    const failed = settled.find((one) => one.status === "rejected");
    if (failed) throw failed.reason;
    return settled.slice(2, -1).map((one) => (one as PromiseFulfilledResult<pg.QueryResult>).value);
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (
      code !== undefined &&
      /^[0-9A-Z]{5}$/.test(code) &&
      !code.startsWith("57P") &&
      !code.startsWith("08")
    ) {
      throw new FlightFailed(error as { code: string; constraint?: string; message: string });
    }
    spoiled = error instanceof Error ? error : new Error(message);
    throw asFault(error);
  } finally {
    client.release(spoiled);
  }
}

/** A line that is none of the driver's (the simulator's) tells nothing of itself: nobody waits for it. */
async function tellWhenHalfLeft(client: object, tell: () => void): Promise<void> {
  const { connection } = client as { connection?: pg.Connection };
  const unsent = () => connection?.stream.writableLength ?? 0;
  const half = unsent() / 2;
  const end = performance.now() + PATIENCE;
  while (unsent() > half && performance.now() < end) await turn();
  tell();
}
