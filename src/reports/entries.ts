// Journal entries whole: the postings with the accounts they stand on, when they were recorded, by which
// plan. Reads only. Example: readEntry(tx, 7, 12) → kind sale, five postings that sum to zero.
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { type EntryFilter, numbersOfAccount, readNarrowing } from "./entry-filter.ts";

export interface EntryPosting {
  account: number;
  kind: string;
  owner: Uuid | null;
  source: string | null;
  amount: number;
  /** "2026-03-08". */
  day: string;
}

export interface Entry {
  seq: number;
  batch: number;
  kind: string;
  source: string;
  key: string;
  /** What it is about: a sale, of a settlement the contract. */
  sale: Uuid;
  currency: string;
  at: Date;
  recordedAt: Date;
  /** Of 64 hexadecimal characters; null where no plan decided. */
  planHash: string | null;
  factsHash: string;
  postings: EntryPosting[];
}

export interface WantedEntries extends EntryFilter {
  /** With a posting on any account of this party. */
  party?: Uuid | undefined;
  /** The seq of the last one shown. */
  before?: number | undefined;
  limit: number;
}

/** Newest first. */
export async function listEntries(tx: Tx, ws: number, wanted: WantedEntries): Promise<Entry[]> {
  const { party, limit, before = Number.MAX_SAFE_INTEGER } = wanted;
  const narrowing = await readNarrowing(tx, ws, wanted);
  const accounts = party === undefined ? null : await accountsOf(tx, ws, party, wanted.currency);
  if (narrowing.isEmpty || accounts?.length === 0) return [];
  const { rows } =
    accounts === null || narrowing.isRare
      ? await sql<{ seq: number }>`
          SELECT j.seq FROM partage.journal j
           WHERE j.ws = ${ws} AND j.seq < ${before} AND ${narrowing.where ?? sql`true`}
             AND (${accounts}::int[] IS NULL OR j.accounts && ${accounts}::int[])
           ORDER BY j.seq DESC LIMIT ${limit}`.execute(tx)
      : await sql<{ seq: number }>`
          SELECT DISTINCT top.seq FROM unnest(${accounts}::int[]) AS own (account),
                 LATERAL (${numbersOfAccount(ws, narrowing, { before, limit })}) top
           ORDER BY top.seq DESC LIMIT ${limit}`.execute(tx);
  const found = await readEntriesOf(
    tx,
    ws,
    rows.map((row) => row.seq),
  );
  return found.reverse();
}

async function accountsOf(tx: Tx, ws: number, party: Uuid, currency: string | undefined): Promise<number[]> {
  let query = tx
    .selectFrom("ledger_account")
    .select("account")
    .where("ws", "=", ws)
    .where("owner", "=", party);
  if (currency !== undefined) query = query.where("currency", "=", currency);
  return (await query.execute()).map((one) => one.account);
}

/** In order of their numbers. */
export async function readEntriesOf(tx: Tx, ws: number, seqs: readonly number[]): Promise<Entry[]> {
  if (seqs.length === 0) return [];
  const rows = await selectEntries(tx, ws)
    .where("journal.seq", "in", [...seqs])
    .orderBy("journal.seq")
    .execute();
  return withAccounts(tx, ws, rows);
}

export async function readEntry(tx: Tx, ws: number, seq: number): Promise<Entry | null> {
  const rows = await selectEntries(tx, ws).where("journal.seq", "=", seq).execute();
  return (await withAccounts(tx, ws, rows))[0] ?? null;
}

/** Where the ledger stands; null before its first entry. */
export async function readLedgerHead(
  tx: Tx,
  ws: number,
): Promise<{ seq: number; batch: number; hash: string } | null> {
  const row = await tx
    .selectFrom("ledger_head")
    .select(["seq", "batch", "hash"])
    .where("ws", "=", ws)
    .executeTakeFirst();
  return row ? { ...row, hash: row.hash.toString("hex") } : null;
}

function selectEntries(tx: Tx, ws: number) {
  return tx
    .selectFrom("journal")
    .innerJoin("journal_batch", (join) =>
      join.onRef("journal_batch.ws", "=", "journal.ws").onRef("journal_batch.batch", "=", "journal.batch"),
    )
    .leftJoin("plan", (join) =>
      join.onRef("plan.ws", "=", "journal.ws").onRef("plan.no", "=", "journal.plan"),
    )
    .where("journal.ws", "=", ws)
    .where("journal_batch.ws", "=", ws)
    .selectAll("journal")
    .select(["journal_batch.recorded_at", "plan.hash as plan_hash"]);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectEntries>["execute"]>>[number];

async function withAccounts(tx: Tx, ws: number, rows: readonly Row[]): Promise<Entry[]> {
  const numbers = [...new Set(rows.flatMap((row) => row.accounts))];
  const accounts =
    numbers.length === 0
      ? []
      : await tx
          .selectFrom("ledger_account")
          .select(["account", "kind", "owner", "source"])
          .where("ws", "=", ws)
          .where("account", "in", numbers)
          .execute();
  const known = new Map(accounts.map((one) => [one.account, one]));
  return rows.map((row) => ({
    seq: row.seq,
    batch: row.batch,
    kind: row.kind,
    source: row.source,
    key: row.key,
    sale: row.subject as Uuid,
    currency: row.currency,
    at: row.happened_at,
    recordedAt: row.recorded_at,
    planHash: row.plan_hash?.toString("hex") ?? null,
    factsHash: row.body_hash.toString("hex"),
    postings: row.accounts.map((account, i) => ({
      account,
      kind: known.get(account)?.kind ?? "payable",
      owner: (known.get(account)?.owner ?? null) as Uuid | null,
      source: known.get(account)?.source ?? null,
      amount: row.amounts[i] as number,
      day: row.available_on[i] as string,
    })),
  }));
}
