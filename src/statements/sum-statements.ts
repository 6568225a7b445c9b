// What the next statement of each party would say: totals by section and product since its last one, up to an
// instant and an entry. One pass over the journal for all parties, or the party's own entries for one. Reads
// only. Nothing moved and nothing owed: no row.
// Example: sumStatements(tx, 7, { until: "2026-03-31", before, head }) → bruno USD opening 0, sales 58200, …
import { type RawBuilder, sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { IS_LINE, OWED_KINDS, processorsOf, SECTION } from "./posted-sections.ts";
import { type ProductSums, SECTIONS, type Sections } from "./statement.ts";

export interface SumsAsked {
  /** The period's last day, and the first instant after it. */
  until: string;
  before: Date;
  head: { seq: number; batch: number };
  party?: Uuid | undefined;
  currency?: string | undefined;
}

/** Where a statement begins and what it adds up to. */
export interface StatementSums {
  party: Uuid;
  currency: string;
  place: number;
  opening: number;
  /** Of what stood at the opening. */
  reservedBefore: number;
  since: string | null;
  sinceSeq: number;
  sinceDay: string | null;
  firstSeq: number;
  openSeq: number;
  sections: Sections;
  reserved: number;
  /** Of the closing, what is available after the last day only. */
  pending: number;
  lines: number;
  /** Of them, those that happened before the period. */
  late: number;
  /** The first day of anything on it: "2026-03-08"; null where nothing moved. */
  firstDay: string | null;
  products: ProductSums[];
}

interface Row extends Sections {
  party: Uuid;
  currency: string;
  place: number;
  opening: number;
  reservedBefore: number;
  since: Date | null;
  sinceSeq: number;
  sinceDay: string | null;
  openSeq: number | null;
  firstSeq: number | null;
  product: Uuid | null;
  name: string | null;
  /** Of the party in the currency, the same on each of its rows; and of this one, not covered. */
  later: number;
  notYet: number;
  held: number;
  lines: number;
  late: number;
  count: number;
  firstAt: string | null;
}

/** By party and currency. */
export async function sumStatements(tx: Tx, ws: number, asked: SumsAsked): Promise<StatementSums[]> {
  const { until, before, head, party = null, currency = null } = asked;
  await sql`SELECT set_config('jit', 'off', true)`.execute(tx);
  // Of all parties: what is estimated for one would walk every account for every posting.
  if (party === null) await sql`SELECT set_config('enable_nestloop', 'off', true)`.execute(tx);
  const kinds = party === null ? sql`AND q.kind IN ('producer', 'partner')` : sql``;
  const { rows } = await sql<Row>`
    WITH zone AS (SELECT time_zone FROM partage.workspace WHERE ws = ${ws}), last AS (
      SELECT DISTINCT ON (party, currency) * FROM partage.statement s WHERE s.ws = ${ws}
       AND (${party}::uuid IS NULL OR s.party = ${party}::uuid) ORDER BY party, currency, place DESC
    ), own AS MATERIALIZED (
      SELECT a.account, a.kind, a.owner AS party, a.currency, coalesce(l.place, 0) + 1 AS place, l.before AS since,
             coalesce(l.head_seq, 0) AS since_seq, l.until_day AS since_day, coalesce(l.closing, 0) AS opening,
             coalesce(l.reserved, 0) AS reserved_before, coalesce(l.open_seq, 1) AS open_seq
        FROM partage.ledger_account a JOIN partage.party q ON q.ws = a.ws AND q.id = a.owner
        LEFT JOIN last l ON l.party = a.owner AND l.currency = a.currency
       WHERE a.ws = ${ws} AND a.kind IN ${OWED_KINDS} ${kinds}
         AND (${party}::uuid IS NULL OR a.owner = ${party}::uuid)
         AND (${currency}::text IS NULL OR a.currency = ${currency}::text)
         AND (l.before IS NULL OR l.before < ${before})
    ), ${processorsOf(ws)}, ${entriesOf(ws, asked)}, moved AS (
      SELECT own.party, own.currency, own.kind AS account_kind, coalesce(s.product, c.product) AS product, j.seq,
             j.kind, j.happened_at, p.amount, ${SECTION} AS section, ${IS_LINE} AS is_line,
             p.line = array_position(j.accounts, p.account) AS is_first,
             p.day > ${until}::date AND own.kind <> 'reserved' AS is_pending, j.happened_at < ${before} AS is_covered, j.happened_at < own.since AS is_late
        FROM entries j CROSS JOIN processors
       CROSS JOIN LATERAL unnest(j.accounts, j.amounts, j.available_on)
                  WITH ORDINALITY AS p (account, amount, day, line)
        JOIN own ON own.account = p.account
        LEFT JOIN partage.sale s ON s.ws = ${ws} AND s.id = j.subject
        LEFT JOIN partage.contract c ON c.ws = ${ws} AND c.id = j.subject AND j.kind = 'settlement'
       WHERE j.seq > own.since_seq OR j.happened_at >= own.since
      OFFSET 0 -- what a posting is, is said once, not for each sum
    ), sums AS MATERIALIZED (
      SELECT party, currency, product, ${sumsBySection()},
             coalesce(sum(amount) FILTER (WHERE is_covered AND account_kind = 'reserved'), 0)::bigint AS held,
             count(*) FILTER (WHERE is_covered AND is_line)::int AS lines,
             count(*) FILTER (WHERE is_covered AND is_line AND is_late)::int AS late,
             count(*) FILTER (WHERE is_covered AND kind = 'sale' AND section = 'sales' AND is_first)::int AS count,
             coalesce(sum(amount) FILTER (WHERE is_pending AND NOT is_covered), 0)::bigint AS not_yet,
             min(seq) FILTER (WHERE is_covered) AS first_seq,
             min(seq) FILTER (WHERE NOT is_covered) AS open_seq,
             min(happened_at) FILTER (WHERE is_covered) AS first_at
        FROM moved GROUP BY party, currency, product
    ), later AS MATERIALIZED ( -- whatever is pending then, on earlier statements too, at that place of the ledger
      SELECT own.party, own.currency, sum(x.amount)::bigint AS amount FROM (
        SELECT account, amount FROM partage.balance WHERE ws = ${ws} AND available_on > ${until}::date
        UNION ALL
        SELECT account, -delta FROM partage.account_batch
         WHERE ws = ${ws} AND batch > ${head.batch} AND available_on > ${until}::date
      ) AS x JOIN own ON own.account = x.account AND own.kind <> 'reserved' GROUP BY own.party, own.currency
    ), whose AS MATERIALIZED (
      SELECT DISTINCT party, currency, place, since, since_seq, since_day, opening, reserved_before FROM own
    )
    SELECT w.party, w.currency, w.place, w.opening, w.reserved_before AS "reservedBefore", w.since,
           w.since_seq AS "sinceSeq", w.since_day AS "sinceDay", s.product, pr.name, s.open_seq AS "openSeq",
           s.first_seq AS "firstSeq", coalesce(s.held, 0) AS held, coalesce(l.amount, 0) AS later,
           coalesce(s.not_yet, 0) AS "notYet", coalesce(s.lines, 0) AS lines,
           coalesce(s.late, 0) AS late, coalesce(s.count, 0) AS count, ${sectionsOut()},
           (s.first_at AT TIME ZONE (SELECT time_zone FROM zone))::date::text AS "firstAt"
      FROM whose w LEFT JOIN sums s ON s.party = w.party AND s.currency = w.currency
      LEFT JOIN later l ON l.party = w.party AND l.currency = w.currency
      LEFT JOIN partage.product pr ON pr.ws = ${ws} AND pr.id = s.product
     ORDER BY w.party, w.currency, pr.name NULLS LAST, s.product`.execute(tx);
  if (party === null) await sql`SELECT set_config('enable_nestloop', 'on', true)`.execute(tx);
  return fold(rows, head.seq);
}

/** Of all parties: whatever nobody's last statement covers; of one: what touched its accounts. */
function entriesOf(ws: number, { head, party }: SumsAsked): RawBuilder<unknown> {
  if (party === undefined) {
    return sql`entries AS (
      SELECT j.* FROM partage.journal j WHERE j.ws = ${ws} AND j.seq <= ${head.seq}
         AND j.seq >= (SELECT coalesce(min(open_seq), 1) FROM own))`;
  }
  return sql`entries AS (
    SELECT j.* FROM partage.journal j JOIN (
      SELECT DISTINCT b.from_seq + e.ordinal AS seq FROM own
        JOIN partage.account_batch a ON a.ws = ${ws} AND a.account = own.account
        JOIN partage.journal_batch b ON b.ws = ${ws} AND b.batch = a.batch AND b.to_seq >= own.open_seq,
             unnest(a.entries) AS e (ordinal)
    ) touched ON touched.seq = j.seq
     WHERE j.ws = ${ws} AND j.seq <= ${head.seq})`;
}

function sumsBySection(): RawBuilder<unknown> {
  return sql.join(
    SECTIONS.map(
      (name) =>
        sql`coalesce(sum(amount) FILTER (WHERE is_covered AND section = ${sql.lit(name)}), 0)::bigint AS ${sql.ref(name)}`,
    ),
  );
}

function sectionsOut(): RawBuilder<unknown> {
  return sql.join(SECTIONS.map((name) => sql`coalesce(s.${sql.ref(name)}, 0) AS ${sql.ref(name)}`));
}

function fold(rows: readonly Row[], headSeq: number): StatementSums[] {
  const found: StatementSums[] = [];
  for (const row of rows) {
    let one = found.at(-1);
    if (one?.party !== row.party || one.currency !== row.currency) {
      one = begin(row, headSeq);
      found.push(one);
    }
    for (const name of SECTIONS) one.sections[name] += row[name];
    one.reserved += row.held;
    one.pending -= row.notYet;
    one.lines += row.lines;
    one.late += row.late;
    one.openSeq = Math.min(one.openSeq, row.openSeq ?? one.openSeq);
    one.firstSeq = Math.min(one.firstSeq, row.firstSeq ?? one.firstSeq);
    if (row.firstAt !== null && (one.firstDay === null || row.firstAt < one.firstDay))
      one.firstDay = row.firstAt;
    if (row.lines > 0) one.products.push(productOf(row));
  }
  return found.filter((one) => one.lines > 0 || one.opening !== 0);
}

function begin(row: Row, headSeq: number): StatementSums {
  return {
    party: row.party,
    currency: row.currency,
    place: row.place,
    opening: row.opening,
    reservedBefore: row.reservedBefore,
    since: row.since?.toISOString() ?? null,
    sinceSeq: row.sinceSeq,
    sinceDay: row.sinceDay,
    firstSeq: headSeq + 1,
    openSeq: headSeq + 1,
    sections: Object.fromEntries(SECTIONS.map((name) => [name, 0])) as Sections,
    reserved: row.reservedBefore,
    pending: row.later,
    lines: 0,
    late: 0,
    firstDay: null,
    products: [],
  };
}

function productOf(row: Row): ProductSums {
  const sections = Object.fromEntries(SECTIONS.map((name) => [name, row[name]])) as Sections;
  return { id: row.product, name: row.name ?? "", count: row.count, ...sections };
}
