// What became of a sale beyond its own entries: the statements it stands on, the payouts that covered it,
// what rolling reserves keep of it. Reads only. A payout names no sale: it covers one when, with those before
// it, it paid everything that was due by the day the sale was due.
// Example: readSaleLife(tx, 7, sale, "2026-03-31") → statement 12 of bruno, 582; payout PY…; no reserve.
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { readReserveRules, reserveOf } from "./rolling-reserve.ts";
import { entriesOfSale } from "./sale-entries.ts";

const DAY_MS = 86_400_000;

export interface ToldOn {
  id: Uuid;
  number: number;
  party: Uuid;
  amount: number;
  until: string;
  issuedAt: Date;
}

export interface CoveredBy {
  id: Uuid;
  party: Uuid;
  reference: string;
  state: "in_transit" | "unknown" | "settled";
  currency: string;
  amount: number;
  at: Date;
}

export interface KeptBack {
  party: Uuid;
  rate: number;
  days: number;
  amount: number;
  until: string;
}

export interface SaleLife {
  statements: ToldOn[];
  payouts: CoveredBy[];
  reserves: KeptBack[];
}

export async function readSaleLife(tx: Tx, ws: number, sale: Uuid, today: string): Promise<SaleLife> {
  return {
    statements: await listStatementsOf(tx, ws, sale),
    payouts: await listPayoutsOf(tx, ws, sale),
    reserves: await listReservesOf(tx, ws, sale, today),
  };
}

/** Each posting of the sale's entries to what a party is owed; what is held and freed comes to nothing. */
const owed = (ws: number, sale: Uuid) => sql`owed AS MATERIALIZED (
    SELECT j.seq, j.kind, j.happened_at AS at, j.currency, a.owner AS party, a.account, a.kind AS held, p.amount,
           p.available_on
      FROM (${entriesOfSale(ws, sale)}) AS e JOIN partage.journal j ON j.ws = ${ws} AND j.seq = e.seq
     CROSS JOIN LATERAL unnest(j.accounts, j.amounts, j.available_on) AS p (account, amount, available_on)
      JOIN partage.ledger_account a ON a.ws = ${ws} AND a.account = p.account
     WHERE a.owner IS NOT NULL AND a.kind IN ('payable', 'reserved'))`;

async function listStatementsOf(tx: Tx, ws: number, sale: Uuid): Promise<ToldOn[]> {
  const { rows } = await sql<ToldOn>`
    WITH ${owed(ws, sale)}
    SELECT s.id, s.number, s.party, s.until_day::text AS until, s.issued_at AS "issuedAt",
           sum(owed.amount)::bigint AS amount
      FROM owed JOIN partage.statement s ON s.ws = ${ws} AND s.party = owed.party AND s.currency = owed.currency
       AND owed.seq <= s.head_seq AND owed.at < s.before AND (owed.seq > s.since_seq OR owed.at >= s.since)
     GROUP BY s.id, s.number, s.party, s.until_day, s.issued_at ORDER BY s.number`.execute(tx);
  return rows;
}

/** Of each party that still keeps something of the sale. */
async function listPayoutsOf(tx: Tx, ws: number, sale: Uuid): Promise<CoveredBy[]> {
  const { rows } = await sql<CoveredBy>`
    WITH ${owed(ws, sale)}, kept AS (
      SELECT party, currency, max(account) FILTER (WHERE held = 'payable') AS account, min(seq) AS seq,
             max(available_on) FILTER (WHERE kind = 'sale') AS day
        FROM owed GROUP BY party, currency HAVING sum(amount) > 0
    ), paid AS (
      SELECT kept.account, kept.seq AS sale_seq, p.*, j.available_on[1] AS day,
             sum(p.owed_amount) OVER (PARTITION BY kept.account ORDER BY p.seq) AS so_far
        FROM kept JOIN partage.payout p ON p.ws = ${ws} AND p.party = kept.party AND p.owed_currency = kept.currency
         AND p.state IN ('in_transit', 'unknown', 'settled') AND p.seq IS NOT NULL
        JOIN partage.journal j ON j.ws = ${ws} AND j.seq = p.seq
    ), due AS (
      SELECT kept.account, coalesce((SELECT sum(b.amount) FROM partage.balance b
                WHERE b.ws = ${ws} AND b.account = kept.account AND b.available_on <= kept.day), 0)
             + coalesce((SELECT sum(paid.owed_amount) FROM paid
                WHERE paid.account = kept.account AND paid.day <= kept.day), 0) AS amount
        FROM kept
    )
    SELECT DISTINCT ON (paid.account) paid.id, paid.party, paid.reference, paid.state,
           paid.owed_currency AS currency, paid.owed_amount AS amount, coalesce(paid.settled_at, paid.begun_at) AS at
      FROM paid JOIN due ON due.account = paid.account
     WHERE paid.so_far >= due.amount AND paid.seq > paid.sale_seq
     ORDER BY paid.account, paid.seq`.execute(tx);
  return rows;
}

async function listReservesOf(tx: Tx, ws: number, sale: Uuid, today: string): Promise<KeptBack[]> {
  const { rows } = await sql<{ party: Uuid; amount: number; day: string }>`
    WITH ${owed(ws, sale)}
    SELECT owed.party, sum(owed.amount)::bigint AS amount,
           (min(owed.at) AT TIME ZONE (SELECT time_zone FROM partage.workspace WHERE ws = ${ws}))::date::text AS day
      FROM owed GROUP BY owed.party HAVING sum(owed.amount) > 0`.execute(tx);
  if (rows.length === 0) return [];
  const rules = await readReserveRules(tx, ws, { parties: rows.map((row) => row.party) });
  return rules.flatMap(({ party, rate, days }) => {
    const kept = rows.find((row) => row.party === party);
    if (kept === undefined) return [];
    const until = new Date(Date.parse(kept.day) + days * DAY_MS).toISOString().slice(0, 10);
    const amount = reserveOf(kept.amount, rate);
    return until <= today || amount === 0 ? [] : [{ party, rate, days, amount, until }];
  });
}
