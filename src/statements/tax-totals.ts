// What each party earned in a calendar year of the business, by quarter and currency: by the day that things
// happened, as statements tell them. Reads only.
// Example: bruno USD 2026 → quarter 1 earned 58200, taken back 233, 24 sales; quarter 2 …
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { OWED_KINDS, processorsOf, SECTION } from "./posted-sections.ts";

export interface QuarterTotals {
  party: Uuid;
  name: string;
  email: string | null;
  country: string | null;
  currency: string;
  quarter: number;
  /** Given by sales, before anything was taken back. */
  earned: number;
  /** Refunds and lost disputes. */
  takenBack: number;
  /** Fees, guarantees, bonuses and adjustments. */
  other: number;
  paidOut: number;
  sales: number;
}

/** Of the producer's partners, by name. */
export async function readTaxTotals(
  tx: Tx,
  ws: number,
  year: number,
  party?: Uuid,
): Promise<QuarterTotals[]> {
  await sql`SELECT set_config('jit', 'off', true)`.execute(tx);
  const { rows } = await sql<QuarterTotals>`
    WITH zone AS MATERIALIZED (SELECT time_zone FROM partage.workspace WHERE ws = ${ws}), own AS MATERIALIZED (
      SELECT a.account, a.kind, a.owner AS party, a.currency
        FROM partage.ledger_account a JOIN partage.party q ON q.ws = a.ws AND q.id = a.owner AND q.kind = 'partner'
       WHERE a.ws = ${ws} AND a.kind IN ${OWED_KINDS} AND (${party ?? null}::uuid IS NULL OR a.owner = ${party ?? null}::uuid)
    ), ${processorsOf(ws)}, moved AS (
      SELECT own.party, own.currency, ${SECTION} AS section, j.kind, p.amount,
             extract(quarter FROM j.happened_at AT TIME ZONE zone.time_zone)::int AS quarter,
             p.line = array_position(j.accounts, p.account) AS is_first
        FROM zone CROSS JOIN processors JOIN partage.journal j ON j.ws = ${ws}
         AND j.happened_at >= make_date(${year}::int, 1, 1)::timestamp AT TIME ZONE zone.time_zone
         AND j.happened_at < make_date(${year}::int + 1, 1, 1)::timestamp AT TIME ZONE zone.time_zone
       CROSS JOIN LATERAL unnest(j.accounts, j.amounts) WITH ORDINALITY AS p (account, amount, line)
        JOIN own ON own.account = p.account
      OFFSET 0
    )
    SELECT m.party, q.name, q.email, q.country, m.currency, m.quarter,
           coalesce(sum(m.amount) FILTER (WHERE section = 'sales'), 0)::bigint AS earned,
           coalesce(-sum(m.amount) FILTER (WHERE section IN ('refunds', 'chargebacks')), 0)::bigint AS "takenBack",
           coalesce(sum(m.amount) FILTER (WHERE section IN ('fees', 'guarantees', 'adjustments')), 0)::bigint AS other,
           coalesce(-sum(m.amount) FILTER (WHERE section IN ('payouts', 'at_source')), 0)::bigint AS "paidOut",
           count(*) FILTER (WHERE section = 'sales' AND is_first)::int AS sales
      FROM moved m JOIN partage.party q ON q.ws = ${ws} AND q.id = m.party
     GROUP BY m.party, q.name, q.email, q.country, m.currency, m.quarter
     ORDER BY q.name, m.party, m.currency, m.quarter`.execute(tx);
  return rows;
}
