// The settlements that sources sent, their lines, and what of them nobody has answered yet. Reads only.
// Example: listSettlements(tx, 7, { source: "stripe", limit: 50 }) → newest first, each with its open
// differences.

import type { Selectable } from "kysely";
import { sql } from "kysely";
import type { Currency } from "../../base/currency.ts";
import type { Uuid } from "../../base/id.ts";
import { Refusal } from "../../base/refusal.ts";
import type { SourceSettlementLine as LineRow, SourceSettlement as Row } from "../../db/tables.ts";
import type { Tx } from "../../db/transaction.ts";
import type {
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

/** Newest first. */
export async function listSettlements(
  tx: Tx,
  ws: number,
  filter: SettlementFilter,
): Promise<SourceSettlement[]> {
  let query = tx.selectFrom("source_settlement").selectAll().select(OPEN.as("open")).where("ws", "=", ws);
  if (filter.source !== undefined) query = query.where("source", "=", filter.source);
  if (filter.open === true) query = query.where(sql<boolean>`${OPEN} > 0`);
  if (filter.after !== undefined) query = query.where("id", "<", filter.after);
  return (await query.orderBy("id", "desc").limit(filter.limit).execute()).map(toSettlement);
}

export async function readSettlement(tx: Tx, ws: number, id: Uuid): Promise<SourceSettlement | null> {
  const row = await tx
    .selectFrom("source_settlement")
    .selectAll()
    .select(OPEN.as("open"))
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
    .select(OPEN.as("open"))
    .where("ws", "=", ws)
    .where("source", "=", source)
    .where("external_id", "=", externalId)
    .executeTakeFirst();
  return row === undefined ? null : toSettlement(row);
}

/** In the order of the source. */
export async function listLines(
  tx: Tx,
  ws: number,
  settlement: Uuid,
  filter: { state?: LineState | undefined; after?: number | undefined; limit: number },
): Promise<SettlementLine[]> {
  let query = tx
    .selectFrom("source_settlement_line")
    .selectAll()
    .where("ws", "=", ws)
    .where("settlement", "=", settlement);
  if (filter.state !== undefined) query = query.where("state", "=", filter.state);
  if (filter.after !== undefined) query = query.where("n", ">", filter.after);
  return (await query.orderBy("n").limit(filter.limit).execute()).map(toLine);
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
  const rows = await tx
    .selectFrom("source_settlement_line")
    .selectAll()
    .where("ws", "=", ws)
    .where("seq", "in", [...seqs])
    .execute();
  return new Map(
    rows.map((row) => [row.seq as number, { ...toLine(row), settlement: row.settlement as Uuid }]),
  );
}

/** How many entries there must be: of settlements, and of booked differences. */
export async function countPosted(tx: Tx, ws: number): Promise<{ settlements: number; booked: number }> {
  const { rows } = await sql<{ settlements: number; booked: number }>`
    SELECT (SELECT count(*) FROM partage.source_settlement WHERE ws = ${ws})::int AS settlements,
           (SELECT count(*) FROM partage.source_settlement_line WHERE ws = ${ws} AND seq IS NOT NULL)::int AS booked`.execute(
    tx,
  );
  return rows[0] ?? { settlements: 0, booked: 0 };
}

export function noSuchSettlement(): Refusal {
  return new Refusal(404, "not_found", "There is no such settlement in this workspace.");
}

function toSettlement(row: Selectable<Row> & { open: number }): SourceSettlement {
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
  };
}

function toLine(row: Selectable<LineRow>): SettlementLine {
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
    state: row.state as LineState,
    difference: row.difference as LineDifference | null,
    answeredName: row.answered_name,
    answeredAt: row.answered_at,
    answer: row.answer,
    seq: row.seq,
  };
}
