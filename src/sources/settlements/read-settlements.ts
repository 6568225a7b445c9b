// The settlements that sources sent, their lines, and what of them nobody has answered yet. Reads only.
// Example: listSettlements(tx, 7, { source: "stripe", limit: 50 }) → newest first, each with its open
// differences.

import type { Selectable } from "kysely";
import { sql } from "kysely";
import type { Currency } from "../../base/currency.ts";
import type { Uuid } from "../../base/id.ts";
import { Refusal } from "../../base/refusal.ts";
import type { SourceSettlement as Row } from "../../db/tables.ts";
import type { Tx } from "../../db/transaction.ts";
import type {
  BookedExchange,
  DifferenceSums,
  ExchangedSums,
  LineDifference,
  LineState,
  SettledKind,
  SettlementLine,
  SourceSettlement,
} from "./settlement.ts";

export interface SettlementFilter {
  source?: string | undefined;
  /** Only with differences that nobody has answered. */
  open?: boolean | undefined;
  /** Id of the last one shown; ids are by time. */
  after?: string | undefined;
  limit: number;
}

const OPEN = sql<number>`(SELECT count(*) FROM partage.source_settlement_line l
  WHERE l.ws = source_settlement.ws AND l.settlement = source_settlement.id AND l.state = 'open')`;

/** Compared in the currency of the line's sale. */
const DIFFERENCES = sql<
  DifferenceSums[]
>`(SELECT coalesce(jsonb_agg(jsonb_build_object('difference', s.difference,
    'currency', s.currency, 'lines', s.lines, 'amount', s.amount) ORDER BY s.lines DESC, s.difference, s.currency), '[]')
  FROM (SELECT l.difference, coalesce(e.currency, source_settlement.currency) AS currency, count(*) AS lines,
      sum(coalesce(e.gross, l.gross) - l.expected_gross - coalesce(e.fee, l.fee) + l.expected_fee) AS amount
    FROM partage.source_settlement_line l LEFT JOIN partage.source_settlement_exchange e
      ON e.ws = l.ws AND e.settlement = l.settlement AND e.n = l.n
   WHERE l.ws = source_settlement.ws AND l.settlement = source_settlement.id AND l.state = 'open' GROUP BY 1, 2) AS s)`;

/** Left to the sale's currency, right what arrived for it. */
const EXCHANGED = sql<
  ExchangedSums[]
>`(SELECT coalesce(jsonb_agg(jsonb_build_object('currency', s.currency, 'lines', s.lines,
    'gross', s.gross, 'fee', s.fee, 'net', s.gross - s.fee, 'arrived', s.arrived) ORDER BY s.currency), '[]')
  FROM (SELECT e.currency, count(*) AS lines, sum(e.gross) AS gross, sum(e.fee) AS fee, sum(l.gross - l.fee) AS arrived
    FROM partage.source_settlement_exchange e
    JOIN partage.source_settlement_line l ON l.ws = e.ws AND l.settlement = e.settlement AND l.n = e.n
   WHERE e.ws = source_settlement.ws AND e.settlement = source_settlement.id GROUP BY e.currency) AS s)`;

/** Newest first. */
export async function listSettlements(
  tx: Tx,
  ws: number,
  filter: SettlementFilter,
): Promise<SourceSettlement[]> {
  let query = tx
    .selectFrom("source_settlement")
    .selectAll()
    .select([OPEN.as("open"), DIFFERENCES.as("differences"), EXCHANGED.as("exchanged")])
    .where("ws", "=", ws);
  if (filter.source !== undefined) query = query.where("source", "=", filter.source);
  if (filter.open === true) query = query.where(sql<boolean>`${OPEN} > 0`);
  if (filter.after !== undefined) query = query.where("id", "<", filter.after);
  return (await query.orderBy("id", "desc").limit(filter.limit).execute()).map(toSettlement);
}

export async function readSettlement(tx: Tx, ws: number, id: Uuid): Promise<SourceSettlement | null> {
  const row = await tx
    .selectFrom("source_settlement")
    .selectAll()
    .select([OPEN.as("open"), DIFFERENCES.as("differences"), EXCHANGED.as("exchanged")])
    .where("ws", "=", ws)
    .where("id", "=", id)
    .executeTakeFirst();
  return row === undefined ? null : toSettlement(row);
}

export async function findSettlement(
  tx: Tx,
  ws: number,
  source: string,
  externalId: string,
): Promise<SourceSettlement | null> {
  const row = await tx
    .selectFrom("source_settlement")
    .selectAll()
    .select([OPEN.as("open"), DIFFERENCES.as("differences"), EXCHANGED.as("exchanged")])
    .where("ws", "=", ws)
    .where("source", "=", source)
    .where("external_id", "=", externalId)
    .executeTakeFirst();
  return row === undefined ? null : toSettlement(row);
}

function linesOf(tx: Tx, ws: number) {
  return tx
    .selectFrom("source_settlement_line as l")
    .leftJoin("source_settlement_exchange as e", (join) =>
      join.onRef("e.ws", "=", "l.ws").onRef("e.settlement", "=", "l.settlement").onRef("e.n", "=", "l.n"),
    )
    .selectAll("l")
    .select(["e.currency as to_currency", "e.gross as to_gross", "e.fee as to_fee", "e.rate", "e.rate_at"])
    .select(["e.fee_party as to_fee_party", "e.sale_party", "e.seq as exchange_seq"])
    .where("l.ws", "=", ws);
}

