// What an endpoint is to be told, each message until it was taken or three days have passed: the queue and
// its log in one. A message keeps its id over every try, so that its receiver can tell a repetition. Never
// calls anybody.
// Example: claimMessages(tx, 7, now, 20) → those that are due, held for a minute; markSent, or markFailed
// with when next.
import { type Selectable, sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { WebhookMessage as MessageRow } from "../db/tables.ts";
import type { Tx } from "../db/transaction.ts";

export interface Message {
  endpoint: Uuid;
  id: Uuid;
  type: string;
  body: Record<string, unknown>;
  state: "waiting" | "sent" | "failed";
  attempts: number;
  nextAt: Date | null;
  lastStatus: number | null;
  lastMessage: string | null;
  lastAt: Date | null;
  lastMs: number | null;
  /** The beginning of what was answered. */
  lastAnswer: string | null;
  createdAt: Date;
}

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

/** After the first try, the second, …: together three days. */
export const PAUSES: readonly number[] = [
  5 * SECOND,
  300 * SECOND,
  1_800 * SECOND,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  21 * HOUR,
];

/** Whoever claimed a message and was not heard of again for so long has died on it. */
const HELD_MS = 60 * SECOND;

export interface NewMessage {
  endpoint: Uuid;
  id: Uuid;
  type: string;
  body: Record<string, unknown>;
}

export async function addMessages(
  tx: Tx,
  ws: number,
  messages: readonly NewMessage[],
  at: number,
): Promise<void> {
  if (messages.length === 0) return;
  await sql`INSERT INTO partage.webhook_message (ws, endpoint, id, type, body, state, next_at, created_at)
    SELECT ${ws}, endpoint, id, type, body::jsonb, 'waiting', ${new Date(at)}, ${new Date(at)}
      FROM unnest(${messages.map((one) => one.endpoint)}::uuid[], ${messages.map((one) => one.id)}::uuid[],
        ${messages.map((one) => one.type)}::text[], ${messages.map((one) => JSON.stringify(one.body))}::text[])
        AS m (endpoint, id, type, body)`.execute(tx);
}

export interface DueMessage extends Message {
  url: string;
  secret: string;
  oldSecret: string | null;
}

/** Takes what is due, of active endpoints, and holds it for a minute. */
export async function claimMessages(tx: Tx, ws: number, now: number, most: number): Promise<DueMessage[]> {
  const held = new Date(now + HELD_MS);
  const { rows } = await sql<Selectable<MessageRow> & { url: string; secret: string; old: string | null }>`
    WITH due AS (
      SELECT m.ws, m.endpoint, m.id, e.url, e.secret,
          CASE WHEN e.old_secret_until > ${new Date(now)} THEN e.old_secret END AS old
        FROM partage.webhook_message m JOIN partage.webhook_endpoint e ON e.ws = m.ws AND e.id = m.endpoint
       WHERE m.ws = ${ws} AND e.ws = ${ws} AND e.state = 'active' AND m.state = 'waiting'
         AND m.next_at <= ${new Date(now)}
       ORDER BY m.next_at LIMIT ${most} FOR UPDATE OF m SKIP LOCKED
    )
    UPDATE partage.webhook_message m SET attempts = m.attempts + 1, next_at = ${held}
      FROM due WHERE m.ws = due.ws AND m.endpoint = due.endpoint AND m.id = due.id
    RETURNING m.*, due.url, due.secret, due.old`.execute(tx);
  return rows.map((row) => ({ ...toMessage(row), url: row.url, secret: row.secret, oldSecret: row.old }));
}

export interface Attempted {
  endpoint: Uuid;
  id: Uuid;
  /** Of the answer; null when there was none. */
  status: number | null;
  message: string;
  answer: string | null;
  ms: number;
  at: number;
}

export async function markSent(tx: Tx, ws: number, done: Attempted): Promise<void> {
  await mark(tx, ws, done, "sent", null);
}

/** Was anything taken by the endpoint since an instant? */
export async function wasHeard(tx: Tx, ws: number, endpoint: Uuid, since: number): Promise<boolean> {
  const row = await tx
    .selectFrom("webhook_message")
    .select("id")
    .where("ws", "=", ws)
    .where("endpoint", "=", endpoint)
    .where("state", "=", "sent")
    .where("last_at", ">", new Date(since))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Waits for its next try, or is given up after the last one: true. */
export async function markFailed(
  tx: Tx,
  ws: number,
  done: Attempted & { attempts: number },
  now: number,
): Promise<boolean> {
  const pause = PAUSES[done.attempts - 1];
  await mark(
    tx,
    ws,
    done,
    pause === undefined ? "failed" : "waiting",
    pause === undefined ? null : now + pause,
  );
  return pause === undefined;
}

async function mark(tx: Tx, ws: number, done: Attempted, state: Message["state"], nextAt: number | null) {
  await tx
    .updateTable("webhook_message")
    .set({
      state,
      next_at: nextAt === null ? null : new Date(nextAt),
      last_status: done.status,
      last_message: done.message,
      last_at: new Date(done.at),
      last_ms: done.ms,
      last_answer: done.answer,
    })
    .where("ws", "=", ws)
    .where("endpoint", "=", done.endpoint)
    .where("id", "=", done.id)
    .execute();
}

/** Newest first; `after` is the id of the last one shown. */
export async function listMessages(
  tx: Tx,
  ws: number,
  filter: {
    endpoint: Uuid;
    state?: Message["state"] | undefined;
    after?: string | undefined;
    limit: number;
  },
): Promise<Message[]> {
  const { endpoint, state, after, limit } = filter;
  let query = tx
    .selectFrom("webhook_message")
    .selectAll()
    .where("ws", "=", ws)
    .where("endpoint", "=", endpoint);
  if (state !== undefined) query = query.where("state", "=", state);
  if (after !== undefined) query = query.where("id", "<", after);
  const rows = await query.orderBy("id", "desc").limit(limit).execute();
  return rows.map(toMessage);
}

/** Due again at once, with all its tries before it, under the same id. Null when there is no such message. */
export async function replayMessage(
  tx: Tx,
  ws: number,
  endpoint: Uuid,
  id: Uuid,
  now: number,
): Promise<Message | null> {
  const row = await tx
    .updateTable("webhook_message")
    .set({ state: "waiting", attempts: 0, next_at: new Date(now) })
    .where("ws", "=", ws)
    .where("endpoint", "=", endpoint)
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirst();
  return row ? toMessage(row) : null;
}

/** Forgets what was sent or given up before an instant. */
export async function forgetMessages(tx: Tx, ws: number, before: number): Promise<void> {
  await tx
    .deleteFrom("webhook_message")
    .where("ws", "=", ws)
    .where("state", "in", ["sent", "failed"])
    .where("created_at", "<", new Date(before))
    .execute();
}

function toMessage(row: Selectable<MessageRow>): Message {
  return {
    endpoint: row.endpoint as Uuid,
    id: row.id as Uuid,
    type: row.type,
    body: row.body as Record<string, unknown>,
    state: row.state as Message["state"],
    attempts: row.attempts,
    nextAt: row.next_at,
    lastStatus: row.last_status,
    lastMessage: row.last_message,
    lastAt: row.last_at,
    lastMs: row.last_ms,
    lastAnswer: row.last_answer,
    createdAt: row.created_at,
  };
}
