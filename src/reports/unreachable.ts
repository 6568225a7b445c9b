// Who of some parties can be told nothing: no account that reads an inbox, and no address to mail to. Reads
// only. Example: countUnreachable(tx, 7, [carla, dora, zoe]) → 1: zoe was brought in without an address.
import { sql } from "kysely";
import type { Tx } from "../db/transaction.ts";

export async function countUnreachable(tx: Tx, ws: number, parties: readonly string[]): Promise<number> {
  if (parties.length === 0) return 0;
  const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM partage.party p
    WHERE p.ws = ${ws} AND p.id = ANY (${[...parties]}::uuid[]) AND p.email IS NULL
      AND NOT EXISTS (SELECT FROM partage.party_account a WHERE a.ws = p.ws AND a.party = p.id)`.execute(tx);
  return rows[0]?.count ?? 0;
}
