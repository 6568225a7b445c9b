// The lines of a statement, in the order of the ledger: one a posting of the party's, with its date, what it
// is about and how it counts. Read from the journal, which never changes, by what the statement covers; so a
// draft's lines are read the same way. Reads only.
// Example: entry 41, line 3: sale of "Piano in 30 days", 2026-03-08, 582.
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { HELD_KINDS, IS_LINE, LINE_KIND, OWED_KINDS, processorsOf, SECTION } from "./posted-sections.ts";
import type { Coverage, Section } from "./statement.ts";

export interface StatementLine {
  seq: number;
  /** Its place in the entry, from 1. */
  line: number;
  section: Section;
  kind: string;
  source: string;
  key: string;
  at: Date;
  /** Happened before the period and was recorded after it. */
  isLate: boolean;
  subject: Uuid;
  product: string | null;
  /** What both sides know it by: the sale's own number, a payout's reference, an adjustment's reason. */
  about: string | null;
  /** Minor units; 0 where it was only held or freed. */
  amount: number;
  /** What went into the reserve, or out of it. */
  held: number;
  availableOn: string;
}

/** Entry and line of the last one shown. */
export type AfterLine = readonly [number, number];

interface Wanted {
  after?: AfterLine | undefined;
  /** So many of them are left out at the beginning. */
  skip?: number;
  limit: number;
  section?: Section | undefined;
}

export async function listStatementLines(
  tx: Tx,
  ws: number,
  covered: Coverage,
  { after, skip = 0, limit, section }: Wanted,
): Promise<StatementLine[]> {
  const { party, currency, before, headSeq, since, sinceSeq, firstSeq } = covered;
  const [seq, line] = after ?? [0, 0];
  const from = Math.max(seq, firstSeq);
  await sql`SELECT set_config('jit', 'off', true)`.execute(tx);
  const { rows } = await sql<StatementLine>`
    WITH own AS MATERIALIZED (
      SELECT account, kind FROM partage.ledger_account
       WHERE ws = ${ws} AND owner = ${party} AND currency = ${currency} AND kind IN ${OWED_KINDS}
    ), ${processorsOf(ws)}, touched AS MATERIALIZED (
      SELECT DISTINCT b.from_seq + e.ordinal AS seq FROM own
        JOIN partage.account_batch a ON a.ws = ${ws} AND a.account = own.account
        JOIN partage.journal_batch b ON b.ws = ${ws} AND b.batch = a.batch AND b.to_seq >= ${from}
             AND b.from_seq <= ${headSeq},
             unnest(a.entries) AS e (ordinal)
       WHERE b.from_seq + e.ordinal BETWEEN ${from} AND ${headSeq}
    ), lines AS (
      SELECT j.seq, p.line::int AS line, ${SECTION} AS section, ${LINE_KIND} AS kind, j.source, j.key, j.happened_at AS at,
             coalesce(j.happened_at < ${since}::timestamptz, false) AS "isLate", j.subject,
             coalesce(s.product, c.product) AS product,
             coalesce(sj.key, po.reference, ad.reason) AS about,
             CASE WHEN j.kind IN ${HELD_KINDS} THEN 0 ELSE p.amount END AS amount,
             CASE WHEN own.kind = 'reserved' THEN p.amount
                  WHEN j.kind IN ${HELD_KINDS} THEN -p.amount ELSE 0 END AS held,
             p.day AS "availableOn"
        FROM touched JOIN partage.journal j ON j.ws = ${ws} AND j.seq = touched.seq CROSS JOIN processors
       CROSS JOIN LATERAL unnest(j.accounts, j.amounts, j.available_on)
                  WITH ORDINALITY AS p (account, amount, day, line)
        JOIN own ON own.account = p.account
        LEFT JOIN partage.sale s ON s.ws = ${ws} AND s.id = j.subject
        LEFT JOIN partage.journal sj ON sj.ws = ${ws} AND sj.seq = s.seq
        LEFT JOIN partage.contract c ON c.ws = ${ws} AND c.id = j.subject AND j.kind = 'settlement'
        LEFT JOIN partage.payout po ON po.ws = ${ws} AND po.id = j.subject AND j.kind LIKE 'payout%'
        LEFT JOIN partage.adjustment ad ON ad.ws = ${ws} AND ad.id = j.subject
              AND j.kind IN ('adjustment', 'write_off')
       WHERE j.happened_at < ${before} AND (j.seq > ${sinceSeq} OR j.happened_at >= ${since}::timestamptz)
         AND (j.seq, p.line) > (${seq}::bigint, ${line}::bigint) AND ${IS_LINE}
    )
    SELECT * FROM lines WHERE ${section ?? null}::text IS NULL OR section = ${section ?? null}::text
     ORDER BY seq, line LIMIT ${limit} OFFSET ${skip}`.execute(tx);
  return rows;
}
