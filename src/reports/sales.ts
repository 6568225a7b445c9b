// Sales as a list shows them: facts, who bought, and what was taken back so far; newest first. Reads only.
// Walks back in time and keeps what fits; a filter that leads to few sales (an e-mail address, an external
// id, a party with few entries, what was taken back) starts from those instead, so that a page is quick
// either way.
// Example: listSales(tx, 7, { party: bruno, from, to, limit: 26 }).
import { type ExpressionBuilder, type SqlBool, sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { DB } from "../db/tables.ts";
import type { Tx } from "../db/transaction.ts";
import { findSalesOfParty } from "./sales-of-party.ts";
import { findSoughtSales, fitsWords } from "./sought-sales.ts";

export interface ListedSale {
  id: Uuid;
  seq: number;
  source: string;
  externalId: string;
  product: Uuid;
  offer: Uuid | null;
  at: Date;
  currency: string;
  paid: number;
  tax: number;
  shipping: number;
  fees: { party: Uuid; amount: number }[];
  affiliate: { party: Uuid; rate: number; recruitedBy: Uuid | null } | null;
  /** Where several share the commission, the one above first. */
  affiliates: { party: Uuid; rate: number; recruitedBy: Uuid | null; weight: number }[] | null;
  buyer: { email: string | null; name: string | null; reference: string | null } | null;
  charge: string | null;
  refunded: number;
  disputed: number;
  metadata: Record<string, string>;
}

/** `taken_back`: any part of it was refunded or lost. */
export type SaleState = "taken_back" | "paid" | "partly_refunded" | "refunded" | "disputed";

export interface SaleFilter {
  product?: Uuid | undefined;
  /** Anyone with a line of the sale. */
  party?: Uuid | undefined;
  source?: string | undefined;
  currency?: string | undefined;
  affiliate?: Uuid | undefined;
  /** The link that an affiliate of it was credited by. */
  link?: Uuid | undefined;
  /** Of what was paid, inclusive. */
  paidFrom?: number | undefined;
  paidTo?: number | undefined;
  /** Epoch milliseconds, inclusive. */
  from?: number | undefined;
  /** Exclusive. */
  to?: number | undefined;
  buyerEmail?: string | undefined;
  externalId?: string | undefined;
  /** What somebody typed to find it: see soughtSales. */
  words?: string | undefined;
  charge?: string | undefined;
  state?: SaleState | undefined;
  /** happened_at and id of the last one shown. */
  after?: readonly [number, string] | undefined;
  limit: number;
}

export async function listSales(tx: Tx, ws: number, filter: SaleFilter): Promise<ListedSale[]> {
  const { after } = filter;
  let query = await narrow(tx, ws, selectSales(tx, ws), filter);
  if (after !== undefined) {
    const [at, id] = after;
    query = query.where((is) =>
      is(is.refTuple("sale.happened_at", "sale.id"), "<", is.tuple(new Date(at), id as string)),
    );
  }
  const rows = await query
    .orderBy("sale.happened_at", "desc")
    .orderBy("sale.id", "desc")
    .limit(filter.limit)
    .execute();
  return rows.map(toListed);
}

/** The sales that fit, whatever is selected of them. `most`: so many are found by their words at once. */
export async function narrow(
  tx: Tx,
  ws: number,
  all: ReturnType<typeof selectSales>,
  filter: Omit<SaleFilter, "after" | "limit">,
  most?: number,
): Promise<ReturnType<typeof selectSales>> {
  let query = all;
  const { product, source, currency, from, to, buyerEmail, externalId, charge, state } = filter;
  const { affiliate, paidFrom, paidTo } = filter;
  if (product !== undefined) query = query.where("sale.product", "=", product);
  if (source !== undefined) query = query.where("journal.source", "=", source);
  if (currency !== undefined) query = query.where("sale.currency", "=", currency);
  if (from !== undefined) query = query.where("sale.happened_at", ">=", new Date(from));
  if (to !== undefined) query = query.where("sale.happened_at", "<", new Date(to));
  if (affiliate !== undefined) query = query.where((is) => whereAffiliate(is, affiliate));
  if (filter.link !== undefined) {
    const byLink = sql<string>`(SELECT l.sale FROM partage.link_sale l WHERE l.ws = ${ws} AND l.link = ${filter.link})`;
    query = query.where("sale.id", "in", byLink);
  }
  if (paidFrom !== undefined) query = query.where("sale.paid", ">=", paidFrom);
  if (paidTo !== undefined) query = query.where("sale.paid", "<=", paidTo);
  if (charge !== undefined) query = query.where("sale.charge", "=", charge);
  if (buyerEmail !== undefined) {
    const ofBuyer = sql<string>`(SELECT b.sale FROM partage.buyer b WHERE b.ws = ${ws}
      AND b.email_key = ${buyerEmail.toLowerCase()})`;
    query = query.where("sale.id", "in", ofBuyer);
  }
  if (externalId !== undefined) {
    const ofKey = sql<string>`(SELECT j.subject FROM partage.journal j WHERE j.ws = ${ws} AND j.kind = 'sale'
      AND j.source = ANY (${await knownSources(tx, ws)}) AND j.key = ${externalId})`;
    query = query.where("sale.id", "in", ofKey);
  }
  if (filter.words !== undefined) {
    const few = await findSoughtSales(tx, ws, await knownSources(tx, ws), filter.words, most);
    const isMeant = few === null ? fitsWords(filter.words) : sql<SqlBool>`sale.id = any(${few}::uuid[])`;
    query = query.where(isMeant);
  }
  if (filter.party !== undefined) {
    const found = await findSalesOfParty(tx, ws, filter.party);
    query = query.where((is) => is.and([whereParty(is, found)]));
  }
  if (state !== undefined) query = query.where((is) => whereState(is, state));
  return query;
}

type Joined = ExpressionBuilder<DB, "sale" | "journal" | "sale_remaining">;

function whereParty(is: Joined, found: Awaited<ReturnType<typeof findSalesOfParty>>) {
  if (found.few !== null) return is("sale.id", "=", sql<string>`any(${found.few}::uuid[])`);
  return sql<SqlBool>`journal.accounts && ${found.accounts}::int[]`;
}

/** The one of a sale, or one of several. */
function whereAffiliate(is: Joined, affiliate: Uuid) {
  const named = JSON.stringify([{ party: affiliate }]);
  return is.or([
    is("sale.affiliate", "=", affiliate),
    sql<SqlBool>`(sale.facts ? 'affiliates' AND sale.facts -> 'affiliates' @> ${named}::jsonb)`,
  ]);
}

function whereState(is: Joined, state: SaleState) {
  const { ref } = is;
  switch (state) {
    case "disputed":
      return is("sale_remaining.disputed", ">", 0);
    case "taken_back":
      return is("sale_remaining.reversed", ">", 0);
    case "refunded":
      return is.and([
        is("sale_remaining.disputed", "=", 0),
        is("sale_remaining.reversed", "=", ref("sale.paid")),
        is("sale_remaining.reversed", ">", 0),
      ]);
    case "partly_refunded":
      return is.and([
        is("sale_remaining.disputed", "=", 0),
        is("sale_remaining.reversed", ">", 0),
        is("sale_remaining.reversed", "<", ref("sale.paid")),
      ]);
    case "paid":
      // Said so that the planner knows how common it is: most sales.
      return sql<SqlBool>`NOT EXISTS (SELECT FROM partage.sale_remaining r WHERE r.ws = ${ref("sale.ws")}
        AND r.sale = ${ref("sale.id")} AND (r.reversed > 0 OR r.disputed > 0))`;
  }
}

/** What the list says of one sale. */
export async function readListedSale(tx: Tx, ws: number, id: Uuid): Promise<ListedSale | null> {
  const row = await selectSales(tx, ws).where("sale.id", "=", id).executeTakeFirst();
  return row ? toListed(row) : null;
}

/** Every source has an account of its own from its first sale on. */
export async function knownSources(tx: Tx, ws: number): Promise<string[]> {
  const rows = await tx
    .selectFrom("ledger_account")
    .select("source")
    .distinct()
    .where("ws", "=", ws)
    .where("kind", "=", "processor")
    .execute();
  return rows.flatMap((row) => row.source ?? []);
}

export function selectSales(tx: Tx, ws: number) {
  return tx
    .selectFrom("sale")
    .innerJoin("journal", (join) =>
      join.onRef("journal.ws", "=", "sale.ws").onRef("journal.seq", "=", "sale.seq"),
    )
    .leftJoin("sale_remaining", (join) =>
      join.onRef("sale_remaining.ws", "=", "sale.ws").onRef("sale_remaining.sale", "=", "sale.id"),
    )
    .leftJoin("buyer", (join) => join.onRef("buyer.ws", "=", "sale.ws").onRef("buyer.sale", "=", "sale.id"))
    .where("sale.ws", "=", ws)
    .where("journal.ws", "=", ws)
    .selectAll("sale")
    .select(["journal.source", "journal.key", "sale_remaining.reversed", "sale_remaining.disputed"])
    .select(["buyer.sale as bought", "buyer.email", "buyer.name", "buyer.reference"]);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectSales>["execute"]>>[number];

function toListed(row: Row): ListedSale {
  const { email, name, reference } = row;
  return {
    id: row.id as Uuid,
    seq: row.seq,
    source: row.source,
    externalId: row.key,
    product: row.product as Uuid,
    offer: row.offer as Uuid | null,
    at: row.happened_at,
    currency: row.currency,
    paid: row.paid,
    tax: row.tax,
    shipping: row.shipping,
    fees: (row.fee_parties ?? []).map((party, i) => ({
      party: party as Uuid,
      amount: row.fee_amounts?.[i] as number,
    })),
    affiliate:
      row.affiliate === null
        ? null
        : {
            party: row.affiliate as Uuid,
            rate: row.affiliate_rate as number,
            recruitedBy: row.recruited_by as Uuid | null,
          },
    affiliates: (row.facts as { affiliates?: ListedSale["affiliates"] } | null)?.affiliates ?? null,
    buyer: row.bought === null ? null : { email, name, reference },
    charge: row.charge,
    refunded: row.reversed ?? 0,
    disputed: row.disputed ?? 0,
    metadata: (row.metadata ?? {}) as Record<string, string>,
  };
}
