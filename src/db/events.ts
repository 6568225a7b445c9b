// Adds to the append-only event table: outbox, audit trail and live feed in one, gapless per workspace.
// Never adds outside the transaction of the change it speaks of.
// Example: addEvent(tx, 7, { type: "offer.changed", subject: "offer_…", actor: "account:…", payload: { price:
// 4900 }, at })
import { sql } from "kysely";
import type { Statement } from "./flight.ts";
import { addJob } from "./job-queue.ts";
import type { Tx } from "./transaction.ts";

/** Tells people what happened: asked for at once by what they wait for, and by the clock for the rest. */
export const TELL_NOTICES = "tell_notices";
const TOLD_AT_ONCE = /^(contract|question|statement|opening|data|affiliation|affiliate|program|commission)\./;

export interface NewEvent {
  /** `room.happened`, in the past tense: contract.recorded. */
  type: string;
  /** Public id of what it is about. */
  subject: string;
  /** account:…, key:…, source:… or system. */
  actor: string;
  payload: unknown;
  /** Epoch milliseconds. */
  at: number;
}

export async function addEvent(tx: Tx, ws: number, event: NewEvent): Promise<void> {
  await sql`SELECT partage.add_event(${ws}::int, ${event.type}::text, ${event.subject}::text, ${event.actor}::text,
    ${JSON.stringify(event.payload)}::jsonb, ${new Date(event.at)}::timestamptz)`.execute(tx);
  if (TOLD_AT_ONCE.test(event.type)) await addJob(tx, TELL_NOTICES, { ws }, { key: `${TELL_NOTICES} ${ws}` });
}

/** Many at once, in order. */
export async function addEvents(tx: Tx, ws: number, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  await sql`SELECT partage.add_event(${ws}::int, e.type, e.subject, e.actor, e.payload, to_timestamp(e.at / 1000.0))
    FROM jsonb_to_recordset(${JSON.stringify(events)}::jsonb)
      AS e (type text, subject text, actor text, payload jsonb, at float8)`.execute(tx);
  if (!events.some((one) => TOLD_AT_ONCE.test(one.type))) return;
  await addJob(tx, TELL_NOTICES, { ws }, { key: `${TELL_NOTICES} ${ws}` });
}

/** The same as a statement of a posting flight. */
export function eventStatement(ws: number, event: NewEvent): Statement {
  return {
    name: "add_event",
    text: "SELECT partage.add_event($1::int, $2::text, $3::text, $4::text, $5::jsonb, $6::timestamptz)",
    values: [ws, event.type, event.subject, event.actor, JSON.stringify(event.payload), new Date(event.at)],
  };
}
