// Sales from before a business moved in, kept as history. The only writer of both their tables. They move no
// money: nothing of the ledger, no counter and no split ever reads them. Never changes one: what was told
// wrong is taken out and told again.
// Example: shop, "old-17", piano, 100.00 USD on 3 May 2024, bruno was given 9.00 → kept; told again → known.
import { type RawBuilder, sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

export interface PastSale {
  id: Uuid;
  source: string;
  externalId: string;
  product: Uuid;
  /** Epoch milliseconds. */
  at: number;
  /** On the calendar of the business: "2024-05-03". */
  day: string;
  currency: string;
  paid: number;
  /** What the buyer got back of it. */
  taken: number;
  byAffiliate: boolean;
  /** What parties were given of it, as told; each once. */
  shares: { party: Uuid; amount: number }[];
}

interface Told {
  import: Uuid | null;
  by: string;
  at: number;
}

/** Answers the ids of those that were new; one whose source and id are kept already is passed over. */
export async function addPastSales(
  tx: Tx,
  ws: number,
  sales: readonly PastSale[],
  told: Told,
): Promise<Set<Uuid>> {
  if (sales.length === 0) return new Set();
  const rows = sales.map((one) => ({
    ws,
    id: one.id,
    source: one.source,
    external_id: one.externalId,
    product: one.product,
    happened_at: new Date(one.at),
    day: one.day,
    currency: one.currency,
    paid: one.paid,
    taken: one.taken,
    by_affiliate: one.byAffiliate,
    import: told.import,
    told_by: told.by,
    told_at: new Date(told.at),
  }));
  const made = await tx
    .insertInto("past_sale")
    .values(rows)
    .onConflict((on) => on.columns(["ws", "source", "external_id"]).doNothing())
    .returning("id")
    .execute();
  const added = new Set(made.map((one) => one.id as Uuid));
  const shares = sales.flatMap((one) =>
    added.has(one.id) ? one.shares.map((share) => ({ ws, sale: one.id, ...share })) : [],
  );
  if (shares.length > 0) await tx.insertInto("past_share").values(shares).execute();
  return added;
}

/** By `source externalId`: what is kept under these names. */
export async function findPastSales(
  tx: Tx,
  ws: number,
  wanted: readonly { source: string; externalId: string }[],
): Promise<Map<string, PastSale>> {
  const sources = wanted.map((one) => one.source);
  const ids = wanted.map((one) => one.externalId);
  const asked = sql`JOIN unnest(${sources}::text[], ${ids}::text[]) AS w (source, external_id)
    ON w.source = s.source AND w.external_id = s.external_id`;
  const found = await readRows(tx, ws, asked, sql`true`, wanted.length);
  return new Map(found.map((one) => [`${one.source} ${one.externalId}`, one]));
}

export interface PastSaleFilter {
  product?: Uuid | undefined;
  party?: Uuid | undefined;
  source?: string | undefined;
  import?: Uuid | undefined;
  /** Instant and id of the last one shown. */
  after?: readonly [number, string] | undefined;
  limit: number;
}

/** Newest first. */
export async function listPastSales(tx: Tx, ws: number, filter: PastSaleFilter): Promise<PastSale[]> {
  const { product = null, party = null, source = null, after } = filter;
  const narrow = sql`(${product}::uuid IS NULL OR s.product = ${product}::uuid)
    AND (${source}::text IS NULL OR s.source = ${source}::text)
    AND (${filter.import ?? null}::uuid IS NULL OR s.import = ${filter.import ?? null}::uuid)
    AND (${party}::uuid IS NULL OR EXISTS (
      SELECT FROM partage.past_share h WHERE h.ws = s.ws AND h.sale = s.id AND h.party = ${party}::uuid))
    AND (${after === undefined} OR (s.happened_at, s.id) <
      (${new Date(after?.[0] ?? 0)}::timestamptz, ${after?.[1] ?? null}::uuid))`;
  return await readRows(tx, ws, sql``, narrow, filter.limit);
}

async function readRows(
  tx: Tx,
  ws: number,
  join: RawBuilder<unknown>,
  where: RawBuilder<unknown>,
  limit: number,
): Promise<PastSale[]> {
  const { rows } = await sql<Omit<PastSale, "at"> & { at: Date }>`
    SELECT s.id, s.source, s.external_id AS "externalId", s.product, s.happened_at AS at, s.day::text AS day,
           s.currency, s.paid, s.taken, s.by_affiliate AS "byAffiliate",
           coalesce((SELECT jsonb_agg(jsonb_build_object('party', h.party, 'amount', h.amount) ORDER BY h.party)
                       FROM partage.past_share h WHERE h.ws = s.ws AND h.sale = s.id), '[]') AS shares
      FROM partage.past_sale s ${join}
     WHERE s.ws = ${ws} AND ${where}
     ORDER BY s.happened_at DESC, s.id DESC LIMIT ${limit}`.execute(tx);
  return rows.map((row) => ({ ...row, at: row.at.getTime() }));
}

/** Answers how many were taken out. */
export async function removePastSales(
  tx: Tx,
  ws: number,
  which: { id: Uuid } | { import: Uuid },
): Promise<number> {
  const gone = tx.deleteFrom("past_sale").where("ws", "=", ws);
  const { numDeletedRows } = await ("id" in which
    ? gone.where("id", "=", which.id)
    : gone.where("import", "=", which.import)
  ).executeTakeFirst();
  return Number(numDeletedRows);
}

/** The same sale told again: what it is, not who told it when. */
export function isSamePastSale(a: PastSale, b: PastSale): boolean {
  const facts = ({ product, at, currency, paid, taken, byAffiliate, shares }: PastSale) => {
    const given = shares.map(({ party, amount }) => [party, amount]).sort();
    return JSON.stringify([product, at, currency, paid, taken, byAffiliate, given]);
  };
  return facts(a) === facts(b);
}
