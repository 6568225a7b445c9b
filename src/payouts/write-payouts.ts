// What becomes of payouts, written in the flight that moves their money (begun, settled, back), or beside it
// where no money moves (sent, unknown, refused, withdrawn). Each writes its step in the same commit; a payout
// that is not where it must be fails the flight.
// Example: beginPayouts(7, [{ id, seq: 812 }], at, actor) → in_transit, step "in_transit".
import { sql } from "kysely";
import { publicId, type Uuid } from "../base/id.ts";
import { int8Array, textArray, uuidArray } from "../db/array.ts";
import { addEvents } from "../db/events.ts";
import type { Statement } from "../db/flight.ts";
import type { Tx } from "../db/transaction.ts";
import type { Payout, PayoutState } from "./payout.ts";

type SentRow = Pick<Payout, "id" | "run" | "party" | "reference" | "rail" | "currency" | "amount">;

interface Done {
  at: number;
  actor: string;
}

export interface BegunPayout {
  id: Uuid;
  seq: number;
}

/**
 * Fails the flight where one is not proposed any more, its run not approved, or its method not the current
 * one. Each row is found by its key alone: with what is asked of it beside the key, a server that has no
 * statistics of a run just written walks a partial index of the whole workspace for each of them.
 */
export function beginPayouts(ws: number, begun: readonly BegunPayout[], { at, actor }: Done): Statement[] {
  const ids = uuidArray(begun.map((one) => one.id));
  return [
    {
      name: "begin_payouts",
      text: `WITH done AS (
          UPDATE partage.payout p SET state = 'in_transit', seq = b.seq, begun_at = $4
            FROM unnest($2::uuid[], $3::bigint[]) AS b (id, seq)
           WHERE p.ws = $1 AND p.id = b.id AND p.state || '' = 'proposed'
             AND (SELECT r.state = 'approved' FROM partage.payout_run r WHERE r.ws = $1 AND r.id = p.run)
             AND (SELECT m.replaced_at IS NULL AND m.usable_at <= $4 FROM partage.payout_method m
                   WHERE m.ws = $1 AND m.id = p.method) RETURNING 1)
        SELECT partage.expect_rows((SELECT count(*) FROM done), cardinality($2::uuid[]), 'payouts')`,
      values: [ws, ids, int8Array(begun.map((one) => one.seq)), new Date(at)],
    },
    stepsOf(ws, ids, "in_transit", { at, actor }),
  ];
}

export interface EndedPayout {
  id: Uuid;
  seq: number;
  reason: string;
  /** Null: as it was. */
  externalId: string | null;
}

/** Settled, failed or returned. */
export function endPayouts(
  ws: number,
  state: "settled" | "failed" | "returned",
  ended: readonly EndedPayout[],
  { at, actor }: Done,
): Statement[] {
  const ids = uuidArray(ended.map((one) => one.id));
  const reasons = textArray(ended.map((one) => one.reason.slice(0, 500)));
  const isBack = state !== "settled";
  const set = isBack ? "back_seq = e.seq, back_at = $6" : "settled_seq = e.seq, settled_at = $6";
  const from = state === "returned" ? "('settled')" : "('in_transit', 'unknown')";
  return [
    {
      name: `end_payouts_${state}`,
      text: `WITH done AS (
          UPDATE partage.payout p SET state = '${state}', ${set}, reason = e.reason,
                 external_id = coalesce(e.external, p.external_id)
            FROM unnest($2::uuid[], $3::bigint[], $4::text[], $5::text[]) AS e (id, seq, reason, external)
           WHERE p.ws = $1 AND p.id = e.id AND p.state IN ${from} RETURNING 1)
        SELECT partage.expect_rows((SELECT count(*) FROM done), cardinality($2::uuid[]), 'payouts')`,
      values: [
        ws,
        ids,
        int8Array(ended.map((one) => one.seq)),
        reasons,
        textArray(ended.map((one) => one.externalId)),
        new Date(at),
      ],
    },
    stepsOf(ws, ids, state, { at, actor }, reasons),
  ];
}

function stepsOf(ws: number, ids: Buffer, step: string, { at, actor }: Done, notes?: Buffer): Statement {
  const note = notes === undefined ? "''::text AS note" : "unnest($6::text[]) AS note";
  return {
    name: `payout_steps_${notes === undefined ? "bare" : "noted"}`,
    text: `INSERT INTO partage.payout_step (ws, payout, n, step, at, actor, note)
      SELECT $1, id, (SELECT count(*) FROM partage.payout_step s WHERE s.ws = $1 AND s.payout = id)::int + 1, $3, $4, $5,
             note FROM (SELECT unnest($2::uuid[]) AS id, ${note}) AS t`,
    values: [ws, ids, step, new Date(at), actor, ...(notes === undefined ? [] : [notes])],
  };
}

/** The same event of each, in one statement. Payload: { run, reference, amount, currency, … } by subject. */
export function eachEvent(
  ws: number,
  type: string,
  events: readonly { subject: string; payload: object }[],
  { at, actor }: Done,
): Statement {
  return {
    name: "payout_events",
    text: `SELECT count(partage.add_event($1, $2, e.subject, $3, e.payload::jsonb, $4))
      FROM unnest($5::text[], $6::text[]) AS e (subject, payload)`,
    values: [
      ws,
      type,
      actor,
      new Date(at),
      textArray(events.map((one) => one.subject)),
      textArray(events.map((one) => JSON.stringify(one.payload))),
    ],
  };
}

