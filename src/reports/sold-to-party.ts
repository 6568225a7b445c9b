// What parties were given of sales: one row a sale, totals of a run of entries, totals of whole days as they
// were recorded. What a source pays out itself counts, for it was given. Reads only.
// Example: readGiven(tx, 7, { parties: [bruno], fromSeq: 101, toSeq: 140 }) → bruno, USD: 38 sales, 220.16.
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

export interface Given {
  party: Uuid;
  currency: string;
  sales: number;
  amount: number;
}

interface Run {
  parties: readonly Uuid[];
  fromSeq: number;
  toSeq: number;
}

const LINES = sql`partage.journal j CROSS JOIN LATERAL unnest(j.accounts, j.amounts) AS p (account, amount)
  JOIN partage.ledger_account a ON a.ws = j.ws AND a.account = p.account AND a.kind = 'payable'`;

/** By party and currency; a party without a line is left out. */
export async function readGiven(tx: Tx, ws: number, run: Run): Promise<Given[]> {
  const { parties, fromSeq, toSeq } = run;
  const { rows } = await sql<Given>`
    SELECT a.owner AS party, j.currency, count(DISTINCT j.seq)::int AS sales, sum(p.amount)::bigint AS amount
      FROM ${LINES}
     WHERE j.ws = ${ws} AND j.seq BETWEEN ${fromSeq} AND ${toSeq} AND j.kind = 'sale' AND p.amount > 0
       AND a.owner = ANY (${[...parties]}::uuid[])
     GROUP BY a.owner, j.currency ORDER BY a.owner, j.currency`.execute(tx);
  return rows;
}

export interface GivenSale {
  sale: Uuid;
  product: string;
  currency: string;
  paid: number;
  amount: number;
}

/** Each sale with a line of the party, as recorded. */
export async function listGivenSales(
  tx: Tx,
  ws: number,
  party: Uuid,
  run: Omit<Run, "parties"> & { limit: number },
): Promise<GivenSale[]> {
  const { fromSeq, toSeq, limit } = run;
  const { rows } = await sql<GivenSale>`
    SELECT s.id AS sale, o.name AS product, j.currency, s.paid, sum(p.amount)::bigint AS amount
      FROM ${LINES}
      JOIN partage.sale s ON s.ws = j.ws AND s.id = j.subject
      JOIN partage.product o ON o.ws = s.ws AND o.id = s.product
     WHERE j.ws = ${ws} AND j.seq BETWEEN ${fromSeq} AND ${toSeq} AND j.kind = 'sale' AND p.amount > 0
       AND a.owner = ${party}
     GROUP BY j.seq, s.id, o.name, j.currency, s.paid ORDER BY j.seq LIMIT ${limit}`.execute(tx);
  return rows;
}

export interface GivenOfDay extends Given {
  /** "2026-11-20": the day they were recorded on. */
  day: string;
  /** Of these sales: those that had happened on an earlier day. */
  earlier: number;
}

export interface DayRun {
  parties: readonly Uuid[];
  /** Entries behind this one … */
  afterSeq: number;
  /** … that were recorded before this day began, "2026-11-21". */
  today: string;
  timeZone: string;
}

/** By day, party and currency. */
export async function readGivenByDay(tx: Tx, ws: number, run: DayRun): Promise<GivenOfDay[]> {
  const { parties, afterSeq, today, timeZone } = run;
  const { rows } = await sql<GivenOfDay>`
    WITH recorded AS (
      SELECT batch, from_seq, to_seq, (recorded_at AT TIME ZONE ${timeZone})::date AS day
        FROM partage.journal_batch
       WHERE ws = ${ws} AND to_seq > ${afterSeq} AND (recorded_at AT TIME ZONE ${timeZone})::date < ${today}::date
    )
    SELECT b.day::text AS day, a.owner AS party, j.currency, count(DISTINCT j.seq)::int AS sales,
           sum(p.amount)::bigint AS amount,
           count(DISTINCT j.seq) FILTER (WHERE (j.happened_at AT TIME ZONE ${timeZone})::date < b.day)::int AS earlier
      FROM recorded b, ${LINES}
     WHERE j.ws = ${ws} AND j.seq BETWEEN b.from_seq AND b.to_seq AND j.kind = 'sale' AND p.amount > 0
       AND a.owner = ANY (${[...parties]}::uuid[])
     GROUP BY b.day, a.owner, j.currency ORDER BY b.day, a.owner, j.currency`.execute(tx);
  return rows;
}

/** The last entry that was recorded before today; `afterSeq` where there is none behind it. */
export async function readLastRecorded(
  tx: Tx,
  ws: number,
  { afterSeq, today, timeZone }: Omit<DayRun, "parties">,
): Promise<number> {
  const { rows } = await sql<{ seq: number | null }>`
    SELECT max(to_seq)::bigint AS seq FROM partage.journal_batch
     WHERE ws = ${ws} AND to_seq > ${afterSeq} AND (recorded_at AT TIME ZONE ${timeZone})::date < ${today}::date`.execute(
    tx,
  );
  return rows[0]?.seq ?? afterSeq;
}
