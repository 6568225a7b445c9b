// The rows of refunds and disputes as statements of a posting flight, and the one remaining amount they draw
// on. The guard stands in the statement itself: what was read must still be there, and never more than was
// paid is taken; a row that does not fit fails the whole flight (PT003), which is then planned again on fresh
// facts.
import type { Uuid } from "../base/id.ts";
import { int8Array, textArray, uuidArray } from "../db/array.ts";
import type { Statement } from "../db/flight.ts";
import type { RefundFacts } from "./facts.ts";

/**
 * How a sale's remaining amount moves; `before` is what the plan was made on. Arrays have one element a line.
 */
export interface RemainingChange {
  sale: Uuid;
  paid: number;
  before: { reversed: number; disputed: number };
  after: {
    reversed: number;
    disputed: number;
    linesReversed: readonly number[];
    linesTaken: readonly number[];
  };
}

const literal = (amounts: readonly number[]) => `{${amounts}}`;

export function saveRemaining(ws: number, changes: readonly RemainingChange[]): Statement {
  return {
    name: "sale_remaining",
    text: `WITH given AS (
        SELECT * FROM unnest($2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
          $8::text[], $9::text[])
          AS g (sale, paid, old_reversed, old_disputed, reversed, disputed, lines_reversed, lines_taken)
      ), known AS (
        UPDATE partage.sale_remaining r
           SET reversed = g.reversed, disputed = g.disputed, lines_reversed = g.lines_reversed::bigint[],
               lines_taken = g.lines_taken::bigint[]
          FROM given g
         WHERE r.ws = $1 AND r.sale = g.sale AND r.reversed = g.old_reversed AND r.disputed = g.old_disputed
           AND g.reversed + g.disputed <= r.paid
        RETURNING r.sale
      ), fresh AS (
        INSERT INTO partage.sale_remaining (ws, sale, paid, reversed, disputed, lines_reversed, lines_taken)
        SELECT $1, g.sale, g.paid, g.reversed, g.disputed, g.lines_reversed::bigint[], g.lines_taken::bigint[]
          FROM given g
         WHERE g.old_reversed = 0 AND g.old_disputed = 0 AND g.reversed + g.disputed <= g.paid
           AND NOT EXISTS (SELECT FROM partage.sale_remaining r WHERE r.ws = $1 AND r.sale = g.sale)
        RETURNING sale
      )
      SELECT partage.expect_rows((SELECT count(*) FROM known) + (SELECT count(*) FROM fresh),
        cardinality($2::uuid[]), 'sale_remaining')`,
    values: [
      ws,
      uuidArray(changes.map((change) => change.sale)),
      int8Array(changes.map((change) => change.paid)),
      int8Array(changes.map((change) => change.before.reversed)),
      int8Array(changes.map((change) => change.before.disputed)),
      int8Array(changes.map((change) => change.after.reversed)),
      int8Array(changes.map((change) => change.after.disputed)),
      textArray(changes.map((change) => literal(change.after.linesReversed))),
      textArray(changes.map((change) => literal(change.after.linesTaken))),
    ],
  };
}

export interface NewRefund {
  id: Uuid;
  seq: number;
  facts: RefundFacts;
}

export function insertRefunds(ws: number, refunds: readonly NewRefund[]): Statement {
  return {
    name: "refund",
    text: `INSERT INTO partage.refund (ws, id, seq, sale, happened_at, amount, fees_returned, reason, record_only,
        metadata)
      SELECT $1, id, seq, sale, 'epoch'::timestamptz + at * interval '1 ms', amount, fees, reason, record_only = 't',
        metadata::jsonb
      FROM unnest($2::uuid[], $3::bigint[], $4::uuid[], $5::bigint[], $6::bigint[], $7::text[], $8::text[], $9::text[],
        $10::text[]) AS r (id, seq, sale, at, amount, fees, reason, record_only, metadata)`,
    values: [
      ws,
      uuidArray(refunds.map((refund) => refund.id)),
      int8Array(refunds.map((refund) => refund.seq)),
      uuidArray(refunds.map((refund) => refund.facts.sale)),
      int8Array(refunds.map((refund) => refund.facts.happenedAt)),
      int8Array(refunds.map((refund) => refund.facts.amount)),
      textArray(refunds.map((refund) => refund.facts.feesReturned)),
      textArray(refunds.map((refund) => refund.facts.reason)),
      textArray(refunds.map((refund) => (refund.facts.recordOnly ? "t" : "f"))),
      textArray(
        refunds.map(({ facts }) => (facts.metadata === null ? null : JSON.stringify(facts.metadata))),
      ),
    ],
  };
}

export interface NewDispute {
  id: Uuid;
  sale: Uuid;
  source: string;
  key: string;
  amount: number;
  reason: string | null;
  openedAt: number;
  /** Computed shares of the disputed part, per line of the split. */
  lines: readonly number[];
  openedSeq: number;
  metadata: Record<string, unknown> | null;
}

export function insertDispute(ws: number, dispute: NewDispute): Statement {
  return {
    name: "dispute",
    text: `INSERT INTO partage.dispute (ws, id, sale, source, key, amount, remaining, state, reason, opened_at, lines,
        opened_seq, metadata) VALUES ($1, $2, $3, $4, $5, $6, $6, 'open', $7, $8, $9::bigint[], $10, $11::jsonb)`,
    values: [
      ws,
      dispute.id,
      dispute.sale,
      dispute.source,
      dispute.key,
      dispute.amount,
      dispute.reason,
      new Date(dispute.openedAt),
      literal(dispute.lines),
      dispute.openedSeq,
      dispute.metadata === null ? null : JSON.stringify(dispute.metadata),
    ],
  };
}

/** What a refund that a source reported leaves of an open dispute. */
export function shrinkDispute(ws: number, id: Uuid, remaining: number, lines: readonly number[]): Statement {
  return {
    name: "dispute_shrink",
    text: `WITH done AS (
        UPDATE partage.dispute SET remaining = $3, lines = $4::bigint[]
         WHERE ws = $1 AND id = $2 AND state = 'open' RETURNING 1
      ) SELECT partage.expect_rows((SELECT count(*) FROM done), 1, 'dispute')`,
    values: [ws, id, remaining, literal(lines)],
  };
}

export interface EndedDispute {
  id: Uuid;
  state: "won" | "lost";
  fee: number;
  closedAt: number;
  closedSeq: number;
}

/** Only an open dispute ends; a second end fails the flight. */
export function endDispute(ws: number, ended: EndedDispute): Statement {
  return {
    name: "dispute_end",
    text: `WITH done AS (
        UPDATE partage.dispute SET state = $3, fee = $4, closed_at = $5, closed_seq = $6
         WHERE ws = $1 AND id = $2 AND state = 'open' RETURNING 1
      ) SELECT partage.expect_rows((SELECT count(*) FROM done), 1, 'dispute')`,
    values: [ws, ended.id, ended.state, ended.fee, new Date(ended.closedAt), ended.closedSeq],
  };
}
