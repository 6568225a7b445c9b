// What parties are owed, and what stands on every account: sums of the ledger's balances by today in the
// workspace's time zone. Reads only; a balance is a cache that verify can rebuild. Currencies are never added
// together.
// Example: listBalances(tx, 7, { today: "2026-03-08", limit: 26 }) → bruno USD available 58200, pending 1200,
// reserved 0.
import { sql } from "kysely";
import { dayIn } from "../base/calendar.ts";
import type { Uuid } from "../base/id.ts";
import { assert } from "../base/refusal.ts";
import type { Tx } from "../db/transaction.ts";
import { type BalanceOrder, orderOf } from "./balance-order.ts";
import { type StandsAt, sumsAt } from "./sums-at.ts";

export interface PartyBalance {
  party: Uuid;
  name: string;
  partyKind: "producer" | "partner" | "platform" | "processor" | "tax";
  currency: string;
  available: number;
  pending: number;
  reserved: number;
  inTransit: number;
}

export interface BalanceFilter extends BalanceOrder {
  /** Day as text, from `todayIn`. */
  today: string;
  party?: Uuid | undefined;
  currency?: string | undefined;
  kind?: string | undefined;
  /** Part of the name, e-mail address or ref. */
  search?: string | undefined;
  /** Only those who owe: below zero over all that is theirs. */
  negative?: boolean | undefined;
  /** Left out: who ever had an entry; `standing`: where money stands now; `all`: also who has nothing yet. */
  include?: "all" | "standing" | undefined;
  limit: number;
}

/** Today's date where the workspace is: "2026-03-08". */
export async function todayIn(tx: Tx, ws: number, now: number): Promise<string> {
  const row = await tx.selectFrom("workspace").select("time_zone").where("ws", "=", ws).executeTakeFirst();
  assert(row, `there is no workspace ${ws}`);
  return new Date(dayIn(row.time_zone, now) * 86_400_000).toISOString().slice(0, 10);
}

/** A row a party and currency. Who never had an entry has nothing in the workspace's own. */
export async function listBalances(tx: Tx, ws: number, filter: BalanceFilter): Promise<PartyBalance[]> {
  const { today, party = null, currency = null, kind = null, search = null, limit } = filter;
  const { by, isAfter } = orderOf(filter);
  const byAmount = filter.sort === "amount";
  const isAll = filter.include === "all";
  const of = isAll
    ? sql`coalesce(a.currency, (SELECT w.currency FROM partage.workspace w WHERE w.ws = ${ws}))`
    : sql`a.currency`;
  const standing =
    filter.include === "standing"
      ? sql`(a.owner, a.currency) IN (SELECT s.owner, s.currency FROM standing s)`
      : sql`true`;
  const { rows } = await sql<PartyBalance>`
    WITH standing AS (
      SELECT DISTINCT a.owner, a.currency FROM partage.ledger_account a
       WHERE ${filter.include === "standing"} AND a.ws = ${ws} AND a.owner IS NOT NULL
         AND (SELECT sum(b.amount) FROM partage.balance b WHERE b.ws = ${ws} AND b.account = a.account) <> 0
    ), below AS (
      SELECT a.owner, a.currency FROM partage.ledger_account a
        JOIN partage.balance b ON b.ws = a.ws AND b.account = a.account
       WHERE ${filter.negative === true} AND a.ws = ${ws} AND a.owner IS NOT NULL
       GROUP BY a.owner, a.currency HAVING sum(b.amount) < 0
    ), stands AS (
      SELECT account, sum(amount) AS whole FROM partage.balance WHERE ${byAmount} AND ws = ${ws} GROUP BY account
    ), listed AS (
      SELECT p.name, p.id AS party, p.kind AS "partyKind", ${of} AS currency,
             array_agg(a.account) AS accounts, array_agg(a.kind) AS kinds,
             ${byAmount ? sql`coalesce(sum(s.whole), 0)::bigint` : sql`0`} AS whole
        FROM partage.party p ${isAll ? sql`LEFT JOIN` : sql`JOIN`} partage.ledger_account a
             ON a.ws = ${ws} AND a.owner = p.id
        ${byAmount ? sql`LEFT JOIN stands s ON s.account = a.account` : sql``}
       WHERE p.ws = ${ws} AND (${party}::uuid IS NULL OR p.id = ${party}::uuid) AND ${standing}
         AND (${currency}::text IS NULL OR ${of} = ${currency}::text)
         AND (${kind}::text IS NULL OR p.kind = ${kind}::text)
         AND (${search}::text IS NULL
              OR position(lower(${search}::text) IN lower(concat_ws(' ', p.name, p.email, p.ref))) > 0)
         AND (${filter.negative !== true} OR a.account = ANY (SELECT o.account FROM partage.ledger_account o
               WHERE o.ws = ${ws} AND (o.owner, o.currency) IN (SELECT n.owner, n.currency FROM below n)))
       GROUP BY p.name, p.id, p.kind, a.currency
    ), page AS (
      SELECT * FROM listed WHERE ${isAfter} ORDER BY ${by} LIMIT ${limit}
    )
    SELECT page.name, page.party, page."partyKind", page.currency,
           sum(CASE WHEN owed THEN by_day.available ELSE 0 END)::bigint AS available,
           sum(CASE WHEN owed THEN by_day.balance - by_day.available ELSE 0 END)::bigint AS pending,
           sum(CASE WHEN a.kind = 'reserved' THEN by_day.balance ELSE 0 END)::bigint AS reserved,
           sum(CASE WHEN a.kind = 'in_transit' THEN by_day.balance ELSE 0 END)::bigint AS "inTransit"
      FROM page, unnest(page.accounts, page.kinds) AS a (account, kind),
           LATERAL (SELECT a.kind NOT IN ('reserved', 'in_transit') AS owed) AS k,
           LATERAL (
             SELECT coalesce(sum(amount), 0) AS balance,
                    coalesce(sum(amount) FILTER (WHERE available_on <= ${today}::date), 0) AS available
               FROM partage.balance WHERE ws = ${ws} AND account = a.account
           ) AS by_day
     GROUP BY page.name, page.party, page."partyKind", page.currency, page.whole
     ORDER BY ${by}`.execute(tx);
  return rows;
}

