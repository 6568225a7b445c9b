// What waits for somebody in a workspace, each counted where it is found: parked messages, failed imports,
// open disputes, parties below zero, webhooks that fail, sources that went silent. Reads only.
// Example: { parked: 14, disputes: { open: 2, amounts: [{ currency: "USD", amount: 20000 }] }, … }
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

const DAY_MS = 86_400_000;
/** A source that spoke before and has said nothing for so long. */
const SILENT_DAYS = 7;
const FEW = 5;

export interface InCurrency {
  currency: string;
  amount: number;
}

export async function countParked(tx: Tx, ws: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM partage.delivery
    WHERE ws = ${ws} AND state = 'parked'`.execute(tx);
  return rows[0]?.count ?? 0;
}

/** Sales whose source paid other commissions than our contracts give, and nobody has looked. */
export async function countCommissionDifferences(tx: Tx, ws: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM partage.delivery
    WHERE ws = ${ws} AND state = 'applied' AND reason = 'commissions_differ' AND reviewed_at IS NULL`.execute(
    tx,
  );
  return rows[0]?.count ?? 0;
}

export interface LooseImport {
  id: Uuid;
  fileName: string;
  state: "running" | "failed";
  rowsDone: number;
}

/** Running, or failed and not run again since. */
export async function listLooseImports(tx: Tx, ws: number): Promise<LooseImport[]> {
  const rows = await tx
    .selectFrom("import")
    .select(["id", "file_name", "state", "rows_done"])
    .where("ws", "=", ws)
    .where("state", "in", ["running", "failed"])
    .orderBy("created_at", "desc")
    .limit(FEW)
    .execute();
  return rows.map((row) => ({
    id: row.id as Uuid,
    fileName: row.file_name,
    state: row.state as LooseImport["state"],
    rowsDone: row.rows_done,
  }));
}

export interface OpenDisputes {
  open: number;
  amounts: InCurrency[];
}

export async function readOpenDisputeTotals(tx: Tx, ws: number): Promise<OpenDisputes> {
  const { rows } = await sql<InCurrency & { open: number }>`
    SELECT s.currency, count(*)::int AS open, sum(d.remaining)::bigint AS amount
      FROM partage.dispute d JOIN partage.sale s ON s.ws = d.ws AND s.id = d.sale
     WHERE d.ws = ${ws} AND s.ws = ${ws} AND d.state = 'open' GROUP BY s.currency ORDER BY s.currency`.execute(
    tx,
  );
  return {
    open: rows.reduce((sum, row) => sum + row.open, 0),
    amounts: rows.map(({ currency, amount }) => ({ currency, amount })),
  };
}

export interface Below {
  parties: number;
  amounts: InCurrency[];
}

/** Parties that owe more than they are owed, and how much that is. */
export async function readBelowZero(tx: Tx, ws: number): Promise<Below> {
  const { rows } = await sql<InCurrency & { parties: number }>`
    SELECT currency, count(*)::int AS parties, sum(balance)::bigint AS amount FROM (
      SELECT a.owner, a.currency, sum(s.whole) AS balance
        FROM (SELECT account, sum(amount) AS whole FROM partage.balance WHERE ws = ${ws} GROUP BY account) s
        JOIN partage.ledger_account a ON a.ws = ${ws} AND a.account = s.account
       WHERE a.owner IS NOT NULL GROUP BY a.owner, a.currency HAVING sum(s.whole) < 0
    ) below GROUP BY currency ORDER BY currency`.execute(tx);
  return {
    parties: rows.reduce((sum, row) => sum + row.parties, 0),
    amounts: rows.map(({ currency, amount }) => ({ currency, amount })),
  };
}

/**
 * Endpoints in use with a message given up, or tried three times and still waiting, in the last three days.
 */
export async function countFailingEndpoints(tx: Tx, ws: number, now: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(DISTINCT m.endpoint)::int AS count
      FROM partage.webhook_message m JOIN partage.webhook_endpoint e ON e.ws = m.ws AND e.id = m.endpoint
     WHERE m.ws = ${ws} AND e.ws = ${ws} AND e.state = 'active' AND m.created_at > ${new Date(now - 3 * DAY_MS)}
       AND (m.state = 'failed' OR (m.state = 'waiting' AND m.attempts >= 3))`.execute(tx);
  return rows[0]?.count ?? 0;
}

export interface SilentSource {
  name: string;
  /** Null: it never said anything. */
  lastAt: Date | null;
}

/** Sources in use that said nothing for a week; one that was connected within it is given time. */
export async function listSilentSources(tx: Tx, ws: number, now: number): Promise<SilentSource[]> {
  const since = new Date(now - SILENT_DAYS * DAY_MS);
  const { rows } = await sql<SilentSource>`
    SELECT s.name, l.last AS "lastAt" FROM partage.source s, LATERAL (
      SELECT max(received_at) AS last FROM partage.delivery d WHERE d.ws = ${ws} AND d.source = s.name
    ) l WHERE s.ws = ${ws} AND s.state = 'active' AND s.created_at < ${since} AND coalesce(l.last, s.created_at) < ${since}
     ORDER BY s.name`.execute(tx);
  return rows;
}