interface Marked {
  ids: readonly Uuid[];
  at: Date;
  actor: string;
  note?: string;
}

/** No money moves. Answers which were where they must be: another may have begun one of them meanwhile. */
export async function markPayouts(
  tx: Tx,
  ws: number,
  state: Extract<PayoutState, "refused" | "withdrawn" | "unknown" | "in_transit">,
  { ids, at, actor, note = "" }: Marked,
): Promise<Uuid[]> {
  if (ids.length === 0) return [];
  const from = state === "unknown" ? ["in_transit"] : state === "in_transit" ? ["unknown"] : ["proposed"];
  const done = await tx
    .updateTable("payout")
    .set({ state, reason: note.slice(0, 500) })
    .where("ws", "=", ws)
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .where("state", "in", from)
    .returning("id")
    .execute();
  const marked = done.map((row) => row.id as Uuid);
  await addStep(tx, ws, state, { ids: marked, at, actor, note });
  return marked;
}

/**
 * Handed over: to the bank's file, or to the service, under the id that it gave. Once. Answers which were.
 */
export async function markSent(
  tx: Tx,
  ws: number,
  sent: readonly { id: Uuid; externalId: string | null }[],
  { at, actor, note = "" }: Omit<Marked, "ids">,
): Promise<Set<Uuid>> {
  if (sent.length === 0) return new Set();
  const { rows } = await sql<SentRow>`
    UPDATE partage.payout p SET sent_at = ${at}, external_id = coalesce(s.external, p.external_id), reason = ''
      FROM unnest(${sent.map((one) => one.id)}::uuid[], ${sent.map((one) => one.externalId)}::text[]) AS s (id, external)
     WHERE p.ws = ${ws} AND p.id = s.id AND p.sent_at IS NULL AND p.seq IS NOT NULL
       AND p.state IN ('in_transit', 'unknown')
     RETURNING p.id, p.run, p.party, p.reference, p.rail, p.currency, p.amount`.execute(tx);
  const ids = rows.map((row) => row.id);
  await addStep(tx, ws, "sent", { ids, at, actor, note });
  const events = rows.map(({ id, run, party, ...said }) => ({
    ...{ type: "payout.sent", subject: publicId("payout", id), actor, at: at.getTime() },
    payload: { run: publicId("run", run), party: publicId("party", party), ...said },
  }));
  await addEvents(tx, ws, events);
  return new Set(ids);
}

/**
 * Written before the call. Answers which may be handed over: still under way, and of the fresh ones those
 * that nobody else has begun to hand over at this moment.
 */
export async function markTried(
  tx: Tx,
  ws: number,
  { fresh, again }: { fresh: readonly Uuid[]; again: readonly Uuid[] },
  { at, from }: { at: Date; from: string },
): Promise<Set<Uuid>> {
  if (fresh.length + again.length === 0) return new Set();
  const { rows } = await sql<{ id: Uuid }>`
    UPDATE partage.payout SET tried_at = coalesce(tried_at, ${at}), tried_from = coalesce(tried_from, ${from})
     WHERE ws = ${ws} AND state IN ('in_transit', 'unknown')
       AND (id = any(${[...again]}::uuid[]) OR (id = any(${[...fresh]}::uuid[]) AND tried_at IS NULL))
    RETURNING id`.execute(tx);
  return new Set(rows.map((row) => row.id));
}

/** The service said that it did nothing: as if it had never been asked. */
export async function unmarkTried(tx: Tx, ws: number, ids: readonly Uuid[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`UPDATE partage.payout SET tried_at = NULL, tried_from = NULL
     WHERE ws = ${ws} AND id = any(${[...ids]}::uuid[]) AND state = 'in_transit' AND sent_at IS NULL`.execute(
    tx,
  );
}

/** Why it does not go on, while it is under way; no step, so that it may be said every five minutes. */
export async function noteWhy(tx: Tx, ws: number, ids: readonly Uuid[], why: string): Promise<void> {
  if (ids.length === 0) return;
  await sql`UPDATE partage.payout SET reason = ${why.slice(0, 500)}
     WHERE ws = ${ws} AND id = any(${[...ids]}::uuid[]) AND state IN ('in_transit', 'unknown')
       AND reason <> ${why.slice(0, 500)}`.execute(tx);
}

async function addStep(tx: Tx, ws: number, step: string, marked: Marked): Promise<void> {
  const { ids, at, actor, note = "" } = marked;
  if (ids.length === 0) return;
  await sql`INSERT INTO partage.payout_step (ws, payout, n, step, at, actor, note)
    SELECT ${ws}, id, (SELECT count(*) FROM partage.payout_step s WHERE s.ws = ${ws} AND s.payout = id)::int + 1,
           ${step}, ${at}, ${actor}, ${note.slice(0, 500)} FROM unnest(${[...ids]}::uuid[]) AS id`.execute(
    tx,
  );
}
