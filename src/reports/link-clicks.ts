// How often links were followed in the last thirty days, from the totals by day. Reads only.
// Example: readLinkClicks(tx, 7, [bio, mail], now) → bio 412, mail 38.
import { sql } from "kysely";
import type { Tx } from "../db/transaction.ts";

/** By id of the link; who was never clicked is left out. */
export async function readLinkClicks(
  tx: Tx,
  ws: number,
  links: readonly string[],
  now: number,
): Promise<Map<string, number>> {
  if (links.length === 0) return new Map();
  const { rows } = await sql<{ link: string; clicks: string }>`SELECT d.link, sum(d.clicks) AS clicks
      FROM partage.link_day d JOIN partage.workspace w ON w.ws = d.ws
     WHERE d.ws = ${ws} AND d.link = any(${[...links]}::uuid[])
       AND d.day > (${new Date(now)}::timestamptz AT TIME ZONE w.time_zone)::date - 30
     GROUP BY 1`.execute(tx);
  return new Map(rows.map((row) => [row.link, Number(row.clicks)]));
}
