// The rows of new sales as statements of a posting flight: facts in `sale`, the person who bought in `buyer`.
// Never updates: a sale is a fact. One array a column, for unnest.
import type { Uuid } from "../base/id.ts";
import { textArray, uuidArray } from "../db/array.ts";
import { InstantColumn, Int4Column, Int8Column, TextColumn, UuidColumn } from "../db/column.ts";
import type { Statement } from "../db/flight.ts";
import type { SaleFacts } from "./facts.ts";

export interface NewSale {
  id: Uuid;
  seq: number;
  facts: SaleFacts;
  /** What clauses were handed when it was split; null without clauses. */
  counters: unknown;
}

// A set-returning function a column in the list of what is selected: in FROM each would first be kept whole.
const INSERT_SALES = `INSERT INTO partage.sale (ws, id, seq, product, offer, happened_at, currency, paid, tax,
    shipping, fee_parties, fee_amounts, affiliate, affiliate_rate, recruited_by, charge, counters, facts, metadata)
  SELECT $1, id, seq, product, offer, at, currency, paid, tax, shipping,
    CASE WHEN last >= first THEN ($18::uuid[])[first:last] END, CASE WHEN last >= first THEN ($19::bigint[])[first:last] END,
    affiliate, affiliate_rate, recruited_by, charge, counters::jsonb, facts::jsonb, metadata::jsonb
  FROM (SELECT unnest($2::uuid[]) AS id, unnest($3::bigint[]) AS seq, unnest($4::uuid[]) AS product,
    unnest($5::uuid[]) AS offer, unnest($6::timestamptz[]) AS at, unnest($7::text[]) AS currency,
    unnest($8::bigint[]) AS paid, unnest($9::bigint[]) AS tax, unnest($10::bigint[]) AS shipping,
    unnest($11::uuid[]) AS affiliate, unnest($12::int[]) AS affiliate_rate, unnest($13::uuid[]) AS recruited_by,
    unnest($14::text[]) AS charge, unnest($15::text[]) AS counters, unnest($16::text[]) AS facts,
    unnest($17::text[]) AS metadata, unnest($20::int[]) AS first, unnest($21::int[]) AS last) AS s`;

export function insertSales(ws: number, sales: readonly NewSale[]): Statement {
  const columns = emptyColumns(sales.length);
  for (const sale of sales) fill(columns, sale);
  const values = [ws, ...Object.values(columns).map((column) => column.toBuffer())];
  return { name: "sale", text: INSERT_SALES, values };
}

/** In the order of the statement's parameters. */
function emptyColumns(rows: number) {
  return {
    id: new UuidColumn(rows),
    seq: new Int8Column(rows),
    product: new UuidColumn(rows),
    offer: new UuidColumn(rows),
    happenedAt: new InstantColumn(rows),
    currency: new TextColumn(rows),
    paid: new Int8Column(rows),
    tax: new Int8Column(rows),
    shipping: new Int8Column(rows),
    affiliate: new UuidColumn(rows),
    affiliateRate: new Int4Column(rows),
    recruitedBy: new UuidColumn(rows),
    charge: new TextColumn(rows),
    counters: new TextColumn(rows),
    facts: new TextColumn(rows),
    metadata: new TextColumn(rows),
    /** The fees of all sales lie flat; a sale has those from first to last, counted from 1. */
    feeParty: new UuidColumn(rows),
    feeAmount: new Int8Column(rows),
    first: new Int4Column(rows),
    last: new Int4Column(rows),
  };
}

function fill(columns: ReturnType<typeof emptyColumns>, { id, seq, facts, counters }: NewSale): void {
  columns.id.push(id);
  columns.seq.push(seq);
  columns.product.push(facts.product);
  columns.offer.push(facts.offer);
  columns.happenedAt.push(facts.happenedAt);
  columns.currency.push(facts.currency);
  columns.paid.push(facts.paid);
  columns.tax.push(facts.tax);
  columns.shipping.push(facts.shipping);
  const { affiliate } = facts;
  columns.affiliate.push(affiliate === null ? null : affiliate.party);
  columns.affiliateRate.push(affiliate === null ? null : affiliate.rate);
  columns.recruitedBy.push(affiliate === null ? null : affiliate.recruitedBy);
  columns.charge.push(facts.charge);
  columns.counters.push(json(counters));
  columns.facts.push(json(facts.side));
  columns.metadata.push(json(facts.metadata));
  columns.first.push(columns.feeParty.count + 1);
  for (const { amount, party } of facts.fees) {
    columns.feeParty.push(party);
    columns.feeAmount.push(amount);
  }
  columns.last.push(columns.feeParty.count);
}

function json(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}

/** Null when no sale of the batch says who bought. */
export function insertBuyers(ws: number, sales: readonly NewSale[]): Statement | null {
  const known = sales.filter((sale) => sale.facts.buyer !== null);
  if (known.length === 0) return null;
  return {
    name: "buyer",
    text: `INSERT INTO partage.buyer (ws, sale, email, name, reference, fingerprint)
      SELECT $1, * FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[])`,
    values: [
      ws,
      uuidArray(known.map((sale) => sale.id)),
      textArray(known.map((sale) => sale.facts.buyer?.email ?? null)),
      textArray(known.map((sale) => sale.facts.buyer?.name ?? null)),
      textArray(known.map((sale) => sale.facts.buyer?.reference ?? null)),
      textArray(known.map((sale) => sale.facts.buyer?.fingerprint ?? null)),
    ],
  };
}
