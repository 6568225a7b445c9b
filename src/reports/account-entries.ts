// The entries of one account, newest first: a page of a statement. Read through account_batch, so that a page
// costs the same whatever the ledger's size. Reads only; an entry that touches the account on two days is two
// rows.
// Example: listAccountEntries(tx, 7, { account: 3, limit: 26 }) → refund −582 of 8 March, sale 582 of 1
// March, …
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { type EntryFilter, entriesOfAccount, readNarrowing } from "./entry-filter.ts";

export interface AccountEntry {
  batch: number;
  seq: number;
  kind: string;
  source: string;
  key: string;
  /** What it is about: a sale, of a settlement the contract. */
  sale: Uuid;
  at: Date;
  /** What the entry moved on the account, available on `day`. */
  amount: number;
  /** "2026-03-08". */
  day: string;
}

/** Batch, entry and day of the last one shown. */
export type AfterEntry = readonly [number, number, string];

export interface AccountEntryFilter extends EntryFilter {
  account: number;
  /** The last batch that counts; left out: all of them. */
  batch?: number | undefined;
  after?: AfterEntry | undefined;
  limit: number;
}

export async function listAccountEntries(
  tx: Tx,
  ws: number,
  wanted: AccountEntryFilter,
): Promise<AccountEntry[]> {
  const { account, batch: last = Number.MAX_SAFE_INTEGER, after, limit } = wanted;
  const [batch, seq, day] = after ?? [null, null, null];
  const narrowing = await readNarrowing(tx, ws, wanted);
  if (narrowing.isEmpty) return [];
  const own = entriesOfAccount(ws, narrowing, {
    account: sql`${account}::int`,
    from: [batch ?? last + 1, seq ?? 0],
    limit,
    limits: sql`a.batch <= ${last}
      AND (${batch}::bigint IS NULL OR (a.batch <= ${batch}::bigint
           AND (a.batch, b.from_seq + e.ordinal, a.available_on) < (${batch}::bigint, ${seq}::bigint, ${day}::date)))`,
  });
  const { rows } = await sql<AccountEntry>`
    WITH page AS (
      SELECT its.batch, its.seq, its.day FROM (${own}) its
       ORDER BY its.batch DESC, its.seq DESC, its.day DESC LIMIT ${limit}
    )
    SELECT page.batch, page.seq, page.day, j.kind, j.source, j.key, j.subject AS sale, j.happened_at AS at,
           (SELECT sum(p.amount)::bigint FROM unnest(j.accounts, j.amounts, j.available_on) AS p (account, amount, day)
             WHERE p.account = ${account} AND p.day = page.day) AS amount
      FROM page JOIN partage.journal j ON j.ws = ${ws} AND j.seq = page.seq
     ORDER BY page.batch DESC, page.seq DESC, page.day DESC`.execute(tx);
  return rows;
}
