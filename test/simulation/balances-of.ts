// The balances of a workspace by kind and owner, over all days, straight from the database's table.
// Example: balancesOf(db, 7) → "payable 019a…" → 5242.
import { sql } from "kysely";
import type { Database } from "../../src/db/pool.ts";
import { inWorkspace } from "../../src/db/transaction.ts";

export async function balancesOf(db: Database, ws: number): Promise<Map<string, number>> {
  const { rows } = await inWorkspace(db, ws, (tx) =>
    sql<{ kind: string; owner: string; amount: number }>`
      SELECT a.kind, a.owner::text, sum(b.amount)::bigint AS amount FROM partage.balance b
        JOIN partage.ledger_account a ON a.ws = b.ws AND a.account = b.account
       WHERE b.ws = ${ws} AND a.owner IS NOT NULL GROUP BY 1, 2`.execute(tx),
  );
  return new Map(rows.map(({ kind, owner, amount }) => [`${kind} ${owner}`, amount]));
}
