// Sets up where a workspace is told what happened, and tries or repeats a message. The first endpoint sets
// the rounds of sending going; they go on by themselves while anybody listens.
// Example: createEndpoint(app, 7, { url, types: [] }, actor, false) → the endpoint with its secret, shown
// once.
import { newUuid, publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { addJob } from "../db/job-queue.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { refusedAddress } from "../notices/webhook-address.ts";
import {
  addEndpoint,
  type Endpoint,
  type EndpointChange,
  listEndpoints,
  makeSigningSecret,
  removeEndpoint as remove,
  rotateEndpoint,
  changeEndpoint as write,
} from "../notices/webhook-endpoints.ts";
import { addMessages, type Message, replayMessage } from "../notices/webhook-messages.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import { changedFields } from "./changed-fields.ts";

export const SEND_WEBHOOKS = "send_webhooks";

/** The next round of a workspace, not before `at`; one at a time. */
export async function planRound(tx: Tx, ws: number, at: number): Promise<void> {
  await addJob(tx, SEND_WEBHOOKS, { ws }, { at: new Date(at), key: `${SEND_WEBHOOKS} ${ws}` });
}

export async function createEndpoint(
  app: App,
  ws: number,
  facts: { url: string; types: readonly string[]; metadata?: Record<string, string> | undefined },
  actor: string,
  allowPrivate: boolean,
): Promise<Endpoint> {
  refuseAddress(facts.url, allowPrivate);
  const at = app.ids.now();
  return await inWorkspace(app.db, ws, async (tx) => {
    const id = newUuid(app.ids);
    const endpoint = await addEndpoint(tx, ws, { id, ...facts, secret: makeSigningSecret(app.ids), at });
    const payload = { url: facts.url };
    await addEvent(tx, ws, {
      type: "endpoint.created",
      subject: publicId("endpoint", id),
      actor,
      payload,
      at,
    });
    await planRound(tx, ws, at);
    return endpoint;
  });
}

export async function changeEndpoint(
  app: App,
  ws: number,
  id: Uuid,
  change: EndpointChange,
  actor: string,
  allowPrivate: boolean,
): Promise<Endpoint> {
  if (change.url !== undefined) refuseAddress(change.url, allowPrivate);
  const at = app.ids.now();
  return await inWorkspace(app.db, ws, async (tx) => {
    const [before] = await listEndpoints(tx, ws, { id });
    const fields = before && changedFields(before, change);
    if (before !== undefined && fields === null) return before;
    const endpoint = await write(tx, ws, id, change);
    if (endpoint === null) throw noSuchEndpoint();
    const payload = { changed: fields?.changed ?? [] };
    await addEvent(tx, ws, {
      type: "endpoint.changed",
      subject: publicId("endpoint", id),
      actor,
      payload,
      at,
    });
    await planRound(tx, ws, at);
    return endpoint;
  });
}

/** A new secret, shown once; the old one signs beside it for `hours`. */
export async function rotateSecret(
  app: App,
  ws: number,
  id: Uuid,
  hours: number,
  actor: string,
): Promise<Endpoint> {
  const at = app.ids.now();
  return await inWorkspace(app.db, ws, async (tx) => {
    const endpoint = await rotateEndpoint(tx, ws, id, makeSigningSecret(app.ids), at + hours * 3_600_000);
    if (endpoint === null) throw noSuchEndpoint();
    const subject = publicId("endpoint", id);
    const payload = { graceHours: hours };
    await addEvent(tx, ws, { type: "endpoint.secret_rotated", subject, actor, payload, at });
    return endpoint;
  });
}

export async function removeEndpoint(app: App, ws: number, id: Uuid, actor: string): Promise<void> {
  const at = app.ids.now();
  await inWorkspace(app.db, ws, async (tx) => {
    if (!(await remove(tx, ws, id))) throw noSuchEndpoint();
    const subject = publicId("endpoint", id);
    await addEvent(tx, ws, { type: "endpoint.removed", subject, actor, payload: {}, at });
  });
}

/** Sends a message of type endpoint.test; answers its id. */
export async function tryEndpoint(app: App, ws: number, endpoint: Uuid): Promise<Uuid> {
  const at = app.ids.now();
  return await inWorkspace(app.db, ws, async (tx) => {
    if ((await listEndpoints(tx, ws, { id: endpoint })).length === 0) throw noSuchEndpoint();
    const { id: workspace } = await readWorkspace(tx, ws);
    const id = newUuid(app.ids);
    const type = "endpoint.test";
    const data = { id: publicId("endpoint", endpoint) };
    const body = { type, timestamp: new Date(at).toISOString(), workspace: publicId("ws", workspace), data };
    await wake(tx, ws, endpoint);
    await addMessages(tx, ws, [{ endpoint, id, type, body }], at);
    await planRound(tx, ws, at);
    return id;
  });
}

export async function repeatMessage(app: App, ws: number, endpoint: Uuid, id: Uuid): Promise<Message> {
  const at = app.ids.now();
  return await inWorkspace(app.db, ws, async (tx) => {
    const message = await replayMessage(tx, ws, endpoint, id, at);
    if (message === null) throw new Refusal(404, "not_found", "There is no such message of this endpoint.");
    await wake(tx, ws, endpoint);
    await planRound(tx, ws, at);
    return message;
  });
}

/** Whoever sends by hand wants it sent: an endpoint that was disabled is active again. */
async function wake(tx: Tx, ws: number, id: Uuid): Promise<void> {
  const [endpoint] = await listEndpoints(tx, ws, { id });
  if (endpoint?.state === "disabled") await write(tx, ws, id, { state: "active" });
}

export function noSuchEndpoint(): Refusal {
  return new Refusal(404, "not_found", "There is no such endpoint in this workspace.");
}

function refuseAddress(url: string, allowPrivate: boolean): void {
  const refused = refusedAddress(url, allowPrivate);
  if (refused === null) return;
  throw new Refusal(422, "address_refused", `url ${refused}.`, {
    details: [{ path: "url", code: "address_refused", message: refused }],
  });
}
