// Connects a workspace to a platform that reports its sales: an address of our own that it sends to, the
// secret it signs with, settings, an API key where one is given. Paused, what comes is kept and waits;
// disconnected, what comes finds nothing; what came stays. Whatever must be asked of the platform was asked
// before.
// Example: connectSource(app, 7, { name: "stripe", secret: "whsec_…" }, actor) → the address's unguessable
// part.
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import {
  type ConnectedSource,
  readSource,
  removeSource,
  saveSource,
  setAddress,
} from "../sources/connected-sources.ts";
import { sourceNamed } from "../sources/registry.ts";
import { placeOf } from "../sources/source-key.ts";
import type { App } from "./app.ts";
import { queueOfSource } from "./queue-deliveries.ts";

export interface Connection {
  name: string;
  /** Left out: as it is; a new source is then waiting for it. */
  secret?: string | undefined;
  /** How long the secret before stays good. */
  oldSecretHours?: number | undefined;
  settings?: Record<string, unknown> | undefined;
  state?: "active" | "paused" | undefined;
  /** Null: taken away. */
  apiKey?: string | null | undefined;
}

export interface Connected {
  source: ConnectedSource;
  /** Where it is new, or known: null for one whose address was made before addresses were kept. */
  address: string | null;
  isNew: boolean;
}

export async function connectSource(
  app: App,
  ws: number,
  connection: Connection,
  actor: string,
): Promise<Connected> {
  const { name, secret, settings, state, oldSecretHours } = connection;
  refuseSecret(name, secret);
  const at = app.ids.now();
  return await inWorkspace(app.db, ws, async (tx) => {
    const oldSecretMs = (oldSecretHours ?? 0) * 60 * 60 * 1000;
    const apiKey = sealKey(app, ws, connection);
    const isNew = await saveSource(tx, ws, { name, secret, oldSecretMs, settings, state, apiKey, at });
    const address = isNew ? await makeAddress(app, tx, ws, name) : null;
    if (state === "active") await queueOfSource(app, tx, ws, name);
    const type = isNew ? "source.connected" : "source.changed";
    const changed = Object.keys(connection).filter((key) => key !== "name");
    await addEvent(tx, ws, { type, subject: name, actor, payload: { name, changed, state, settings }, at });
    const source = (await readSource(tx, ws, name, at)) as ConnectedSource;
    return { source, address: address ?? openAddress(app, ws, source), isNew };
  });
}

function refuseSecret(name: string, secret: string | undefined): void {
  if (secret === undefined) return;
  const fault = sourceNamed(name)?.faultOfSecret(secret) ?? null;
  if (fault === null) return;
  const details = [{ path: "secret", code: "wrong_secret", message: fault }];
  throw new Refusal(422, "wrong_secret", `This ${fault}.`, { details });
}

function sealKey(app: App, ws: number, { name, apiKey }: Connection) {
  if (apiKey === undefined || apiKey === null) return apiKey;
  if (app.safe === undefined) {
    throw new Refusal(422, "no_safe", "This server keeps no API keys: it was started without a secret.");
  }
  const hint = `${apiKey.slice(0, 8)}…${apiKey.slice(-4)}`;
  return { sealed: app.safe.seal(apiKey, placeOf(ws, name, "key")), hint };
}

async function makeAddress(app: App, tx: Tx, ws: number, name: string): Promise<string> {
  const address = Buffer.from(app.ids.random(24)).toString("base64url");
  const sealed = app.safe?.seal(address, placeOf(ws, name, "address")) ?? null;
  await setAddress(tx, ws, name, address, sealed);
  return address;
}

/** Null where it cannot be shown again: then a new one is made. */
export function openAddress(app: App, ws: number, { name, address }: ConnectedSource): string | null {
  if (address === null || app.safe === undefined) return null;
  return app.safe.open(address, placeOf(ws, name, "address"));
}

/** What comes to the old address finds nothing from now on. Throws 404. */
export async function renewAddress(app: App, ws: number, name: string, actor: string): Promise<Connected> {
  const at = app.ids.now();
  return await inWorkspace(app.db, ws, async (tx) => {
    if ((await readSource(tx, ws, name, at)) === null) throw notConnected();
    const address = await makeAddress(app, tx, ws, name);
    const payload = { name, changed: ["address"] };
    await addEvent(tx, ws, { type: "source.changed", subject: name, actor, payload, at });
    const source = (await readSource(tx, ws, name, at)) as ConnectedSource;
    return { source, address, isNew: false };
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
