// Where the last payment to an account came back, so that whoever pays there again knows: before a run is
// proposed and while it waits to be approved. Reads only.
// Example: readCameBack(tx, 7, [{ party: mara, method }]) → method → { payout, at, reason: "AC04" }.
import { type RawBuilder, sql } from "kysely";
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
     CROSS JOIN LATERAL (${lastTo(ws, sql`m`)}) p
     WHERE p.state IN ('failed', 'returned')`.execute(tx);
  return new Map(rows.map(({ method, ...one }) => [method, one]));
}

/** Run → how many of what it proposes go to such an account; runs with none are left out. */
export async function countCameBack(tx: Tx, ws: number, runs: readonly Uuid[]): Promise<Map<Uuid, number>> {
  if (runs.length === 0) return new Map();
  const { rows } = await sql<{ run: Uuid; count: number }>`
    SELECT run, count(*)::int AS count FROM partage.payout
     WHERE ws = ${ws} AND run = any(${uuidArray(runs)}::uuid[]) AND ${goesWhereItCameBack(ws)}
     GROUP BY run`.execute(tx);
  return new Map(rows.map((one) => [one.run, one.count]));
}

/** Of a row of `payout`: proposed, and to an account where the last payment came back. */
export function goesWhereItCameBack(ws: number): RawBuilder<boolean> {
  return sql<boolean>`(payout.state = 'proposed' AND EXISTS (
    SELECT FROM (${lastTo(ws, sql`payout`)}) last WHERE last.state IN ('failed', 'returned')))`;
}

function lastTo(ws: number, to: RawBuilder<unknown>) {
  return sql`SELECT l.id, l.state, l.back_at, l.reason FROM partage.payout l
    WHERE l.ws = ${ws} AND l.party = ${to}.party AND l.method = ${to}.method AND l.seq IS NOT NULL
    ORDER BY l.id DESC LIMIT 1`;
}
