// Turns what happened into messages for every endpoint that wants to be told, exactly once: the messages and
// the place up to which they were made are one commit. A posting's one event becomes a message per sale,
// refund or dispute.
// Example: event 42 "ledger.posted" 101–103 → three messages for an endpoint that takes all types.
import { newUuid, publicId, type Uuid } from "../base/id.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { type Endpoint, listEndpoints, lockEndpoints, moveEndpoint } from "../notices/webhook-endpoints.ts";
import { addMessages, type NewMessage } from "../notices/webhook-messages.ts";
import { type HappenedEvent, listEvents } from "../reports/events.ts";
import { readPostedFacts } from "../reports/posted-facts.ts";
import { EVENT_TYPES } from "../wire/event-types.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";

const EVENTS_AT_ONCE = 200;
const KNOWN = new Set<string>(EVENT_TYPES);

export interface Queued {
  /** Are there active endpoints at all? */
  listening: boolean;
  /** More events wait than were turned into messages now. */
  more: boolean;
}

export async function queueWebhooks(app: App, ws: number): Promise<Queued> {
  return await inWorkspace(app.db, ws, async (tx) => {
    const endpoints = await lockEndpoints(tx, ws);
    if (endpoints.length === 0) return { listening: await isListening(tx, ws), more: false };
    const behind = Math.min(...endpoints.map((one) => one.fromSeq));
    const events = await listEvents(tx, ws, { after: behind, limit: EVENTS_AT_ONCE });
    const last = events.at(-1)?.seq;
    if (last === undefined) return { listening: true, more: false };
    const { id: workspace } = await readWorkspace(tx, ws);
    for (const event of events) {
      const listening = endpoints.filter((one) => one.fromSeq < event.seq);
      const told = await factsOf(tx, ws, event);
      const messages = told.flatMap((fact) => messagesFor(app, workspace, listening, event, fact));
      await addMessages(tx, ws, messages, app.ids.now());
    }
    for (const one of endpoints) if (one.fromSeq < last) await moveEndpoint(tx, ws, one.id, last);
    return { listening: true, more: events.length === EVENTS_AT_ONCE };
  });
}

/** Also true while another process has the endpoints locked. */
async function isListening(tx: Tx, ws: number): Promise<boolean> {
  return (await listEndpoints(tx, ws)).some((one) => one.state === "active");
}

interface Fact {
  type: string;
  data: Record<string, unknown>;
}

async function factsOf(tx: Tx, ws: number, event: HappenedEvent): Promise<Fact[]> {
  const payload = (event.payload ?? {}) as Record<string, unknown>;
  if (event.type === "ledger.posted") {
    return await readPostedFacts(tx, ws, payload.fromSeq as number, payload.toSeq as number);
  }
  return [{ type: event.type, data: { id: event.subject, ...payload } }];
}

function messagesFor(
  app: App,
  workspace: Uuid,
  endpoints: readonly Endpoint[],
  event: HappenedEvent,
  fact: Fact,
): NewMessage[] {
  if (!KNOWN.has(fact.type)) return [];
  const wanting = endpoints.filter((one) => one.types.length === 0 || one.types.includes(fact.type));
  const timestamp = event.recordedAt.toISOString();
  const body = { type: fact.type, timestamp, workspace: publicId("ws", workspace), data: fact.data };
  return wanting.map((one) => ({ endpoint: one.id, id: newUuid(app.ids), type: fact.type, body }));
}
