// Writes settlements of sources: one with its lines and the entries it brings home in the flight that posts
// it, the answer to a difference in the flight that books it or beside it, and what matches after all.
// Example: addSettlement(7, settlement, lines) → three statements of one flight.
import { sql } from "kysely";
import type { Uuid } from "../../base/id.ts";
import { int4Array, int8Array, textArray, uuidArray } from "../../db/array.ts";
import type { Statement } from "../../db/flight.ts";
import type { Tx } from "../../db/transaction.ts";
import type { MatchedLine } from "./match-lines.ts";
import type { BookedExchange, LineDifference, SourceSettlement } from "./settlement.ts";

export interface NewSettlement extends Omit<SourceSettlement, "open" | "differences" | "exchanged"> {
  recordedBy: string;
}

export function addSettlement(ws: number, one: NewSettlement, lines: readonly MatchedLine[]): Statement[] {
  return [addHead(ws, one), addLines(ws, one.id, lines), addEntries(ws, one.id, lines)];
}

function addHead(ws: number, one: NewSettlement): Statement {
  return {
    name: "add_source_settlement",
    text: `INSERT INTO partage.source_settlement (ws, id, source, external_id, currency, arrived_on, gross, fee, net, lines,
        fee_parties, fee_amounts, first_at, last_at, facts_hash, seq, recorded_by, recorded_name, recorded_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::uuid[], $12::bigint[], $13, $14, $15, $16, $17, $18, $19)`,
    values: [
      ...[ws, one.id, one.source, one.externalId, one.currency, one.arrivedOn, one.gross, one.fee, one.net],
      one.lines,
      uuidArray(one.fees.map((fee) => fee.party)),
      int8Array(one.fees.map((fee) => fee.amount)),
      ...[one.firstAt, one.lastAt, one.factsHash, one.seq, one.recordedBy, one.recordedName, one.recordedAt],
    ],
  };
}

function addLines(ws: number, id: Uuid, lines: readonly MatchedLine[]): Statement {
  const text = (of: (line: MatchedLine) => string | null) => textArray(lines.map(of));
  const int8 = (of: (line: MatchedLine) => number) => int8Array(lines.map(of));
  return {
    name: "add_source_settlement_lines",
    // The other ids of a line come as JSON: an array of arrays must be even.
    text: `INSERT INTO partage.source_settlement_line (ws, settlement, n, kind, ref, refs, at, gross, fee, note, sale,
        expected_gross, expected_fee, fee_party, state, difference, original_currency, original_gross)
      SELECT $1, $2, t.n, t.kind, t.ref, ARRAY(SELECT jsonb_array_elements_text(t.refs::jsonb)), to_timestamp(t.at / 1000.0),
             t.gross, t.fee, t.note, t.sale, t.expected_gross, t.expected_fee, t.fee_party, t.state, t.difference,
             t.original_currency, t.original_gross
        FROM unnest($3::int[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::bigint[], $9::bigint[], $10::text[],
                    $11::uuid[], $12::bigint[], $13::bigint[], $14::uuid[], $15::text[], $16::text[], $17::text[], $18::bigint[])
          AS t (n, kind, ref, refs, at, gross, fee, note, sale, expected_gross, expected_fee, fee_party, state, difference,
                original_currency, original_gross)`,
    values: [
      ws,
      id,
      int4Array(lines.map((one) => one.n)),
      text((one) => one.kind),
      text((one) => one.ref),
      text((one) => JSON.stringify(one.refs)),
      int8Array(lines.map((one) => one.at)),
      int8((one) => one.gross),
      int8((one) => one.fee),
      text((one) => one.note),
      uuidArray(lines.map((one) => one.sale)),
      int8((one) => one.expectedGross),
      int8((one) => one.expectedFee),
      uuidArray(lines.map((one) => one.feeParty)),
      text((one) => one.state),
      text((one) => one.difference),
      text((one) => one.original?.currency ?? null),
      int8Array(lines.map((one) => one.original?.gross ?? null)),
    ],
  };
}

function addEntries(ws: number, id: Uuid, lines: readonly MatchedLine[]): Statement {
  const pairs = lines.flatMap(({ n, entries }) => entries.map((seq) => ({ n, seq })));
  return {
    name: "add_settled_entries",
    text: `INSERT INTO partage.settled_entry (ws, seq, settlement, n)
      SELECT $1, t.seq, $2, t.n FROM unnest($3::bigint[], $4::int[]) AS t (seq, n)`,
    values: [...[ws, id], int8Array(pairs.map((one) => one.seq)), int4Array(pairs.map((one) => one.n))],
  };
}

export interface NewExchange extends BookedExchange {
  n: number;
}

/** What of a settlement was exchanged: once a line, in the flight that posts it. */
export function addExchanges(ws: number, id: Uuid, all: readonly NewExchange[]): Statement {
  return {
    name: "add_source_settlement_exchanges",
    text: `INSERT INTO partage.source_settlement_exchange (ws, settlement, n, currency, gross, fee, fee_party, sale_party,
        rate, rate_at, seq)
      SELECT $1, $2, t.n, t.currency, t.gross, t.fee, t.fee_party, t.sale_party, t.rate, to_timestamp(t.rate_at / 1000.0), t.seq
        FROM unnest($3::int[], $4::text[], $5::bigint[], $6::bigint[], $7::uuid[], $8::uuid[], $9::text[], $10::bigint[],
                    $11::bigint[])
          AS t (n, currency, gross, fee, fee_party, sale_party, rate, rate_at, seq)`,
    values: [
      ...[ws, id, int4Array(all.map((one) => one.n)), textArray(all.map((one) => one.currency))],
      ...[int8Array(all.map((one) => one.gross)), int8Array(all.map((one) => one.fee))],
      ...[uuidArray(all.map((one) => one.feeParty)), uuidArray(all.map((one) => one.saleParty))],
      textArray(all.map((one) => one.rate)),
      int8Array(all.map((one) => one.at.getTime())),
      int8Array(all.map((one) => one.seq)),
    ],
  };
}

