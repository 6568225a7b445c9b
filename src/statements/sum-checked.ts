// What is held of parties while a commission of theirs is looked at, up to an instant and an entry: of what
// is reserved, that which no dispute holds. Reads only; few entries are of these kinds.
// Example: sumChecked(tx, 7, { parties: [carla], before, seq: 10_027 }) → "carla USD" 10988.
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

interface Asked {
  parties: readonly Uuid[];
  before: Date;
  seq: number;
}

/** By "party currency"; of whom nothing was ever held so, nothing is in it. */
export async function sumChecked(
  tx: Tx,
  ws: number,
  { parties, before, seq }: Asked,
): Promise<Map<string, number>> {
  if (parties.length === 0) return new Map();
  const { rows } = await sql<{ party: Uuid; currency: string; amount: number }>`
    SELECT a.owner AS party, a.currency, sum(p.amount)::bigint AS amount
      FROM partage.journal j CROSS JOIN LATERAL unnest(j.accounts, j.amounts) AS p (account, amount)
      JOIN partage.ledger_account a ON a.ws = j.ws AND a.account = p.account AND a.kind = 'reserved'
     WHERE j.ws = ${ws} AND j.kind IN ('commission_held', 'commission_released', 'commission_taken_back')
       AND j.seq <= ${seq} AND j.happened_at < ${before} AND a.owner = ANY (${[...parties]}::uuid[])
     GROUP BY a.owner, a.currency`.execute(tx);
  return new Map(rows.map(({ party, currency, amount }) => [`${party} ${currency}`, amount]));
}
