// What the books say of money at a source: per entry of a sale what the source owes by it and what it keeps,
// and which sales no settlement has brought home. Reads only.
// Example: readMoneyAtSource(tx, 7, "stripe", ["ch_1"]) → sale 10000, fee 290; refund −4000.
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

export interface MoneyAtSource {
  seq: number;
  kind: "sale" | "refund" | "dispute_lost" | "fee";
  key: string;
  currency: string;
  sale: Uuid;
  saleKey: string;
  charge: string | null;
  gross: number;
  fees: { party: Uuid; amount: number }[];
  settledBy: { settlement: Uuid; n: number } | null;
}

/** Of every sale that one of the ids names: the sale's, its charge's, or one of its refunds'. */
export async function readMoneyAtSource(
  tx: Tx,
  ws: number,
  source: string,
  refs: readonly string[],
): Promise<MoneyAtSource[]> {
  if (refs.length === 0) return [];
  const { rows } = await sql<MoneyAtSource & { parties: Uuid[]; amounts: number[] }>`
    WITH named AS (
      SELECT DISTINCT subject AS sale FROM partage.journal
       WHERE ws = ${ws} AND kind IN ('sale', 'refund') AND source = ${source} AND key = any(${[...refs]}::text[])
      UNION SELECT s.id FROM partage.sale s JOIN partage.journal j ON j.ws = s.ws AND j.seq = s.seq
       WHERE s.ws = ${ws} AND s.charge = any(${[...refs]}::text[]) AND j.source = ${source}),
    sold AS (
      SELECT s.id, s.seq, s.charge, j.key, j.source FROM named n JOIN partage.sale s ON s.ws = ${ws} AND s.id = n.sale
        JOIN partage.journal j ON j.ws = s.ws AND j.seq = s.seq),
    entry AS (
      SELECT id, seq FROM sold
      UNION ALL SELECT r.sale, r.seq FROM partage.refund r JOIN sold ON r.ws = ${ws} AND r.sale = sold.id
      UNION ALL SELECT d.sale, d.closed_seq FROM partage.dispute d JOIN sold ON d.ws = ${ws} AND d.sale = sold.id
       WHERE d.state = 'lost'
      UNION ALL SELECT f.subject, f.seq FROM partage.journal f JOIN sold ON f.ws = ${ws} AND f.subject = sold.id
       WHERE f.kind = 'fee')
    SELECT j.seq, j.kind, j.key, j.currency, sold.id AS sale, sold.key AS "saleKey", sold.charge,
           coalesce(-sum(p.amount) FILTER (WHERE a.kind = 'processor'), 0)::bigint AS gross,
           coalesce(array_agg(a.owner ORDER BY p.line) FILTER (WHERE a.kind = 'processor_fees'), '{}') AS parties,
           coalesce(array_agg(p.amount ORDER BY p.line) FILTER (WHERE a.kind = 'processor_fees'), '{}') AS amounts,
           (SELECT jsonb_build_object('settlement', e.settlement, 'n', e.n) FROM partage.settled_entry e
             WHERE e.ws = j.ws AND e.seq = j.seq) AS "settledBy"
      FROM entry JOIN sold ON sold.id = entry.id
      JOIN partage.journal j ON j.ws = ${ws} AND j.seq = entry.seq,
           unnest(j.accounts, j.amounts) WITH ORDINALITY AS p (account, amount, line)
      JOIN partage.ledger_account a ON a.ws = ${ws} AND a.account = p.account
     GROUP BY j.ws, j.seq, j.kind, j.key, j.currency, sold.id, sold.key, sold.charge ORDER BY j.seq`.execute(
    tx,
  );
  return rows.map(({ parties, amounts, ...row }) => ({
    ...row,
    fees: parties.map((party, i) => ({ party, amount: Number(amounts[i]) })),
  }));
}

/**
 * The days of a settlement where the business is, from the first instant of the first to that after the last:
 * a file may say a day and no time. Of its lines, or of the sales that they brought home; null where neither
 * says any.
 */
export async function readSettledDays(
  tx: Tx,
  ws: number,
  settlement: Uuid,
): Promise<{ from: Date; to: Date } | null> {
  const { rows } = await sql<{ from: Date; to: Date }>`
    WITH said AS (
      SELECT coalesce(s.first_at, min(f.happened_at)) AS first, coalesce(s.last_at, max(f.happened_at)) AS last
        FROM partage.source_settlement s
        LEFT JOIN partage.source_settlement_line l ON s.first_at IS NULL AND l.ws = s.ws AND l.settlement = s.id
        LEFT JOIN partage.sale f ON f.ws = l.ws AND f.id = l.sale
       WHERE s.ws = ${ws} AND s.id = ${settlement} GROUP BY s.first_at, s.last_at)
    SELECT date_trunc('day', first AT TIME ZONE time_zone) AT TIME ZONE time_zone AS "from",
           (date_trunc('day', last AT TIME ZONE time_zone) + interval '1 day') AT TIME ZONE time_zone AS "to"
      FROM said, partage.workspace w WHERE w.ws = ${ws} AND first IS NOT NULL`.execute(tx);
  return rows[0] ?? null;
}

export interface UnsettledSale {
  sale: Uuid;
  key: string;
  at: Date;
  currency: string;
  paid: number;
}

/** Sales of a source from one instant to before another that no settlement has brought home; oldest first. */
export async function listUnsettledSales(
  tx: Tx,
  ws: number,
  filter: {
    source: string;
    currencies: readonly string[];
    from: Date;
    to: Date;
    after?: readonly [number, string];
    limit: number;
  },
): Promise<UnsettledSale[]> {
  const { source, currencies, from, to, after, limit } = filter;
  const [afterAt, afterId] = after === undefined ? [new Date(0), null] : [new Date(after[0]), after[1]];
  const { rows } = await sql<UnsettledSale>`
    SELECT s.id AS sale, j.key, s.happened_at AS at, s.currency, s.paid
      FROM partage.sale s JOIN partage.journal j ON j.ws = s.ws AND j.seq = s.seq
     WHERE s.ws = ${ws} AND s.happened_at >= ${from} AND s.happened_at < ${to} AND s.currency = any(${[...currencies]}::text[]) AND s.paid > 0
       AND j.source = ${source} AND (${afterId}::uuid IS NULL OR (s.happened_at, s.id) > (${afterAt}, ${afterId}::uuid))
       AND NOT EXISTS (SELECT FROM partage.settled_entry e WHERE e.ws = s.ws AND e.seq = s.seq)
     ORDER BY s.happened_at, s.id LIMIT ${limit}`.execute(tx);
  return rows;
}
