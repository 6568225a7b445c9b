// The database as a process sees it over a line that fails when it is told to: before a posting flight, in
// the middle of it, or after its commit, when only the answer is lost. And, for tests alone, planted bugs:
// statements of a flight are changed on their way, so that a test can show that it would notice.
// Example: line.next = "answer" → the next flight commits and its callers hear that the database is away.
import { type Database, openDatabase } from "../../src/db/pool.ts";

/** What becomes of the next flight. */
export type Weakness = "none" | "connect" | "middle" | "answer";

export interface Sent {
  name: string;
  text: string;
  values: unknown[];
}

/** Changes a statement of a flight; null leaves it out. */
export type Bug = (statement: Sent) => Sent | null;

/** Where ordinary work is cut: at the statement after so many that write, before it is sent or after it. */
export interface Cut {
  writes: number;
  isSent: boolean;
}

export interface WeakLine {
  db: Database;
  next: Weakness;
  bug: Bug | null;
  /** Of ordinary work (false-line.ts); gone once it has happened. */
  cut: Cut | null;
}

interface Client {
  query(what: string | Sent): Promise<unknown>;
  release(error?: Error): void;
}

export const cut = () => Object.assign(new Error("the line was cut"), { code: "ECONNRESET" });
const NOTHING: Sent = { name: "nothing", text: "SELECT 1", values: [] };

export function openWeakLine(url: string): WeakLine {
  const db = openDatabase({ url, connections: 4, flights: 2 });
  const line: WeakLine = { db, next: "none", bug: null, cut: null };
  const connect = async () => {
    const weakness = line.next;
    line.next = "none";
    if (weakness === "connect") throw cut();
    return weaken((await db.flights.connect()) as unknown as Client, weakness, line.bug);
  };
  const flights = new Proxy(db.flights, {
    get(pool, key) {
      if (key === "connect") return connect;
      const value = Reflect.get(pool, key);
      return typeof value === "function" ? value.bind(pool) : value;
    },
  });
  line.db = { ...db, flights };
  return line;
}

function weaken(client: Client, weakness: Weakness, bug: Bug | null): Client {
  let sent = 0;
  return {
    query(what) {
      sent += 1;
      if (weakness === "middle" && sent > 4) return Promise.reject(cut());
      const changed = bug === null ? what : plant(bug, what);
      const answered = client.query(changed);
      if (weakness !== "answer" || what !== "COMMIT") return answered;
      return answered.then(() => {
        throw cut();
      });
    },
    release: (error) => client.release(error ?? (weakness === "middle" ? cut() : undefined)),
  };
}

function plant(bug: Bug, what: string | Sent): string | Sent {
  if (typeof what !== "string") return bug(what) ?? NOTHING;
  return bug({ name: what, text: what, values: [] })?.text ?? what;
}
