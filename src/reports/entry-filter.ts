// What narrows a list of entries: kind, days, currency, and an id as people have it; as pieces of SQL.
// An id is looked up first and days are made numbers, by their indexes: a list never walks the whole journal
// for them. Reads only.
// Example: readNarrowing(tx, 7, { kind: "refund", from }) → j.kind = 'refund' AND j.seq BETWEEN 812 AND 990 …
import { type RawBuilder, sql } from "kysely";
import { parsePublicId, type Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { type Back, batchesBack } from "./batches-back.ts";

export interface EntryFilter {
  kind?: string | undefined;
  /** Of what happened: inclusive, exclusive. */
  from?: number | undefined;
  to?: number | undefined;
  currency?: string | undefined;
  /** The source's own id, an id of ours, or the number of an entry; whole, as it is written. */
  search?: string | undefined;
}

export interface Narrowing {
  /** Conditions on the journal as `j`; null where nothing narrows. */
  where: RawBuilder<boolean> | null;
  /** Few entries fit: they are found by their own index, not by walking what they stand on. */
  isRare: boolean;
  /** Nothing can fit. */
  isEmpty: boolean;
  /** Between which batches what fits was recorded. */
  batches: readonly [number, number] | null;
}

/** One kind, or what takes back: refunds, and disputes that were lost. */
const isOfKind = (kind: string) =>
  kind === "taken_back" ? sql`j.kind IN ('refund', 'dispute_lost')` : sql`j.kind = ${kind}`;

/** One id is of a sale with its take-backs at most; a source may use one for several things. */
const MOST_FOUND = 1000;

export async function readNarrowing(tx: Tx, ws: number, filter: EntryFilter): Promise<Narrowing> {
  const { kind, from, to, currency } = filter;
  const sought = filter.search === undefined ? null : await findSought(tx, ws, filter.search);
  const span = from === undefined && to === undefined ? null : await spanOf(tx, ws, { from, to });
  const all = [
    kind === undefined ? null : isOfKind(kind),
    from === undefined ? null : sql`j.happened_at >= ${new Date(from)}`,
    to === undefined ? null : sql`j.happened_at < ${new Date(to)}`,
    span === null ? null : sql`j.seq BETWEEN ${span.first} AND ${span.last}`,
    currency === undefined ? null : sql`j.currency = ${currency}`,
    sought === null ? null : sql`j.seq = ANY (${sought}::bigint[])`,
  ].filter((one) => one !== null);
  return {
    where: all.length === 0 ? null : sql<boolean>`${sql.join(all, sql` AND `)}`,
    isRare: sought !== null || (kind !== undefined && kind !== "sale"),
    isEmpty: sought?.length === 0 || (span !== null && span.first === null),
    batches: span === null || span.first === null ? null : [span.firstBatch, span.lastBatch],
  };
}

async function findSought(tx: Tx, ws: number, search: string): Promise<number[]> {
  const number = /^[1-9][0-9]{0,14}$/.test(search) ? Number(search) : null;
  const subject = subjectOf(search);
  const { rows } = await sql<{ seq: number }>`
    SELECT seq FROM partage.journal WHERE ws = ${ws} AND seq = ${number}::bigint
    UNION SELECT seq FROM partage.journal WHERE ws = ${ws} AND key = ${search}
    UNION SELECT seq FROM partage.sale WHERE ws = ${ws} AND id = ${subject}::uuid
    UNION SELECT seq FROM partage.journal WHERE ws = ${ws} AND subject = ${subject}::uuid AND kind <> 'sale'
    ORDER BY 1 DESC LIMIT ${MOST_FOUND}`.execute(tx);
  return rows.map((row) => row.seq);
}

/** "sale_01…", "payout_01…": the id within, whatever it is of. */
function subjectOf(search: string): Uuid | null {
  const prefix = search.slice(0, search.indexOf("_"));
  return prefix === "" ? null : parsePublicId(prefix, search);
}

type Span = { first: null } | { first: number; last: number; firstBatch: number; lastBatch: number };

/** The numbers between which everything of these days lies. */
async function spanOf(
  tx: Tx,
  ws: number,
  { from, to }: Pick<EntryFilter, "from" | "to">,
): Promise<Span & { last?: number }> {
  // seq + 0: else the planner walks the journal from its end for the largest, which old days are far from.
  const { rows } = await sql<Span>`
    WITH ends AS (
      SELECT min(seq + 0) AS first, max(seq + 0) AS last FROM partage.journal
       WHERE ws = ${ws} AND (${from === undefined} OR happened_at >= ${new Date(from ?? 0)})
         AND (${to === undefined} OR happened_at < ${new Date(to ?? 0)})
    )
    SELECT first, last,
           (SELECT batch FROM partage.journal WHERE ws = ${ws} AND seq = first) AS "firstBatch",
           (SELECT batch FROM partage.journal WHERE ws = ${ws} AND seq = last) AS "lastBatch"
      FROM ends`.execute(tx);
  return rows[0] ?? { first: null };
}

/**
 * The entries of one account, newest first, as batch, seq and day; of the batches that the next page needs
 * where nothing narrows, else read from its end, as far as one looks. `limits` stands on account_batch `a`
 * and journal_batch `b`, with the entry as b.from_seq + e.ordinal.
 */
export function entriesOfAccount(
  ws: number,
  { where, isRare, batches }: Narrowing,
  { limits, ...back }: Back & { limits: RawBuilder<unknown> },
): RawBuilder<unknown> {
  const [first, last] = batches ?? [null, null];
  const own = sql`
    FROM partage.account_batch a JOIN partage.journal_batch b ON b.ws = a.ws AND b.batch = a.batch,
         unnest(a.entries) AS e (ordinal)`;
  const which = sql`a.ws = ${ws} AND b.ws = ${ws} AND a.account = ${back.account} AND ${limits}
    AND (${first}::bigint IS NULL OR a.batch BETWEEN ${first}::bigint AND ${last}::bigint)`;
  const columns = sql`a.batch, b.from_seq + e.ordinal AS seq, a.available_on AS day`;
  if (where !== null && isRare) {
    return sql`SELECT ${columns} ${own}, partage.journal j
      WHERE ${which} AND j.ws = ${ws} AND j.seq = b.from_seq + e.ordinal AND ${where}`;
  }
  if (where === null) {
    return sql`SELECT ${columns} ${own}, (${batchesBack(ws, back)}) page
      WHERE ${which} AND page.batch = a.batch`;
  }
  const all = sql`SELECT ${columns} ${own} WHERE ${which}
    ORDER BY a.batch DESC, b.from_seq + e.ordinal DESC, a.available_on DESC`;
  return sql`SELECT each.batch, each.seq, each.day FROM (${all}) each,
    LATERAL (SELECT 1 FROM partage.journal j
              WHERE j.ws = ${ws} AND j.seq = each.seq AND ${where} OFFSET 0) fits`;
}

/** The numbers of the newest entries on `own.account`, each once, however many days it stands on there. */
export function numbersOfAccount(
  ws: number,
  { where, batches }: Narrowing,
  { before, limit }: { before: number; limit: number },
): RawBuilder<unknown> {
  const [first, last] = batches ?? [null, null];
  // Every batch has one at least; that of `before` may have no other.
  const enough = where === null ? sql`LIMIT ${limit + 1}` : sql``;
  const all = sql`
    SELECT g.batch, e.seq FROM (
      SELECT DISTINCT a.batch FROM partage.account_batch a
       WHERE a.ws = ${ws} AND a.account = own.account
         AND (${first}::bigint IS NULL OR a.batch BETWEEN ${first}::bigint AND ${last}::bigint)
         AND a.batch <= coalesce(
           (SELECT k.batch FROM partage.journal k WHERE k.ws = ${ws} AND k.seq = ${before}), a.batch)
       ORDER BY a.batch DESC ${enough}
    ) g, LATERAL (
      SELECT DISTINCT b.from_seq + o.ordinal AS seq
        FROM partage.account_batch x JOIN partage.journal_batch b ON b.ws = x.ws AND b.batch = x.batch,
             unnest(x.entries) AS o (ordinal)
       WHERE x.ws = ${ws} AND b.ws = ${ws} AND x.account = own.account AND x.batch = g.batch
         AND b.from_seq + o.ordinal < ${before}
    ) e ORDER BY g.batch DESC, e.seq DESC`;
  if (where === null) return sql`${all} LIMIT ${limit}`;
  return sql`SELECT each.seq FROM (${all}) each,
    LATERAL (SELECT 1 FROM partage.journal j
              WHERE j.ws = ${ws} AND j.seq = each.seq AND ${where} OFFSET 0) fits
    ORDER BY each.batch DESC, each.seq DESC LIMIT ${limit}`;
}
