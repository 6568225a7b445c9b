// How the places do where a link is shown, as ?sub= tells them apart: clicks and the sales that they led to.
// From single clicks, which are kept for as long as the business says. Reads only.
// Example: readPlaces of carla-spring, 1–31 March → bio 412 clicks, 9 sales; newsletter 88, 4.
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

export interface PlaceQuery {
  /** Days in the workspace's time zone, both included. */
  from: string;
  to: string;
  product?: Uuid | undefined;
  party?: Uuid | undefined;
  link?: Uuid | undefined;
  limit: number;
}

export interface PlaceRow {
  link: Uuid;
  place: string;
  clicks: number;
  sales: number;
}

/** Best first: by sales, then by clicks. Clicks without a place are in the link's totals only. */
export async function readPlaces(tx: Tx, ws: number, query: PlaceQuery): Promise<PlaceRow[]> {
  const { from, to, product, party, link, limit } = query;
  const parts = [
    ...(link === undefined ? [] : [sql`AND c.link = ${link}`]),
    ...(product === undefined ? [] : [sql`AND c.product = ${product}`]),
    ...(party === undefined ? [] : [sql`AND c.party = ${party}`]),
  ];
  const narrowed = sql.join(parts, sql` `);
  const { rows } = await sql<{ link: Uuid; place: string; clicks: string; sales: string }>`
    WITH zone AS (SELECT (${from}::date)::timestamp AT TIME ZONE time_zone AS since,
                         (${to}::date + 1)::timestamp AT TIME ZONE time_zone AS until
                    FROM partage.workspace WHERE ws = ${ws}),
    clicked AS (SELECT c.link, c.sub_id AS place, count(*) AS clicks, 0::bigint AS sales
        FROM partage.click c, zone
       WHERE c.ws = ${ws} AND c.sub_id IS NOT NULL AND c.at >= zone.since AND c.at < zone.until ${narrowed}
       GROUP BY 1, 2),
    sold AS (SELECT c.link, c.sub_id AS place, 0::bigint AS clicks, count(*) AS sales
        FROM partage.link_sale l
        JOIN partage.click c ON c.ws = l.ws AND c.id = l.click
        JOIN partage.sale s ON s.ws = l.ws AND s.id = l.sale, zone
       WHERE l.ws = ${ws} AND c.ws = ${ws} AND s.ws = ${ws} AND c.sub_id IS NOT NULL
         ${link === undefined ? sql`` : sql`AND l.link = ${link}`}
         AND s.happened_at >= zone.since AND s.happened_at < zone.until ${narrowed}
       GROUP BY 1, 2)
    SELECT link, place, sum(clicks) AS clicks, sum(sales) AS sales
      FROM (SELECT * FROM clicked UNION ALL SELECT * FROM sold) t
     GROUP BY 1, 2 ORDER BY 4 DESC, 3 DESC, 2, 1 LIMIT ${limit}`.execute(tx);
  return rows.map((row) => ({ ...row, clicks: Number(row.clicks), sales: Number(row.sales) }));
}
