// What a party is owed in one currency over all its accounts that count, days to come included; below zero it
// owes. And everybody who owes. Reads only.
// Example: readOwedNow(tx, 7, bruno, "USD") → −233.
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

export async function readOwedNow(tx: Tx, ws: number, party: Uuid, currency: string): Promise<number> {
  const { rows } = await sql<{ owed: number }>`
    SELECT coalesce(sum(b.amount), 0)::bigint AS owed FROM partage.ledger_account a
      JOIN partage.balance b ON b.ws = a.ws AND b.account = a.account
     WHERE a.ws = ${ws} AND a.owner = ${party} AND a.currency = ${currency}
       AND a.kind IN ('payable', 'reserved')`.execute(tx);
  return rows[0]?.owed ?? 0;
}

export interface Owing {
  party: Uuid;
  currency: string;
  owed: number;
}

/** Partners below zero. */
export async function listOwing(tx: Tx, ws: number): Promise<Owing[]> {
  const { rows } = await sql<Owing>`
    SELECT a.owner AS party, a.currency, sum(b.amount)::bigint AS owed FROM partage.ledger_account a
      JOIN partage.party p ON p.ws = a.ws AND p.id = a.owner AND p.kind = 'partner'
      JOIN partage.balance b ON b.ws = a.ws AND b.account = a.account
     WHERE a.ws = ${ws} AND a.kind IN ('payable', 'reserved')
     GROUP BY a.owner, a.currency HAVING sum(b.amount) < 0 ORDER BY a.owner, a.currency`.execute(tx);
  return rows;
}
