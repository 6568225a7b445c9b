// What is held of parties while a commission of theirs is looked at, up to an instant and an entry: of what
// is reserved, that which no dispute holds. Reads only; few commissions are held.
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
    SELECT f.party, f.currency, sum(r.amount)::bigint AS amount
      FROM partage.finding f JOIN partage.finding_reserve r ON r.ws = f.ws AND r.finding = f.id
      JOIN partage.journal j ON j.ws = r.ws AND j.seq = r.seq
     WHERE f.ws = ${ws} AND f.party = ANY (${[...parties]}::uuid[])
       AND j.seq <= ${seq} AND j.happened_at < ${before}
     GROUP BY f.party, f.currency`.execute(tx);
  return new Map(rows.map(({ party, currency, amount }) => [`${party} ${currency}`, amount]));
}
