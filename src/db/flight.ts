// A posting flight: BEGIN, role and workspace, every statement, COMMIT, sent down one connection without
// waiting. COMMIT is on its way before an earlier statement can fail, so each guard must RAISE: then the
// commit rolls back. Never retries by itself; says what stopped it by SQLSTATE (PT001 head moved, PT002 terms
// changed, 23505 duplicate).
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

/**
 * Sends the statements as one transaction of workspace `ws`; answers their results in order after the commit.
 */
export async function fly(
  db: Database,
  ws: number,
  statements: readonly Statement[],
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
