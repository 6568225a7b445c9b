// What becomes available on which day: the pending part of balances, by currency and day. Reads only.
// Example: readUpcoming(tx, 7, { today: "2026-03-08", party: bruno }) → USD 2026-03-15 582, 2026-03-22 618.
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { sumsAt } from "./sums-at.ts";

export interface Upcoming {
  currency: string;
  /** "2026-03-15". */
  day: string;
  amount: number;
}

/** By currency and day; a day on which nothing changes is left out. `batch`: as it stood after that one. */
export async function readUpcoming(
  tx: Tx,
  ws: number,
  filter: { today: string; batch?: number | undefined; party?: Uuid | undefined; limit: number },
): Promise<Upcoming[]> {
  const { today, batch, party = null, limit } = filter;
  const only =
    party === null
      ? sql`true`
      : sql`account = ANY (SELECT account FROM partage.ledger_account WHERE ws = ${ws} AND owner = ${party}::uuid)`;
  const { rows } = await sql<Upcoming>`
    WITH ${sumsAt(ws, { today, batch }, only)}
    SELECT a.currency, b.available_on AS day, sum(b.amount)::bigint AS amount
      FROM partage.ledger_account a JOIN by_day b ON b.account = a.account
     WHERE a.ws = ${ws} AND a.kind = 'payable' AND b.available_on > ${today}::date
       AND (${party}::uuid IS NULL OR a.owner = ${party}::uuid)
     GROUP BY a.currency, b.available_on HAVING sum(b.amount) <> 0
     ORDER BY a.currency, b.available_on LIMIT ${limit}`.execute(tx);
  return rows;
}