/** In the order of the source. */
export async function listLines(
  tx: Tx,
  ws: number,
  settlement: Uuid,
  filter: {
    state?: LineState | undefined;
    difference?: LineDifference | undefined;
    after?: number | undefined;
    limit: number;
  },
): Promise<SettlementLine[]> {
  let query = linesOf(tx, ws).where("l.settlement", "=", settlement);
  if (filter.state !== undefined) query = query.where("l.state", "=", filter.state);
  if (filter.difference !== undefined) query = query.where("l.difference", "=", filter.difference);
  if (filter.after !== undefined) query = query.where("l.n", ">", filter.after);
  return (await query.orderBy("l.n").limit(filter.limit).execute()).map(toLine);
}

export async function readLine(
  tx: Tx,
  ws: number,
  settlement: Uuid,
  n: number,
): Promise<SettlementLine | null> {
  const [line] = await listLines(tx, ws, settlement, { after: n - 1, limit: 1 });
  return line?.n === n ? line : null;
}

/** Lines whose difference was booked, by the entry that did. */
export async function linesOfEntries(
  tx: Tx,
  ws: number,
  seqs: readonly number[],
): Promise<Map<number, SettlementLine & { settlement: Uuid }>> {
  if (seqs.length === 0) return new Map();
  const rows = await linesOf(tx, ws)
    .where("l.seq", "in", [...seqs])
    .execute();
  return new Map(
    rows.map((row) => [row.seq as number, { ...toLine(row), settlement: row.settlement as Uuid }]),
  );
}

/** Currency of a sale → the rate by which the source exchanged it last. */
export async function readLastRates(
  tx: Tx,
  ws: number,
  { source, currency }: Pick<SourceSettlement, "source" | "currency">,
): Promise<Map<string, string>> {
  const { rows } = await sql<{ currency: string; rate: string }>`
    SELECT DISTINCT ON (e.currency) e.currency, e.rate FROM partage.source_settlement_exchange e
      JOIN partage.source_settlement s ON s.ws = e.ws AND s.id = e.settlement
     WHERE e.ws = ${ws} AND s.source = ${source} AND s.currency = ${currency}
     ORDER BY e.currency, e.seq DESC, e.n DESC`.execute(tx);
  return new Map(rows.map((row) => [row.currency, row.rate]));
}

export interface PostedCounts {
  settlements: number;
  booked: number;
  exchanges: number;
}

/** How many entries there must be: of settlements, of booked differences, and of exchanges, two each. */
export async function countPosted(tx: Tx, ws: number): Promise<PostedCounts> {
  const { rows } = await sql<PostedCounts>`
    SELECT (SELECT count(*) FROM partage.source_settlement WHERE ws = ${ws})::int AS settlements,
           (SELECT count(*) FROM partage.source_settlement_line WHERE ws = ${ws} AND seq IS NOT NULL)::int AS booked,
           (SELECT 2 * count(DISTINCT seq) FROM partage.source_settlement_exchange WHERE ws = ${ws})::int AS exchanges`.execute(
    tx,
  );
  return rows[0] ?? { settlements: 0, booked: 0, exchanges: 0 };
}

/** Entries of the books that a settlement has brought home. */
export async function countSettledEntries(tx: Tx, ws: number, settlement: Uuid): Promise<number> {
  const { count } = await tx
    .selectFrom("settled_entry")
    .select(({ fn }) => fn.countAll<string>().as("count"))
    .where("ws", "=", ws)
    .where("settlement", "=", settlement)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export function noSuchSettlement(): Refusal {
  return new Refusal(404, "not_found", "There is no such settlement in this workspace.");
}

function toSettlement(
  row: Selectable<Row> & { open: number; differences: DifferenceSums[]; exchanged: ExchangedSums[] },
): SourceSettlement {
  return {
    id: row.id as Uuid,
    source: row.source,
    externalId: row.external_id,
    currency: row.currency as Currency,
    arrivedOn: row.arrived_on,
    gross: row.gross,
    fee: row.fee,
    net: row.net,
    lines: row.lines,
    fees: row.fee_parties.map((party, i) => ({ party: party as Uuid, amount: Number(row.fee_amounts[i]) })),
    firstAt: row.first_at,
    lastAt: row.last_at,
    factsHash: row.facts_hash,
    seq: row.seq,
    recordedName: row.recorded_name,
    recordedAt: row.recorded_at,
    open: Number(row.open),
    differences: row.differences,
    exchanged: row.exchanged,
  };
}

type JoinedRow = Awaited<ReturnType<ReturnType<typeof linesOf>["execute"]>>[number];

function toExchange(row: JoinedRow): BookedExchange | null {
  const { to_currency: currency, exchange_seq: seq, rate, rate_at: at } = row;
  if (currency === null || seq === null || rate === null || at === null) return null;
  const amounts = { gross: row.to_gross as number, fee: row.to_fee as number };
  const parties = { feeParty: row.to_fee_party as Uuid, saleParty: row.sale_party as Uuid };
  return { currency, ...amounts, rate, ...parties, at, seq };
}

function toLine(row: JoinedRow): SettlementLine {
  const { original_currency: original, original_gross: originalGross } = row;
  return {
    n: row.n,
    kind: row.kind as SettledKind,
    ref: row.ref,
    refs: row.refs,
    at: row.at === null ? null : row.at.getTime(),
    gross: row.gross,
    fee: row.fee,
    note: row.note,
    sale: row.sale as Uuid | null,
    expectedGross: row.expected_gross,
    expectedFee: row.expected_fee,
    feeParty: row.fee_party as Uuid | null,
    postedParty: row.posted_party as Uuid | null,
    state: row.state as LineState,
    difference: row.difference as LineDifference | null,
    answeredName: row.answered_name,
    answeredAt: row.answered_at,
    answer: row.answer,
    seq: row.seq,
    original: original === null ? null : { currency: original as Currency, gross: originalGross as number },
    exchange: toExchange(row),
  };
}
