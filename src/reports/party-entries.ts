// The entries of a party over all its accounts of one currency or all, newest first. Reads only; an entry
// that touches two of its accounts or days is one row each. Example: bruno → refund −233 payable, sale 582
// payable, …
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import type { AccountEntry } from "./account-entries.ts";
import { batchesBack } from "./batches-back.ts";

export interface PartyEntry extends AccountEntry {
  account: number;
  accountKind: string;
  currency: string;
  product: string;
}

/** Batch, entry, account and day of the last one shown. */
export type AfterPartyEntry = readonly [number, number, number, string];

export interface PartyEntryFilter {
  party: Uuid;
  currency?: string | undefined;
  after?: AfterPartyEntry | undefined;
  limit: number;
}

export async function listPartyEntries(tx: Tx, ws: number, filter: PartyEntryFilter): Promise<PartyEntry[]> {
  const owned = await tx
    .selectFrom("ledger_account")
    .select(["account", "currency"])
    .where("ws", "=", ws)
    .where("owner", "=", filter.party)
    .execute();
  const accounts = owned
    .filter((one) => filter.currency === undefined || one.currency === filter.currency)
    .map((one) => one.account);
  if (accounts.length === 0) return [];
  const [batch, seq, account, day] = filter.after ?? [null, null, null, null];
  const from = [batch ?? Number.MAX_SAFE_INTEGER, seq ?? 0] as const;
  // A page of each account by its own index, then the newest of all.
  const { rows } = await sql<PartyEntry>`
    WITH own AS (SELECT unnest(${accounts}::int[]) AS account), page AS (
      SELECT top.* FROM own, LATERAL (
        SELECT a.account, a.batch, b.from_seq + e.ordinal AS seq, a.available_on AS day
          FROM (${batchesBack(ws, { account: sql`own.account`, from, limit: filter.limit })}) needed
          JOIN partage.account_batch a ON a.batch = needed.batch
          JOIN partage.journal_batch b ON b.ws = a.ws AND b.batch = a.batch, unnest(a.entries) AS e (ordinal)
         WHERE a.ws = ${ws} AND b.ws = ${ws} AND a.account = own.account
           AND (${batch}::bigint IS NULL OR (a.batch <= ${batch}::bigint
                AND (a.batch, b.from_seq + e.ordinal, a.account, a.available_on)
                  < (${batch}::bigint, ${seq}::bigint, ${account}::int, ${day}::date)))
         ORDER BY a.batch DESC, b.from_seq + e.ordinal DESC, a.available_on DESC LIMIT ${filter.limit}
      ) top ORDER BY batch DESC, seq DESC, account DESC, day DESC LIMIT ${filter.limit}
    )
    SELECT page.account, page.batch, page.seq, page.day, j.kind, j.source, j.key, j.subject AS sale,
           j.happened_at AS at, o.kind AS "accountKind", o.currency, coalesce(pr.name, '') AS product,
           (SELECT sum(p.amount)::bigint FROM unnest(j.accounts, j.amounts, j.available_on) AS p (account, amount, day)
             WHERE p.account = page.account AND p.day = page.day) AS amount
      FROM page JOIN partage.journal j ON j.ws = ${ws} AND j.seq = page.seq
      JOIN partage.ledger_account o ON o.ws = ${ws} AND o.account = page.account
      LEFT JOIN partage.sale s ON s.ws = ${ws} AND s.id = j.subject
      LEFT JOIN partage.contract c ON c.ws = ${ws} AND c.id = j.subject AND j.kind = 'settlement'
      LEFT JOIN partage.product pr ON pr.ws = ${ws} AND pr.id = coalesce(s.product, c.product)
     ORDER BY page.batch DESC, page.seq DESC, page.account DESC, page.day DESC`.execute(tx);
  return rows;
}
