// By which rate each pair of currencies was exchanged last, so that a new one can be held against it. Reads
// only; a rate that was only proposed does not count.
// Example: readLastRates(tx, 7) → [{ from: "USD", to: "BRL", rate: "5.41", source: "My bank", at: … }].
import { sql } from "kysely";
import type { Tx } from "../db/transaction.ts";

export interface LastRate {
  from: string;
  to: string;
  rate: string;
  source: string;
  at: Date;
}

export async function readLastRates(tx: Tx, ws: number): Promise<LastRate[]> {
  const { rows } = await sql<LastRate>`
    SELECT DISTINCT ON (owed_currency, currency) owed_currency AS "from", currency AS "to", rate, rate_source AS source,
           rate_at AS at
      FROM partage.payout WHERE ws = ${ws} AND rate IS NOT NULL AND seq IS NOT NULL
     ORDER BY owed_currency, currency, id DESC`.execute(tx);
  return rows;
}
