// The rolling reserve: of what a party earned in the last so many days a part stays unpaid. What is pending
// anyway counts towards it, and no more is held than is available. Reads only; computed whenever asked, so
// that time passing needs no entry, and for a day of the past by the setting of that day.
// Example: 10 % of 30 days, earned 5000.00, pending 200.00 → 300.00 of what is available is held.
import { sql } from "kysely";
import { allocate } from "../base/allocate.ts";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { type ReserveRule, readEarnedLately } from "./earned-lately.ts";

interface Owed {
  party: Uuid;
  currency: string;
  available: number;
  /** Read where it is not told. */
  pending?: number;
}

/** An instant of the past, and the last batch recorded by then. */
export interface PastPlace {
  at: number;
  batch: number;
}

interface Asked {
  today: string;
  past?: PastPlace | undefined;
  /** That day is over: what was sold after it does not count. */
  isOver?: boolean;
}

/** "party currency" → what is held of it, as it stands today or as it stood then. */
export async function readReserves(
  tx: Tx,
  ws: number,
  rows: readonly Owed[],
  { today, past, isOver = false }: Asked,
): Promise<Map<string, number>> {
  const held = new Map<string, number>();
  const rules = await readReserveRules(tx, ws, { past, parties: rows.map((row) => row.party) });
  if (rules.length === 0) return held;
  const rates = new Map(rules.map((rule) => [rule.party, rule.rate]));
  const earned = new Map<string, number>();
  for (const one of await readEarnedLately(tx, ws, rules, { today, batch: past?.batch })) {
    if (isOver && one.day > today) continue;
    const key = `${one.party} ${one.currency}`;
    earned.set(key, (earned.get(key) ?? 0) + one.amount);
  }
  const isTold = rows.every((row) => row.pending !== undefined);
  const pending = isTold ? null : await readPending(tx, ws, [...rates.keys()], today);
  for (const row of rows) {
    const key = `${row.party} ${row.currency}`;
    const reserve = reserveOf(earned.get(key) ?? 0, rates.get(row.party) ?? 0);
    const more = heldOf(reserve, {
      available: row.available,
      pending: row.pending ?? pending?.get(key) ?? 0,
    });
    if (more > 0) held.set(key, more);
  }
  return held;
}

/** What of the earnings is to stay; 0 without a rate. */
export function reserveOf(earned: number, rate: number): number {
  if (rate === 0) return 0;
  const [reserve = 0] = allocate(Math.max(0, earned), [rate, 1_000_000 - rate]);
  return reserve;
}

/** Of it, what is held out of what is available. */
export function heldOf(reserve: number, { pending, available }: { pending: number; available: number }) {
  return Math.min(Math.max(0, reserve - Math.max(0, pending)), Math.max(0, available));
}

/** The same rows with what is held moved from available to reserved. */
export async function withReserves<R extends Owed & { pending: number; reserved: number }>(
  tx: Tx,
  ws: number,
  rows: readonly R[],
  today: string,
  past?: PastPlace,
): Promise<R[]> {
  const held = await readReserves(tx, ws, rows, { today, past });
  return rows.map((row) => {
    const more = held.get(`${row.party} ${row.currency}`) ?? 0;
    return more === 0 ? row : { ...row, available: row.available - more, reserved: row.reserved + more };
  });
}

/** Of those named, or of everybody who has one. */
export async function readReserveRules(
  tx: Tx,
  ws: number,
  { past, parties }: { past?: PastPlace | undefined; parties?: readonly Uuid[] },
): Promise<ReserveRule[]> {
  const only = parties === undefined ? null : [...new Set(parties)];
  const { rows } =
    past === undefined
      ? await sql<ReserveRule>`
    SELECT party, rate, days FROM partage.party_reserve
     WHERE ws = ${ws} AND (${only}::uuid[] IS NULL OR party = ANY (${only}::uuid[]))`.execute(tx)
      : await sql<ReserveRule>`
    SELECT * FROM (
      SELECT DISTINCT ON (party) party, rate, days FROM partage.party_reserve_change
       WHERE ws = ${ws} AND changed_at <= ${new Date(past.at)}
         AND (${only}::uuid[] IS NULL OR party = ANY (${only}::uuid[]))
       ORDER BY party, n DESC) AS last WHERE rate IS NOT NULL`.execute(tx);
  return rows;
}

async function readPending(
  tx: Tx,
  ws: number,
  parties: readonly Uuid[],
  today: string,
): Promise<Map<string, number>> {
  const { rows } = await sql<{ key: string; amount: number }>`
    SELECT a.owner || ' ' || a.currency AS key, sum(b.amount)::bigint AS amount
      FROM partage.ledger_account a JOIN partage.balance b ON b.ws = a.ws AND b.account = a.account
     WHERE a.ws = ${ws} AND a.kind = 'payable' AND a.owner = ANY (${[...parties]}::uuid[])
       AND b.available_on > ${today}::date
     GROUP BY a.owner, a.currency`.execute(tx);
  return new Map(rows.map((row) => [row.key, row.amount]));
}
