// What is owed to people in all, and to whom most: sums of the ledger's balances by currency. Reads only;
// fees and tax are not owed to people. Example: readOwed(tx, 7, { today, top: 8 }) → USD available 52420, 4
// parties, ana first.
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

export interface OwedLine {
  currency: string;
  available: number;
  pending: number;
  reserved: number;
  inTransit: number;
}

export interface OwedTotal extends OwedLine {
  parties: number;
}

export interface OwedTo extends OwedLine {
  party: Uuid;
  name: string;
  kind: "producer" | "partner";
}

export async function readOwed(
  tx: Tx,
  ws: number,
  { today, top }: { today: string; top: number },
): Promise<{ totals: OwedTotal[]; largest: OwedTo[] }> {
  const { rows } = await sql<OwedTo & { rank: number; parties: number; all: OwedLine }>`
    WITH sums AS (
      SELECT account, sum(amount) AS whole, coalesce(sum(amount) FILTER (WHERE available_on <= ${today}::date), 0) AS now
        FROM partage.balance WHERE ws = ${ws} GROUP BY account
    ), owed AS (
      SELECT p.id AS party, p.name, p.kind, a.currency, sum(s.whole) AS whole,
             coalesce(sum(s.now) FILTER (WHERE a.kind = 'payable'), 0) AS available,
             coalesce(sum(s.whole - s.now) FILTER (WHERE a.kind = 'payable'), 0) AS pending,
             coalesce(sum(s.whole) FILTER (WHERE a.kind = 'reserved'), 0) AS reserved,
             coalesce(sum(s.whole) FILTER (WHERE a.kind = 'in_transit'), 0) AS "inTransit"
        FROM sums s JOIN partage.ledger_account a ON a.ws = ${ws} AND a.account = s.account
        JOIN partage.party p ON p.ws = ${ws} AND p.id = a.owner
       WHERE p.kind IN ('producer', 'partner') AND a.kind IN ('payable', 'reserved', 'in_transit')
       GROUP BY p.id, p.name, p.kind, a.currency
    ), ranked AS (
      SELECT owed.*, row_number() OVER (PARTITION BY currency ORDER BY whole DESC, name, party)::int AS rank,
             (count(*) FILTER (WHERE whole <> 0) OVER (PARTITION BY currency))::int AS parties,
             sum(available) OVER w AS all_available, sum(pending) OVER w AS all_pending,
             sum(reserved) OVER w AS all_reserved, sum("inTransit") OVER w AS all_in_transit
        FROM owed WINDOW w AS (PARTITION BY currency)
    )
    SELECT party, name, kind, currency, available::bigint, pending::bigint, reserved::bigint,
           "inTransit"::bigint, rank, parties, jsonb_build_object('available', all_available, 'pending', all_pending,
             'reserved', all_reserved, 'inTransit', all_in_transit) AS all
      FROM ranked WHERE rank <= ${top} ORDER BY currency, rank`.execute(tx);
  return {
    totals: rows
      .filter((row) => row.rank === 1)
      .map(({ currency, parties, all }) => ({ ...all, currency, parties })),
    largest: rows.map(({ rank: _, parties: _parties, all: _all, ...line }) => line),
  };
}
