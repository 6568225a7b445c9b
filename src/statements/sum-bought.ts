// What buyers paid for each product within a statement's entries, and the parts of it that co-producers
// invoice themselves: a version of a contract that says `pro_rata` counts for the sales of its own time, and
// for what is taken back of them. Reads only.
// Example: piano, USD → sold 30000, back −4000, tax 0, own part of bruno (pro_rata) 1746 and −233
import { type RawBuilder, sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { OWED_KINDS, processorsOf, SECTION } from "./posted-sections.ts";
import type { Coverage } from "./statement.ts";

export interface Bought {
  product: Uuid;
  name: string;
  /** Paid by buyers, tax included; and what went back to them, below zero. */
  sold: number;
  back: number;
  /** Of both. */
  tax: number;
  /** Of both, what those invoice themselves whose contract says `pro_rata`. */
  partsSold: number;
  partsBack: number;
}

export async function sumBought(tx: Tx, ws: number, covered: Coverage): Promise<Bought[]> {
  const { rows } = await sql<Bought>`
    WITH ${processorsOf(ws)}, ${ownOf(ws, covered)}, ${proRataOf(ws)}, ${entriesOf(ws, covered)}, told AS (
      SELECT j.product, j.kind, j.bought, (
               SELECT sum(p.amount) FROM unnest(j.accounts, j.amounts) AS p (account, amount)
                 JOIN own ON own.account = p.account AND own.kind = 'tax') AS tax, (
               SELECT sum(p.amount) FROM unnest(j.accounts, j.amounts) WITH ORDINALITY AS p (account, amount, line)
                 JOIN own ON own.account = p.account AND own.kind <> 'tax'
                WHERE ${SECTION} IN ('sales', 'refunds', 'chargebacks') AND ${isProRata(sql`own.owner`)}) AS parts
        FROM entries j CROSS JOIN processors
    )
    SELECT t.product, p.name,
           coalesce(sum(bought) FILTER (WHERE t.kind = 'sale'), 0)::bigint AS sold,
           coalesce(sum(bought) FILTER (WHERE t.kind <> 'sale'), 0)::bigint AS back,
           coalesce(sum(tax), 0)::bigint AS tax,
           coalesce(sum(parts) FILTER (WHERE t.kind = 'sale'), 0)::bigint AS "partsSold",
           coalesce(sum(parts) FILTER (WHERE t.kind <> 'sale'), 0)::bigint AS "partsBack"
      FROM told t JOIN partage.product p ON p.ws = ${ws} AND p.id = t.product
     GROUP BY t.product, p.name ORDER BY p.name, t.product`.execute(tx);
  return rows;
}

export interface OwnPart {
  isProRata: boolean;
  sold: number;
  back: number;
}

/** A party's part of one product, by who invoices buyers for it: of statements over which that changed. */
export async function sumOwnParts(tx: Tx, ws: number, covered: Coverage, product: Uuid): Promise<OwnPart[]> {
  const { rows } = await sql<OwnPart>`
    WITH ${processorsOf(ws)}, ${ownOf(ws, covered)}, ${proRataOf(ws)}, ${entriesOf(ws, covered)}
    SELECT ${isProRata(sql`own.owner`)} AS "isProRata",
           coalesce(sum(p.amount) FILTER (WHERE ${SECTION} = 'sales'), 0)::bigint AS sold,
           coalesce(sum(p.amount) FILTER (WHERE ${SECTION} <> 'sales'), 0)::bigint AS back
      FROM entries j CROSS JOIN processors
     CROSS JOIN LATERAL unnest(j.accounts, j.amounts) WITH ORDINALITY AS p (account, amount, line)
      JOIN own ON own.account = p.account AND own.owner = ${covered.party}::uuid
     WHERE j.product = ${product}::uuid AND ${SECTION} IN ('sales', 'refunds', 'chargebacks')
     GROUP BY 1 ORDER BY 1`.execute(tx);
  return rows;
}

const ownOf = (ws: number, { currency }: Coverage) => sql`own AS MATERIALIZED (
  SELECT account, kind, owner FROM partage.ledger_account
   WHERE ws = ${ws} AND currency = ${currency} AND kind IN ${OWED_KINDS})`;

const proRataOf = (ws: number) => sql`versions AS (
  SELECT c.product, c.party, v.terms ->> 'invoices' AS invoices, v.starts,
         least(v.ends, lead(v.starts) OVER (PARTITION BY c.id ORDER BY v.version)) AS ends
    FROM partage.contract c JOIN partage.contract_version v ON v.ws = c.ws AND v.contract = c.id
   WHERE c.ws = ${ws}
), pro_rata AS MATERIALIZED (SELECT * FROM versions WHERE invoices = 'pro_rata')`;

const isProRata = (party: RawBuilder<unknown>) => sql<boolean>`EXISTS (
  SELECT FROM pro_rata v WHERE v.product = j.product AND v.party = ${party}
     AND v.starts <= j.sold_at AND (v.ends IS NULL OR j.sold_at < v.ends))`;

const entriesOf = (ws: number, { currency, before, since, sinceSeq, headSeq }: Coverage) => sql`entries AS (
  SELECT j.*, s.product, s.happened_at AS sold_at,
         CASE j.kind WHEN 'sale' THEN s.paid WHEN 'refund' THEN -r.amount ELSE -d.remaining END AS bought
    FROM partage.journal j JOIN partage.sale s ON s.ws = j.ws AND s.id = j.subject
    LEFT JOIN partage.refund r ON r.ws = j.ws AND r.seq = j.seq AND j.kind = 'refund'
    LEFT JOIN partage.dispute d ON d.ws = j.ws AND d.closed_seq = j.seq AND j.kind = 'dispute_lost'
   WHERE j.ws = ${ws} AND j.kind IN ('sale', 'refund', 'dispute_lost') AND j.currency = ${currency}
     AND j.seq <= ${headSeq} AND j.happened_at < ${before}
     AND (${since}::timestamptz IS NULL OR j.seq > ${sinceSeq} OR j.happened_at >= ${since}::timestamptz))`;
