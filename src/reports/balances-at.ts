// What parties were owed at an instant of the past, as it was recorded then: the last mark of all balances
// before it, and what the batches since added. Reads only. What was recorded later about an earlier day is
// not in it.
// Example: sold on 1 March, recorded on 3 March: at the end of 2 March nothing was owed.
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { type BalanceOrder, orderOf } from "./balance-order.ts";
import type { PartyBalance } from "./balances.ts";
import { sumsAt } from "./sums-at.ts";

export interface PastFilter extends BalanceOrder {
  /** The last batch that counts. */
  batch: number;
  /** That instant's day in the workspace's time zone. */
  today: string;
  party?: Uuid | undefined;
  currency?: string | undefined;
  search?: string | undefined;
  kind?: string | undefined;
  limit: number;
}

/** Who had no entry by then is left out. */
export async function listBalancesAt(tx: Tx, ws: number, filter: PastFilter): Promise<PartyBalance[]> {
  const { party = null, currency = null, search = null, kind = null, limit } = filter;
  const { by, isAfter } = orderOf(filter);
  const only =
    party === null
      ? sql`true`
      : sql`account = ANY (SELECT account FROM partage.ledger_account WHERE ws = ${ws} AND owner = ${party}::uuid)`;
  const { rows } = await sql<PartyBalance>`
    WITH ${sumsAt(ws, filter, only)}, listed AS (
      SELECT p.name, p.id AS party, p.kind AS "partyKind", a.currency,
             sum(CASE WHEN a.kind NOT IN ('reserved', 'in_transit') THEN s.available ELSE 0 END)::bigint AS available,
             sum(CASE WHEN a.kind NOT IN ('reserved', 'in_transit') THEN s.balance - s.available ELSE 0 END)::bigint
               AS pending,
             sum(CASE WHEN a.kind = 'reserved' THEN s.balance ELSE 0 END)::bigint AS reserved,
             sum(CASE WHEN a.kind = 'in_transit' THEN s.balance ELSE 0 END)::bigint AS "inTransit",
             sum(s.balance)::bigint AS whole
        FROM sums s JOIN partage.ledger_account a ON a.ws = ${ws} AND a.account = s.account
        JOIN partage.party p ON p.ws = ${ws} AND p.id = a.owner
       WHERE (${party}::uuid IS NULL OR p.id = ${party}::uuid)
         AND (${currency}::text IS NULL OR a.currency = ${currency}::text)
         AND (${kind}::text IS NULL OR p.kind = ${kind}::text)
         AND (${search}::text IS NULL
              OR position(lower(${search}::text) IN lower(concat_ws(' ', p.name, p.email, p.ref))) > 0)
       GROUP BY p.name, p.id, p.kind, a.currency
    )
    SELECT name, party, "partyKind", currency, available, pending, reserved, "inTransit"
      FROM listed WHERE ${isAfter} ORDER BY ${by} LIMIT ${limit}`.execute(tx);
  return rows;
}
