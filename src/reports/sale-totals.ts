// How many sales fit a filter, what was paid and what of it was taken back, by currency. Reads only. Whole
// days, a product and a source are answered from the totals by day; any other filter adds up the sales that
// fit. Words that fit too many to add up while somebody waits are not added up at all: never a part of them.
// Example: totals of March → USD 12 sales, paid 120000, refunded 4000, disputed 0; of "a" in a million →
// null.
import { sql } from "kysely";
import type { Tx } from "../db/transaction.ts";
import { readEarningsAs } from "./earnings.ts";
import { knownSources, narrow, type SaleFilter, selectSales } from "./sales.ts";
import { type Days, readSold } from "./sold.ts";
import { findSoughtSales } from "./sought-sales.ts";

export interface SaleTotal {
  currency: string;
  sales: number;
  paid: number;
  /** Of these sales, on whatever day. */
  refunded: number;
  disputed: number;
}

type Filter = Omit<SaleFilter, "after" | "limit">;

/** Days of the calendar, where `from` and `to` of the filter are their edges. */
export type WholeDays = Partial<Days> | null;

/** So many are added up where words narrow; found by index, so that it does not grow with the list. */
const MOST_SOUGHT = 20_000;

/** Null where more are found by their words than are added up. */
export async function readSaleTotals(
  tx: Tx,
  ws: number,
  filter: Filter,
  days: WholeDays,
  most = MOST_SOUGHT,
): Promise<SaleTotal[] | null> {
  const { product, source, currency, from, to, ...others } = filter;
  const isByDay = days !== null && Object.values(others).every((one) => one === undefined);
  if (!isByDay) return (await isTooMuch(tx, ws, filter, most)) ? null : addUp(tx, ws, filter, most);
  const within = { from: days.from ?? "0001-01-01", to: days.to ?? "9999-12-31" };
  const sold = await readSold(tx, ws, { product, source, currency, ...within });
  // Of all days together, what was taken back on them was taken of these sales; only what is open is to be
  // found.
  const isEver = from === undefined && to === undefined;
  const left = isEver ? await readDisputed(tx, ws, filter) : await readTaken(tx, ws, filter);
  return sold
    .filter((one) => one.sales > 0)
    .map((one) => ({
      currency: one.currency,
      sales: one.sales,
      paid: one.paid,
      refunded: isEver ? one.taken : (left.get(one.currency)?.refunded ?? 0),
      disputed: left.get(one.currency)?.disputed ?? 0,
    }));
}

/** Many fit the words, and many what else narrows: neither leads to few. */
async function isTooMuch(tx: Tx, ws: number, filter: Filter, most: number): Promise<boolean> {
  const { words, ...others } = filter;
  if (words === undefined) return false;
  if ((await findSoughtSales(tx, ws, await knownSources(tx, ws), words, most)) !== null) return false;
  if (Object.values(others).every((one) => one === undefined)) return true;
  const looked = (await narrow(tx, ws, selectSales(tx, ws), others))
    .clearSelect()
    .select("sale.id")
    .limit(most + 1);
  const { rows } = await sql<{ many: boolean }>`SELECT count(*) > ${most} AS many FROM (${looked}) f`.execute(
    tx,
  );
  return rows[0]?.many === true;
}

async function addUp(tx: Tx, ws: number, filter: Filter, most: number): Promise<SaleTotal[]> {
  const fitting = await narrow(tx, ws, selectSales(tx, ws), filter, most);
  const rows = await fitting
    .clearSelect()
    .select([
      "sale.currency",
      sql<number>`count(*)::int`.as("sales"),
      sql<number>`sum(sale.paid)::bigint`.as("paid"),
      sql<number>`coalesce(sum(sale_remaining.reversed), 0)::bigint`.as("refunded"),
      sql<number>`coalesce(sum(sale_remaining.disputed), 0)::bigint`.as("disputed"),
    ])
    .groupBy("sale.currency")
    .orderBy("sale.currency")
    .execute();
  return rows;
}

async function readDisputed(
  tx: Tx,
  ws: number,
  { product, source, currency }: Filter,
): Promise<Map<string, { refunded: number; disputed: number }>> {
  const { rows } = await sql<{ currency: string; disputed: number }>`
    SELECT s.currency, sum(d.remaining)::bigint AS disputed
      FROM partage.dispute d JOIN partage.sale s ON s.ws = d.ws AND s.id = d.sale
      JOIN partage.journal j ON j.ws = s.ws AND j.seq = s.seq
     WHERE d.ws = ${ws} AND s.ws = ${ws} AND j.ws = ${ws} AND d.state = 'open'
       AND (${product ?? null}::uuid IS NULL OR s.product = ${product ?? null}::uuid)
       AND (${currency ?? null}::text IS NULL OR s.currency = ${currency ?? null}::text)
       AND (${source ?? null}::text IS NULL OR j.source = ${source ?? null}::text)
     GROUP BY s.currency`.execute(tx);
  return new Map(rows.map((row) => [row.currency, { refunded: 0, disputed: row.disputed }]));
}

/** Few sales are ever taken back: this begins with those. */
async function readTaken(
  tx: Tx,
  ws: number,
  { product, source, currency, from, to }: Filter,
): Promise<Map<string, { refunded: number; disputed: number }>> {
  const date = (at: number | undefined) => (at === undefined ? null : new Date(at));
  const { rows } = await sql<{ currency: string; refunded: number; disputed: number }>`
    SELECT s.currency, sum(r.reversed)::bigint AS refunded, sum(r.disputed)::bigint AS disputed
      FROM partage.sale_remaining r JOIN partage.sale s ON s.ws = r.ws AND s.id = r.sale
     WHERE r.ws = ${ws} AND s.ws = ${ws} AND (${product ?? null}::uuid IS NULL OR s.product = ${product ?? null}::uuid)
       AND (${currency ?? null}::text IS NULL OR s.currency = ${currency ?? null}::text)
       AND (${date(from)}::timestamptz IS NULL OR s.happened_at >= ${date(from)}::timestamptz)
       AND (${date(to)}::timestamptz IS NULL OR s.happened_at < ${date(to)}::timestamptz)
       AND (${source ?? null}::text IS NULL OR EXISTS (SELECT FROM partage.journal j
             WHERE j.ws = ${ws} AND j.seq = s.seq AND j.source = ${source ?? null}::text))
     GROUP BY s.currency`.execute(tx);
  return new Map(rows.map((row) => [row.currency, row]));
}

/**
 * What the party of the filter earned in these days, by currency, as the report of earnings says it; null
 * where something else narrows, by which earnings are not kept.
 */
export async function readPartTotals(
  tx: Tx,
  ws: number,
  filter: Filter,
  days: WholeDays,
): Promise<Map<string, { given: number; taken: number }> | null> {
  const { party, product, currency, from: _, to: __, ...others } = filter;
  const isByDay = days !== null && Object.values(others).every((one) => one === undefined);
  if (party === undefined || !isByDay) return null;
  const within = { from: days.from ?? "0001-01-01", to: days.to ?? "9999-12-31" };
  const totals = new Map<string, { given: number; taken: number }>();
  for (const one of await readEarningsAs(tx, ws, { party, product, currency, ...within })) {
    const sum = totals.get(one.currency) ?? { given: 0, taken: 0 };
    totals.set(one.currency, { given: sum.given + one.given, taken: sum.taken + one.taken });
  }
  return totals;
}