/** Open lines that match by now, in the flight that exchanges them: fails it where one is answered. */
export function matchLines(ws: number, id: Uuid, lines: readonly MatchedLine[]): Statement[] {
  const int8 = (of: (line: MatchedLine) => number) => int8Array(lines.map(of));
  const matched: Statement = {
    name: "match_source_settlement_lines",
    text: `WITH done AS (
        UPDATE partage.source_settlement_line l SET sale = t.sale, expected_gross = t.expected_gross,
          expected_fee = t.expected_fee, state = t.state, difference = t.difference
          FROM unnest($3::int[], $4::uuid[], $5::bigint[], $6::bigint[], $7::text[], $8::text[])
            AS t (n, sale, expected_gross, expected_fee, state, difference)
         WHERE l.ws = $1 AND l.settlement = $2 AND l.n = t.n AND l.state = 'open' RETURNING 1)
      SELECT partage.expect_rows((SELECT count(*) FROM done), $9, 'settlement line')`,
    values: [
      ...[ws, id, int4Array(lines.map((one) => one.n)), uuidArray(lines.map((one) => one.sale))],
      ...[int8((one) => one.expectedGross), int8((one) => one.expectedFee)],
      ...[textArray(lines.map((one) => one.state)), textArray(lines.map((one) => one.difference))],
      lines.length,
    ],
  };
  return [matched, addEntries(ws, id, lines)];
}

export interface LineAnswer {
  by: string;
  name: string;
  at: number;
  answer: string;
}

/** In the flight that books it: fails the flight where it is answered. */
export function bookLine(
  ws: number,
  id: Uuid,
  n: number,
  said: LineAnswer & { seq: number; feeParty: Uuid },
): Statement {
  return {
    name: "book_settlement_line",
    text: `WITH done AS (
        UPDATE partage.source_settlement_line SET state = 'booked', answered_by = $4, answered_name = $5, answered_at = $6,
          answer = $7, seq = $8, fee_party = $9 WHERE ws = $1 AND settlement = $2 AND n = $3 AND state = 'open' RETURNING 1)
      SELECT partage.expect_rows((SELECT count(*) FROM done), 1, 'settlement line')`,
    values: [ws, id, n, said.by, said.name, new Date(said.at), said.answer, said.seq, said.feeParty],
  };
}

/** In the flight that clears what it left at its source: from then on it agrees. */
export function clearLine(
  ws: number,
  id: Uuid,
  n: number,
  { seq, feeParty }: { seq: number; feeParty: Uuid },
): Statement {
  return {
    name: "clear_settlement_line",
    text: `WITH done AS (
        UPDATE partage.source_settlement_line SET state = 'agrees', difference = NULL, seq = $4, fee_party = $5
         WHERE ws = $1 AND settlement = $2 AND n = $3 AND state = 'open' RETURNING 1)
      SELECT partage.expect_rows((SELECT count(*) FROM done), 1, 'settlement line')`,
    values: [ws, id, n, seq, feeParty],
  };
}

/** No money moves: of one open line, or of all that differ so. Answers how many were open still. */
export async function explainLines(
  tx: Tx,
  ws: number,
  id: Uuid,
  which: { n: number } | { difference: LineDifference },
  { by, name, at, answer }: LineAnswer,
): Promise<number> {
  const open = tx
    .updateTable("source_settlement_line")
    .set({ state: "explained", answered_by: by, answered_name: name, answered_at: new Date(at), answer })
    .where("ws", "=", ws)
    .where("settlement", "=", id)
    .where("state", "=", "open");
  const asked =
    "n" in which ? open.where("n", "=", which.n) : open.where("difference", "=", which.difference);
  return Number((await asked.executeTakeFirst()).numUpdatedRows);
}

/**
 * What the books say of an open line by now, with the entries that it brings home. `posted` is whose account
 * the settlement's entry took its fee from; null where it is exchanged, which names both itself.
 */
export async function rematchLine(
  tx: Tx,
  ws: number,
  id: Uuid,
  line: MatchedLine,
  posted: Uuid | null,
): Promise<void> {
  const { n, sale, expectedGross, expectedFee, feeParty, state, difference, entries } = line;
  const done = await tx
    .updateTable("source_settlement_line")
    .set({ sale, expected_gross: expectedGross, expected_fee: expectedFee, state, difference })
    .$if(posted !== null && feeParty !== null && feeParty !== posted, (query) =>
      query.set({ fee_party: feeParty, posted_party: posted }),
    )
    .where("ws", "=", ws)
    .where("settlement", "=", id)
    .where("n", "=", n)
    .where("state", "=", "open")
    .executeTakeFirst();
  if (done.numUpdatedRows === 0n || entries.length === 0) return;
  await sql`INSERT INTO partage.settled_entry (ws, seq, settlement, n)
    SELECT ${ws}, seq, ${id}, ${n} FROM unnest(${[...entries]}::bigint[]) AS seq ON CONFLICT DO NOTHING`.execute(
    tx,
  );
}
