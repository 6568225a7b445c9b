// Where the last payment to an account came back, so that whoever pays there again knows. Reads only.
// Example: readCameBack(tx, 7, [{ party: mara, method }]) → method → { payout, at, reason: "AC04: account
// closed" }.
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import { uuidArray } from "../db/array.ts";
import type { Tx } from "../db/transaction.ts";

export interface CameBack {
  payout: Uuid;
  at: Date;
  /** As the bank or service said it; may be empty. */
  reason: string;
}

/** By method; where the last payment arrived, or is under way, there is nothing to tell. */
export async function readCameBack(
  tx: Tx,
  ws: number,
  paid: readonly { party: Uuid; method: Uuid }[],
): Promise<Map<Uuid, CameBack>> {
  if (paid.length === 0) return new Map();
  const { rows } = await sql<CameBack & { method: Uuid }>`
    SELECT m.method, p.id AS payout, p.back_at AS at, p.reason
      FROM unnest(${uuidArray(paid.map((one) => one.party))}::uuid[],
                  ${uuidArray(paid.map((one) => one.method))}::uuid[]) AS m (party, method)
     CROSS JOIN LATERAL (SELECT id, state, back_at, reason FROM partage.payout
            WHERE ws = ${ws} AND party = m.party AND method = m.method AND seq IS NOT NULL
            ORDER BY id DESC LIMIT 1) p
     WHERE p.state IN ('failed', 'returned')`.execute(tx);
  return new Map(rows.map(({ method, ...one }) => [method, one]));
}
