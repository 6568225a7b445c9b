// Reads what a book is written from: the accounts, the entries of some days a page at a time in the order of
// the ledger, and the sums before and after. Everything up to one entry, so that what is posted meanwhile is
// in none of them. Reads only.
// Example: readBookPage(tx, 7, { after: 0, upTo: 812, … }) → entries 1 to 500.
import { sql } from "kysely";
import type { Tx } from "../../db/transaction.ts";
import type { DaySum } from "./day-journals.ts";

export interface BookRange {
  /** Days, both included; null: from the first, to the last. */
  from: string | null;
  to: string | null;
  /** The last entry that counts. */
  upTo: number;
}

export interface BookRow {
  seq: number;
  day: string;
  kind: string;
  source: string;
  key: string;
  subject: string;
  currency: string;
  accounts: number[];
  amounts: number[];
}

export interface AccountRow {
  number: number;
  kind: string;
  owner: string | null;
  source: string | null;
  currency: string;
}

export async function readBookAccounts(tx: Tx, ws: number): Promise<AccountRow[]> {
  return await tx
    .selectFrom("ledger_account")
    .select(["account as number", "kind", "owner", "source", "currency"])
    .where("ws", "=", ws)
    .orderBy("account")
    .execute();
}

const DAY = sql`(j.happened_at AT TIME ZONE w.time_zone)::date`;

function inRange({ from, to }: BookRange) {
  return sql`(${from}::date IS NULL OR ${DAY} >= ${from}::date) AND (${to}::date IS NULL OR ${DAY} <= ${to}::date)`;
}

export async function readBookPage(
  tx: Tx,
  ws: number,
  range: BookRange & { after: number; limit: number },
): Promise<BookRow[]> {
  const { rows } = await sql<BookRow>`
    SELECT j.seq, ${DAY}::text AS day, j.kind, j.source, j.key, j.subject, j.currency, j.accounts, j.amounts
      FROM partage.journal j JOIN partage.workspace w ON w.ws = j.ws
     WHERE j.ws = ${ws} AND j.seq > ${range.after} AND j.seq <= ${range.upTo} AND ${inRange(range)}
     ORDER BY j.seq LIMIT ${range.limit}`.execute(tx);
  return rows;
}

/** Of all entries that happened before a day; accounts that stand at 0 are left out. */
export async function readSumsBefore(
  tx: Tx,
  ws: number,
  day: string,
  upTo: number,
): Promise<Map<number, number>> {
  const { rows } = await sql<{ account: number; amount: number }>`
    SELECT p.account, sum(p.amount)::bigint AS amount
      FROM partage.journal j JOIN partage.workspace w ON w.ws = j.ws,
           unnest(j.accounts, j.amounts) AS p (account, amount)
     WHERE j.ws = ${ws} AND j.seq <= ${upTo} AND ${DAY} < ${day}::date
     GROUP BY p.account HAVING sum(p.amount) <> 0 ORDER BY p.account`.execute(tx);
  return new Map(rows.map((row) => [row.account, row.amount]));
}

/** By the pages of the accounts, which are kept apart from the entries: what the entries must add up to. */
export async function readSumsByPages(tx: Tx, ws: number, batch: number): Promise<Map<number, number>> {
  const { rows } = await sql<{ account: number; amount: number }>`
    SELECT account, sum(delta)::bigint AS amount FROM partage.account_batch
     WHERE ws = ${ws} AND batch <= ${batch} GROUP BY account ORDER BY account`.execute(tx);
  return new Map(rows.map((row) => [row.account, row.amount]));
}

export async function readFirstAndLastDay(
  tx: Tx,
  ws: number,
  range: BookRange,
): Promise<{ first: string | null; last: string | null }> {
  const { rows } = await sql<{ first: string | null; last: string | null }>`
    SELECT min(${DAY})::text AS first, max(${DAY})::text AS last
      FROM partage.journal j JOIN partage.workspace w ON w.ws = j.ws
     WHERE j.ws = ${ws} AND j.seq <= ${range.upTo} AND ${inRange(range)}`.execute(tx);
  return rows[0] ?? { first: null, last: null };
}

/** What each kind of account got on each day of the range, by day: a dozen rows a day at most. */
export async function readDaySums(
  tx: Tx,
  ws: number,
  { currency = null, ...range }: BookRange & { currency?: string | null | undefined },
): Promise<DaySum[]> {
  const { rows } = await sql<DaySum>`
    SELECT ${DAY}::text AS day, j.currency, a.kind, a.source, sum(p.amount)::bigint AS amount
      FROM partage.journal j JOIN partage.workspace w ON w.ws = j.ws
     CROSS JOIN LATERAL unnest(j.accounts, j.amounts) AS p (account, amount)
      JOIN partage.ledger_account a ON a.ws = j.ws AND a.account = p.account
     WHERE j.ws = ${ws} AND j.seq <= ${range.upTo} AND ${inRange(range)}
       AND (${currency}::text IS NULL OR j.currency = ${currency}::text)
     GROUP BY 1, 2, 3, 4 HAVING sum(p.amount) <> 0 ORDER BY 1, 2, 3, 4`.execute(tx);
  return rows;
}
