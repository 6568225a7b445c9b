// Connects a workspace to a platform that reports its sales: the secret it signs with, settings, and an
// address of our own that it sends to, made once and shown once. Disconnected, what comes there finds
// nothing; what came stays.
// Example: connectSource(app, 7, { name: "stripe", secret: "whsec_…" }, actor) → the address's unguessable
// part.

import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import {
  addAddress,
  type ConnectedSource,
  listSources,
  removeSource,
  saveSource,
} from "../sources/connected-sources.ts";
import type { App } from "./app.ts";

export interface Connection {
  name: string;
  secret: string;
  settings?: Record<string, unknown> | undefined;
}

export async function connectSource(
  app: App,
  ws: number,
  connection: Connection,
  actor: string,
): Promise<{ source: ConnectedSource; address: string | null }> {
  const { name, secret, settings } = connection;
  const at = app.ids.now();
  return await inWorkspace(app.db, ws, async (tx) => {
    const isNew = await saveSource(tx, ws, { name, secret, settings, at });
    const address = isNew ? Buffer.from(app.ids.random(24)).toString("base64url") : null;
    if (address !== null) await addAddress(tx, ws, name, address);
    const type = isNew ? "source.connected" : "source.changed";
    await addEvent(tx, ws, { type, subject: name, actor, payload: { name }, at });
    const source = (await listSources(tx, ws)).find((one) => one.name === name) as ConnectedSource;
    return { source, address };
  });
}

export async function disconnectSource(app: App, ws: number, name: string, actor: string): Promise<void> {
  const at = app.ids.now();
  await inWorkspace(app.db, ws, async (tx) => {
    if (!(await removeSource(tx, ws, name))) throw notConnected();
    await addEvent(tx, ws, { type: "source.disconnected", subject: name, actor, payload: { name }, at });
  });
}

export function notConnected(): Refusal {
  return new Refusal(404, "not_found", "This source is not connected.");
}
