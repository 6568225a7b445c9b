// At which rates parties' sales of some products earned as affiliate, of those their statements cover: for
// who was no affiliate of the product then, and earned because the source said so. By the parties' own
// entries, never by all sales of the business. Reads only.
// Example: readStatedRates(tx, 7, [{ party: carla, product: piano, … }]) → [[{ rate: 350000, count: 12 }]].
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Ppm } from "../base/rate.ts";
import type { Tx } from "../db/transaction.ts";

export interface AskedRates {
  party: Uuid;
  product: Uuid;
  currency: string;
  /** As the statement covers: happened before, recorded up to an entry, and on no earlier one. */
  before: Date;
  headSeq: number;
  since: Date | null;
  sinceSeq: number;
  /** Nothing of it stands on an earlier entry. */
  firstSeq: number;
}

export interface StatedRate {
  rate: Ppm;
  count: number;
}

/** In the order asked; most sales first. */
export async function readStatedRates(
  tx: Tx,
  ws: number,
  asked: readonly AskedRates[],
): Promise<StatedRate[][]> {
  const found: StatedRate[][] = asked.map(() => []);
  if (asked.length === 0) return found;
  const wanted = JSON.stringify(asked.map((one, place) => ({ ...one, place })));
  const { rows } = await sql<StatedRate & { place: number }>`
    WITH w AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${wanted}::jsonb) AS w (place int, party uuid, product uuid, currency text,
             before timestamptz, "headSeq" bigint, since timestamptz, "sinceSeq" bigint, "firstSeq" bigint)
    ), who AS MATERIALIZED (
      SELECT party, currency, min("firstSeq") AS "from", max("headSeq") AS "to" FROM w GROUP BY party, currency
    ), touched AS MATERIALIZED (
      SELECT DISTINCT who.party, who.currency, b.from_seq + e.ordinal AS seq
        FROM who JOIN partage.ledger_account o ON o.ws = ${ws} AND o.owner = who.party
             AND o.currency = who.currency AND o.kind = 'payable'
        JOIN partage.account_batch a ON a.ws = ${ws} AND a.account = o.account
        JOIN partage.journal_batch b ON b.ws = ${ws} AND b.batch = a.batch AND b.to_seq >= who."from"
             AND b.from_seq <= who."to",
             unnest(a.entries) AS e (ordinal)
    )
    SELECT w.place, s.affiliate_rate AS rate, count(*)::int AS count
      FROM w JOIN touched t ON t.party = w.party AND t.currency = w.currency
      JOIN partage.journal j ON j.ws = ${ws} AND j.seq = t.seq AND j.kind = 'sale'
      JOIN partage.sale s ON s.ws = ${ws} AND s.id = j.subject AND s.affiliate = w.party AND s.product = w.product
           AND s.happened_at < w.before AND s.seq <= w."headSeq"
           AND (s.seq > w."sinceSeq" OR s.happened_at >= w.since)
     WHERE s.affiliate_rate IS NOT NULL
     GROUP BY w.place, s.affiliate_rate ORDER BY w.place, count DESC, rate DESC`.execute(tx);
  for (const { place, rate, count } of rows) found[place]?.push({ rate, count });
  return found;
}
