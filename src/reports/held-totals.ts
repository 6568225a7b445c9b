// What stands in the reserve for held commissions, by currency, and those of which a dispute wants a part
// too: of these only what is beyond it stands there for their sake. Reads only.
// Example: dora's 17.92 and carla's 31.36 held, carla's sale in dispute → USD 1792 of 2 findings; carla's.
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

export interface HeldTotal {
  currency: string;
  findings: number;
  amount: number;
}

/** Every held commission counts; the amount is of those whose sale is in no dispute. */
export async function sumUndisputed(tx: Tx, ws: number): Promise<HeldTotal[]> {
  const { rows } = await sql<HeldTotal>`
    SELECT f.currency, count(DISTINCT f.id)::int AS findings,
           coalesce(sum(r.amount) FILTER (WHERE NOT EXISTS (
             SELECT FROM partage.dispute d WHERE d.ws = f.ws AND d.sale = f.sale AND d.state = 'open')), 0)::bigint AS amount
      FROM partage.finding f LEFT JOIN partage.finding_reserve r ON r.ws = f.ws AND r.finding = f.id
     WHERE f.ws = ${ws} AND f.state = 'held' GROUP BY f.currency ORDER BY f.currency`.execute(tx);
  return rows;
}

/** Sales of held commissions that are in dispute. */
export async function listHeldInDispute(tx: Tx, ws: number): Promise<Uuid[]> {
  const { rows } = await sql<{ sale: Uuid }>`
    SELECT DISTINCT f.sale FROM partage.finding f
      JOIN partage.dispute d ON d.ws = f.ws AND d.sale = f.sale AND d.state = 'open'
     WHERE f.ws = ${ws} AND f.state = 'held'`.execute(tx);
  return rows.map((row) => row.sale);
}
