// What is owed to people in all, and to whom most: sums of the ledger's balances by currency, now or as they
// were recorded by an instant. Reads only; fees and tax are not owed to people. Example: readOwed(tx, 7, {
// today, top: 8 }) → USD available 52420, 4 parties, ana first.
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { type PastPlace, readReserveRules, readReserves } from "./rolling-reserve.ts";
import { sumsAt } from "./sums-at.ts";

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

interface Asked {
  today: string;
  past?: PastPlace | undefined;
  top: number;
}

export async function readOwed(
  tx: Tx,
  ws: number,
  { today, past, top }: Asked,
): Promise<{ totals: OwedTotal[]; largest: OwedTo[] }> {
  const rules = await readReserveRules(tx, ws, { past });
  const holding = rules.map((rule) => rule.party);
  const { rows } = await sql<OwedTo & { rank: number; parties: number; all: OwedLine }>`
    WITH ${sumsAt(ws, { today, batch: past?.batch })}, owed AS (
      SELECT p.id AS party, p.name, p.kind, a.currency, sum(s.balance) AS whole,
             coalesce(sum(s.available) FILTER (WHERE a.kind = 'payable'), 0) AS available,
             coalesce(sum(s.balance - s.available) FILTER (WHERE a.kind = 'payable'), 0) AS pending,
             coalesce(sum(s.balance) FILTER (WHERE a.kind = 'reserved'), 0) AS reserved,
             coalesce(sum(s.balance) FILTER (WHERE a.kind = 'in_transit'), 0) AS "inTransit"
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
      FROM ranked WHERE rank <= ${top} OR party = ANY (${holding}::uuid[]) ORDER BY currency, rank`.execute(
    tx,
  );
  const held = await readReserves(tx, ws, rows, { today, past });
  const heldIn = (currency: string) =>
    rows.reduce(
      (sum, row) => (row.currency === currency ? sum + (held.get(`${row.party} ${currency}`) ?? 0) : sum),
      0,
    );
  return {
    totals: rows
      .filter((row) => row.rank === 1)
      .map(({ currency, parties, all }) => ({ ...move(all, heldIn(currency)), currency, parties })),
    largest: rows
      .filter((row) => row.rank <= top)
      .map(({ rank: _, parties: _parties, all: _all, ...line }) =>
        move(line, held.get(`${line.party} ${line.currency}`) ?? 0),
      ),
  };
}

function move<L extends Pick<OwedLine, "available" | "reserved">>(line: L, held: number): L {
  return { ...line, available: line.available - held, reserved: line.reserved + held };
}
