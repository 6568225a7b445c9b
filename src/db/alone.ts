// One at a time for a workspace, over all processes: the lock is a transaction's own and goes with it, also
// when its process is killed. That transaction holds nothing else; the work opens its own beside it.
// Example: alone(db, 7, "payouts are sent", { waits: false }, work) → null while another process is at it.
import { sql } from "kysely";
import type { Database } from "./pool.ts";
import { inWorkspace } from "./transaction.ts";

/** Null where another is at it and it is not waited for. */
export async function alone<T>(
  db: Database,
  ws: number,
  what: string,
  { waits }: { waits: boolean },
  work: () => Promise<T>,
): Promise<T | null> {
  return await inWorkspace(db, ws, async (tx) => {
    if (waits) {
      await sql`SELECT pg_advisory_xact_lock(hashtext(${what}), ${ws})`.execute(tx);
      return await work();
    }
    const { rows } = await sql<{ free: boolean }>`
      SELECT pg_try_advisory_xact_lock(hashtext(${what}), ${ws}) AS free`.execute(tx);
    return rows[0]?.free === true ? await work() : null;
  });
}
