// Sales as a partner may look at them: every one of the products it co-produces, until its contract has
// ended, and any other that has a line of its own; newest first. Reads only; run it in the partner's own
// transaction (inParty), where the buyer and the accounts of others are out of reach.
// Example: listPartnerSales(tx, 7, { products: [{ product: piano, until: null }], own,
// limit: 26 }).
import { type SqlBool, sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import type { SalesOfParty } from "./sales-of-party.ts";

export interface PartnerSale {
  id: Uuid;
  product: Uuid;
  at: Date;
  currency: string;
  paid: number;
  refunded: number;
  disputed: number;
  isByAffiliate: boolean;
  /** The day it may be paid out. */
  availableOn: string;
}

/** An open dispute, or a commission of the party's that is looked at. */
export type HeldFor = "disputes" | "checks";

export interface SeenProduct {
  product: Uuid;
  /** Epoch milliseconds: sales from then on are seen only where they have an own line. */
  until: number | null;
}

export interface PartnerSaleFilter {
  products: readonly SeenProduct[];
  /** Those with an own line, from findSalesOfParty. */
  own: SalesOfParty;
  id?: Uuid | undefined;
  product?: Uuid | undefined;
  currency?: string | undefined;
  /** Only those with an own line. */
  earned?: boolean | undefined;
  /** Only those of which something of the party's is held, now or up to an entry of the past. */
  held?: { for: HeldFor; party: Uuid; seq?: number | undefined } | undefined;
  from?: number | undefined;
  to?: number | undefined;
  after?: readonly [number, string] | undefined;
  limit: number;
}

export async function listPartnerSales(
  tx: Tx,
  ws: number,
  filter: PartnerSaleFilter,
): Promise<PartnerSale[]> {
  const { products, own, id, product, currency, earned, held, from, to, after } = filter;
  const hasOwnLine = ownLine(own);
  let query = tx
    .selectFrom("sale")
    .innerJoin("journal", (join) =>
      join.onRef("journal.ws", "=", "sale.ws").onRef("journal.seq", "=", "sale.seq"),
    )
    .leftJoin("sale_remaining", (join) =>
      join.onRef("sale_remaining.ws", "=", "sale.ws").onRef("sale_remaining.sale", "=", "sale.id"),
    )
    .where("sale.ws", "=", ws)
    .where("journal.ws", "=", ws)
    .select(["sale.id", "sale.product", "sale.happened_at", "sale.currency", "sale.paid", "sale.affiliate"])
    .select(["sale_remaining.reversed", "sale_remaining.disputed"])
    .select(sql<string>`(SELECT max(d) FROM unnest(journal.available_on) AS d)`.as("available_on"));
  if (id !== undefined) query = query.where("sale.id", "=", id);
  if (product !== undefined) query = query.where("sale.product", "=", product);
  if (currency !== undefined) query = query.where("sale.currency", "=", currency);
  if (from !== undefined) query = query.where("sale.happened_at", ">=", new Date(from));
  if (to !== undefined) query = query.where("sale.happened_at", "<", new Date(to));
  if (earned === true) query = query.where(hasOwnLine);
  else query = query.where((is) => is.or([...products.map((one) => seen(one)), hasOwnLine]));
  if (held !== undefined) query = query.where(isHeld(ws, held));
  if (after !== undefined) {
    const [at, last] = after;
    query = query.where((is) =>
      is(is.refTuple("sale.happened_at", "sale.id"), "<", is.tuple(new Date(at), last as string)),
    );
  }
  const rows = await query
    .orderBy("sale.happened_at", "desc")
    .orderBy("sale.id", "desc")
    .limit(filter.limit)
    .execute();
  return rows.map((row) => ({
    id: row.id as Uuid,
    product: row.product as Uuid,
    at: row.happened_at,
    currency: row.currency,
    paid: row.paid,
    refunded: row.reversed ?? 0,
    disputed: row.disputed ?? 0,
    isByAffiliate: row.affiliate !== null,
    availableOn: row.available_on,
  }));
}

/** Few are named one by one, many are met by walking back in time. */
function ownLine(own: SalesOfParty) {
  return own.few === null
    ? sql<SqlBool>`journal.accounts && ${own.accounts}::int[]`
    : sql<SqlBool>`sale.id = ANY (${own.few}::uuid[])`;
}

function isHeld(ws: number, held: NonNullable<PartnerSaleFilter["held"]>) {
  const { seq = null, party } = held;
  // Up to an entry: begun by then, and not over by then.
  const stood = (begun: string, over: string) =>
    sql`(${seq}::bigint IS NULL AND ${sql.ref(over)} IS NULL OR ${sql.ref(begun)} <= ${seq}::bigint
         AND (${sql.ref(over)} IS NULL OR ${sql.ref(over)} > ${seq}::bigint))`;
  return held.for === "disputes"
    ? sql<SqlBool>`sale.id IN (SELECT d.sale FROM partage.dispute d
        WHERE d.ws = ${ws} AND ${stood("d.opened_seq", "d.closed_seq")})`
    : sql<SqlBool>`sale.id IN (SELECT f.sale FROM partage.finding f
        JOIN partage.finding_reserve r ON r.ws = f.ws AND r.finding = f.id
       WHERE f.ws = ${ws} AND f.party = ${party}::uuid AND (${seq}::bigint IS NULL OR r.seq <= ${seq}::bigint)
       GROUP BY f.id, f.sale HAVING sum(r.amount) <> 0)`;
}

export interface LedgerStretch {
  products: readonly SeenProduct[];
  own: SalesOfParty;
  product?: Uuid | undefined;
  from?: number | undefined;
  to?: number | undefined;
  /** Entries above `after` and up to `upTo`. */
  after: number;
  upTo: number;
  limit: number;
}

/** The newest entry there is: what comes after it came later. */
export async function readLastEntry(tx: Tx, ws: number): Promise<number> {
  const { rows } = await sql<{ seq: number }>`
    SELECT to_seq AS seq FROM partage.journal_batch WHERE ws = ${ws} ORDER BY batch DESC LIMIT 1`.execute(tx);
  return rows[0]?.seq ?? 0;
}

/** The same sales in the order of the ledger, oldest first: ids with the number of their entry. */
export async function listPartnerSalesInOrder(
  tx: Tx,
  ws: number,
  filter: LedgerStretch,
): Promise<{ id: Uuid; seq: number }[]> {
  const { products, own, product, from, to, after, upTo, limit } = filter;
  let query = tx
    .selectFrom("journal")
    .innerJoin("sale", (join) =>
      join.onRef("sale.ws", "=", "journal.ws").onRef("sale.id", "=", "journal.subject"),
    )
    .where("journal.ws", "=", ws)
    .where("sale.ws", "=", ws)
    .where("journal.kind", "=", "sale")
    .where("journal.seq", ">", after)
    .where("journal.seq", "<=", upTo)
    .where((is) => is.or([...products.map((one) => seen(one)), ownLine(own)]))
    .select(["sale.id", "journal.seq"]);
  if (product !== undefined) query = query.where("sale.product", "=", product);
  if (from !== undefined) query = query.where("sale.happened_at", ">=", new Date(from));
  if (to !== undefined) query = query.where("sale.happened_at", "<", new Date(to));
  const rows = await query.orderBy("journal.seq").limit(limit).execute();
  return rows.map((row) => ({ id: row.id as Uuid, seq: row.seq }));
}

function seen({ product, until }: SeenProduct) {
  return until === null
    ? sql<SqlBool>`sale.product = ${product}::uuid`
    : sql<SqlBool>`(sale.product = ${product}::uuid AND sale.happened_at < ${new Date(until)})`;
}

export interface OwnEntry {
  seq: number;
  kind: string;
  at: Date;
  accountKind: string;
  amount: number;
  availableOn: string;
}

/** What moved the party's own accounts because of one sale, oldest first. */
export async function listOwnEntriesOf(
  tx: Tx,
  ws: number,
  sale: Uuid,
  accounts: readonly number[],
): Promise<OwnEntry[]> {
  const { rows } = await sql<OwnEntry>`
    WITH about AS (
      SELECT seq FROM partage.sale WHERE ws = ${ws} AND id = ${sale}
      UNION SELECT seq FROM partage.refund WHERE ws = ${ws} AND sale = ${sale}
      UNION SELECT opened_seq FROM partage.dispute WHERE ws = ${ws} AND sale = ${sale}
      UNION SELECT closed_seq FROM partage.dispute WHERE ws = ${ws} AND sale = ${sale} AND closed_seq IS NOT NULL
      UNION SELECT f.seq FROM partage.finding g, unnest(ARRAY[g.seq, g.decided_seq]) AS f (seq)
     WHERE g.ws = ${ws} AND g.sale = ${sale} AND f.seq IS NOT NULL
    )
    SELECT j.seq, j.kind, j.happened_at AS at, a.kind AS "accountKind", p.amount, p.day AS "availableOn"
      FROM about JOIN partage.journal j ON j.ws = ${ws} AND j.seq = about.seq,
           unnest(j.accounts, j.amounts, j.available_on) AS p (account, amount, day),
           partage.ledger_account a
     WHERE a.ws = ${ws} AND a.account = p.account AND p.account = ANY (${[...accounts]}::int[])
     ORDER BY j.seq, p.account LIMIT 200`.execute(tx);
  return rows;
}