export interface Account {
  number: number;
  kind: string;
  owner: Uuid | null;
  source: string | null;
  currency: string;
  balance: number;
  available: number;
}

export interface AccountFilter extends StandsAt {
  number?: number | undefined;
  kind?: string | undefined;
  party?: Uuid | undefined;
  currency?: string | undefined;
  /** Number of the last one shown. */
  after?: number | undefined;
  limit: number;
}

/** By number; at a place of the past those without an entry by then stand at 0. */
export async function listAccounts(tx: Tx, ws: number, filter: AccountFilter): Promise<Account[]> {
  const { number = null, kind = null, party = null, currency = null, after = 0, limit } = filter;
  const { rows } = await sql<Account>`
    WITH page AS (
      SELECT account, kind, owner, source, currency FROM partage.ledger_account
       WHERE ws = ${ws} AND account > ${after} AND (${number}::int IS NULL OR account = ${number}::int)
         AND (${kind}::text IS NULL OR kind = ${kind}::text) AND (${party}::uuid IS NULL OR owner = ${party}::uuid)
         AND (${currency}::text IS NULL OR currency = ${currency}::text)
       ORDER BY account LIMIT ${limit}
    ), ${sumsAt(ws, filter, sql`account = ANY (SELECT page.account FROM page)`)}
    SELECT page.account AS number, page.kind, page.owner, page.source, page.currency,
           coalesce(sums.balance, 0)::bigint AS balance, coalesce(sums.available, 0)::bigint AS available
      FROM page LEFT JOIN sums ON sums.account = page.account ORDER BY page.account`.execute(tx);
  return rows;
}

export interface KindBalance {
  kind: string;
  currency: string;
  balance: number;
  /** Sums of the accounts below zero, and of those above it; a debit is below zero here. */
  debit: number;
  credit: number;
  accounts: number;
}

/** Sums by kind and currency; all kinds of one currency add up to zero. */
export async function readTrialBalance(tx: Tx, ws: number, at: StandsAt): Promise<KindBalance[]> {
  const { rows } = await sql<KindBalance>`
    WITH ${sumsAt(ws, at)}
    SELECT a.kind, a.currency, sum(s.balance)::bigint AS balance, count(*)::int AS accounts,
           coalesce(-sum(s.balance) FILTER (WHERE s.balance < 0), 0)::bigint AS debit,
           coalesce(sum(s.balance) FILTER (WHERE s.balance > 0), 0)::bigint AS credit
      FROM partage.ledger_account a JOIN sums s ON s.account = a.account
     WHERE a.ws = ${ws} GROUP BY a.kind, a.currency ORDER BY a.currency, a.kind`.execute(tx);
  return rows;
}
