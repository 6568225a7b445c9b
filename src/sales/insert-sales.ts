// The rows of new sales as statements of a posting flight: facts in `sale`, the person who bought in `buyer`.
// Never updates: a sale is a fact. One array a column, for unnest.
import type { Uuid } from "../base/id.ts";
import { int4Array, int8Array, textArray, uuidArray } from "../db/array.ts";
import type { Statement } from "../db/flight.ts";
import type { SaleFacts } from "./facts.ts";

export interface NewSale {
  id: Uuid;
  seq: number;
  facts: SaleFacts;
  /** What clauses were handed when it was split; null without clauses. */
  counters: unknown;
}

const INSERT_SALES = `INSERT INTO partage.sale (ws, id, seq, product, offer, happened_at, currency, paid, tax,
    shipping, fee_parties, fee_amounts, affiliate, affiliate_rate, recruited_by, charge, counters, facts, metadata)
  SELECT $1, id, seq, product, offer, 'epoch'::timestamptz + at * interval '1 ms', currency, paid, tax, shipping,
    CASE WHEN last >= first THEN ($18::uuid[])[first:last] END, CASE WHEN last >= first THEN ($19::bigint[])[first:last] END,
    affiliate, affiliate_rate, recruited_by, charge, counters::jsonb, facts::jsonb, metadata::jsonb
  FROM (SELECT unnest($2::uuid[]) AS id, unnest($3::bigint[]) AS seq, unnest($4::uuid[]) AS product,
    unnest($5::uuid[]) AS offer, unnest($6::bigint[]) AS at, unnest($7::text[]) AS currency,
    unnest($8::bigint[]) AS paid, unnest($9::bigint[]) AS tax, unnest($10::bigint[]) AS shipping,
    unnest($11::uuid[]) AS affiliate, unnest($12::int[]) AS affiliate_rate, unnest($13::uuid[]) AS recruited_by,
    unnest($14::text[]) AS charge, unnest($15::text[]) AS counters, unnest($16::text[]) AS facts,
    unnest($17::text[]) AS metadata, unnest($20::int[]) AS first, unnest($21::int[]) AS last) AS s`;

export function insertSales(ws: number, sales: readonly NewSale[]): Statement {
  const json = (value: unknown) => (value === null || value === undefined ? null : JSON.stringify(value));
  const fees = sales.flatMap((sale) => sale.facts.fees);
  let at = 0;
  const last = sales.map((sale) => {
    at += sale.facts.fees.length;
    return at;
  });
  return {
    name: "sale",
    text: INSERT_SALES,
    values: [
      ws,
      uuidArray(sales.map((sale) => sale.id)),
      int8Array(sales.map((sale) => sale.seq)),
      uuidArray(sales.map((sale) => sale.facts.product)),
      uuidArray(sales.map((sale) => sale.facts.offer)),
      int8Array(sales.map((sale) => sale.facts.happenedAt)),
      textArray(sales.map((sale) => sale.facts.currency)),
      int8Array(sales.map((sale) => sale.facts.paid)),
      int8Array(sales.map((sale) => sale.facts.tax)),
      int8Array(sales.map((sale) => sale.facts.shipping)),
      uuidArray(sales.map((sale) => sale.facts.affiliate?.party ?? null)),
      int4Array(sales.map((sale) => sale.facts.affiliate?.rate ?? null)),
      uuidArray(sales.map((sale) => sale.facts.affiliate?.recruitedBy ?? null)),
      textArray(sales.map((sale) => sale.facts.charge)),
      textArray(sales.map((sale) => json(sale.counters))),
      textArray(sales.map((sale) => json(sale.facts.side))),
      textArray(sales.map((sale) => json(sale.facts.metadata))),
      uuidArray(fees.map((fee) => fee.party)),
      int8Array(fees.map((fee) => fee.amount)),
      int4Array(sales.map((sale, i) => (last[i] as number) - sale.facts.fees.length + 1)),
      int4Array(last),
    ],
  };
}

/** Null when no sale of the batch says who bought. */
export function insertBuyers(ws: number, sales: readonly NewSale[]): Statement | null {
  const known = sales.filter((sale) => sale.facts.buyer !== null);
  if (known.length === 0) return null;
  return {
    name: "buyer",
    text: `INSERT INTO partage.buyer (ws, sale, email, name, reference)
      SELECT $1, * FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[])`,
    values: [
      ws,
      uuidArray(known.map((sale) => sale.id)),
      textArray(known.map((sale) => sale.facts.buyer?.email ?? null)),
      textArray(known.map((sale) => sale.facts.buyer?.name ?? null)),
      textArray(known.map((sale) => sale.facts.buyer?.reference ?? null)),
    ],
  };
}
