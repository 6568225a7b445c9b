// Compares the totals by day with what the journal says: each row of sale_day, and what each party kept of a
// product on a day. Reads only. Roles are told from a split, not from the journal, and are not compared.
// Example: line_day of bruno changed by hand by 1 → "line_day … expected 582 0 0, found 583 0 0".
import { sql } from "kysely";
import type { Tx } from "../db/transaction.ts";

export interface WrongTotal {
  check: "sale_day" | "line_day" | "affiliate_day";
  where: string;
  expected: string;
  found: string;
}

const SHOWN = 50;

export async function verifyTotals(tx: Tx, ws: number): Promise<WrongTotal[]> {
  const sales = await sql<WrongTotal>`
    SELECT 'sale_day' AS check, concat_ws(', ', coalesce(d.day, t.day), coalesce(d.currency, t.currency),
             'product ' || coalesce(d.product, t.product), coalesce(d.source, t.source)) AS where,
           coalesce(d.told, 'no row') AS expected, coalesce(t.told, 'no row') AS found
      FROM (SELECT day, currency, product, source, concat_ws(' ', sales, paid, take_backs, taken, dispute_fees) AS told
              FROM partage.derived_sale_day WHERE ws = ${ws}) d
      FULL JOIN (SELECT day, currency, product, source,
                        concat_ws(' ', sales, paid, take_backs, taken, dispute_fees) AS told
                   FROM partage.sale_day WHERE ws = ${ws}) t
        ON t.day = d.day AND t.currency = d.currency AND t.product = d.product AND t.source = d.source
     WHERE t.told IS DISTINCT FROM d.told LIMIT ${SHOWN}`.execute(tx);
  const lines = await sql<WrongTotal>`
    SELECT 'line_day' AS check, concat_ws(', ', coalesce(d.day, t.day), coalesce(d.currency, t.currency),
             'product ' || coalesce(d.product, t.product), 'party ' || coalesce(d.party, t.party)) AS where,
           coalesce(d.told, 'no row') AS expected, coalesce(t.told, 'no row') AS found
      FROM (SELECT day, currency, product, party, concat_ws(' ', sum(given), sum(taken), sum(at_source)) AS told
              FROM partage.derived_line_day WHERE ws = ${ws} GROUP BY 1, 2, 3, 4) d
      FULL JOIN (SELECT day, currency, product, party, concat_ws(' ', sum(given), sum(taken), sum(at_source)) AS told
                   FROM partage.line_day WHERE ws = ${ws} GROUP BY 1, 2, 3, 4) t
        ON t.day = d.day AND t.currency = d.currency AND t.product = d.product AND t.party = d.party
     WHERE coalesce(t.told, '0 0 0') <> coalesce(d.told, '0 0 0') LIMIT ${SHOWN}`.execute(tx);
  const promoted = await sql<WrongTotal>`
    SELECT 'affiliate_day' AS check, concat_ws(', ', coalesce(d.day, t.day), coalesce(d.currency, t.currency),
             'product ' || coalesce(d.product, t.product)) AS where,
           coalesce(d.told, 'no row') AS expected, coalesce(t.told, 'no row') AS found
      FROM (SELECT day, currency, product, concat_ws(' ', sales, paid, taken) AS told
              FROM partage.derived_affiliate_day WHERE ws = ${ws}) d
      FULL JOIN (SELECT day, currency, product, concat_ws(' ', sales, paid, taken) AS told
                   FROM partage.affiliate_day WHERE ws = ${ws}) t
        ON t.day = d.day AND t.currency = d.currency AND t.product = d.product
     WHERE t.told IS DISTINCT FROM d.told LIMIT ${SHOWN}`.execute(tx);
  return [...sales.rows, ...lines.rows, ...promoted.rows];
}
