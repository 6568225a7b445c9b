// What may be paid out today: per partner and currency the sum of its payable account by today, less its
// rolling reserve. Reads only; asked inside a posting plan it stands for the head that the flight swaps from,
// because the swap fails when anything was posted since.
// Example: readAvailable(tx, 7, "2026-02-02") → bruno USD 58200, carla EUR −410.
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { readReserves } from "./rolling-reserve.ts";

export interface Available {
  party: Uuid;
  name: string;
  currency: string;
  available: number;
}

/** By name; of all partners, or of those named. Who never had an entry is not in it. */
export async function readAvailable(
  tx: Tx,
  ws: number,
  today: string,
  parties?: readonly Uuid[],
): Promise<Available[]> {
  const only = parties === undefined ? null : [...parties];
  const { rows } = await sql<Available>`
    SELECT a.owner AS party, p.name, a.currency, sum(b.amount)::bigint AS available
      FROM partage.ledger_account a
      JOIN partage.party p ON p.ws = a.ws AND p.id = a.owner
      JOIN partage.balance b ON b.ws = a.ws AND b.account = a.account AND b.available_on <= ${today}::date
     WHERE a.ws = ${ws} AND p.ws = ${ws} AND b.ws = ${ws} AND a.kind = 'payable' AND p.kind = 'partner'
       AND (${only}::uuid[] IS NULL OR a.owner = any(${only}::uuid[]))
     GROUP BY a.owner, p.name, a.currency ORDER BY p.name, a.owner, a.currency`.execute(tx);
  const held = await readReserves(tx, ws, rows, { today });
  return rows.map((row) => {
    return { ...row, available: row.available - (held.get(`${row.party} ${row.currency}`) ?? 0) };
  });
}
