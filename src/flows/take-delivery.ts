// A platform sends us a message: know whose address it came to, know that it is really the platform's, store
// it as it came, and have it applied. Answered once it is stored; the same one again is answered alike and
// applied once. Never reads what the message says: that is the job `apply_delivery`, enqueued in the same
// transaction. What is turned away is counted at the source, so that a wrong secret is seen.
// Example: takeDelivery(app, { source: "stripe", address: "9f2c…", headers, body }) → { id, isNew: true }.
import { newUuid, type Uuid } from "../base/id.ts";
import { instant } from "../base/instant.ts";
import { Refusal } from "../base/refusal.ts";
import { addJob } from "../db/job-queue.ts";
import { enter, inWorkspace, type Tx } from "../db/transaction.ts";
import {
  findAddress,
  forgetTurnedAway,
  keepDelivery,
  noteTurnedAway,
  readSourceSecrets,
} from "../sources/keep-delivery.ts";
import { keepHeaders } from "../sources/keep-headers.ts";
import { sourceNamed } from "../sources/registry.ts";
import type { Source, SourceRequest, Verification } from "../sources/source.ts";
import { badText, decodeUtf8, NotJson } from "../wire/strict-json.ts";
import type { App } from "./app.ts";

export interface Arrival {
  source: string;
  /** The unguessable part of the address. */
  address: string;
  headers: SourceRequest["headers"];
  body: Uint8Array;
}

export const APPLY_DELIVERY = "apply_delivery";

/**
 * Throws 404 for an address that is nobody's, 403 for what the source did not sign, 422 for what is no text.
 */
export async function takeDelivery(app: App, arrival: Arrival): Promise<{ id: Uuid; isNew: boolean }> {
  const source = sourceNamed(arrival.source);
  if (source === undefined) throw noSuchAddress();
  const at = app.ids.now();
  const taken = await inWorkspace(app.db, null, async (tx) => {
    const ws = await findWorkspace(tx, arrival);
    const secrets = await readSourceSecrets(tx, ws, source.name, at);
    if (secrets === null) throw noSuchAddress();
    const verified = verify(source, arrival, secrets, at);
    if (!verified.isGenuine) {
      // Committed, unlike a throw: whoever set this up must see that the secret does not fit.
      await noteTurnedAway(tx, ws, source.name, verified.code, at);
      return new Refusal(403, verified.code, `${source.title}: ${verified.message}.`);
    }
    await forgetTurnedAway(tx, ws, source.name);
    return await store(app, tx, ws, source, arrival, at);
  });
  if (taken instanceof Refusal) throw taken;
  return taken;
}

function verify(source: Source, arrival: Arrival, secrets: readonly string[], at: number): Verification {
  if (secrets.length === 0) {
    return { isGenuine: false, code: "secret_missing", message: "its secret was not told here yet" };
  }
  const { headers, body } = arrival;
  return source.verify({ headers, body, secrets, now: instant(at) });
}

async function store(app: App, tx: Tx, ws: number, source: Source, arrival: Arrival, at: number) {
  const kept = await keepDelivery(tx, ws, {
    id: newUuid(app.ids),
    source: source.name,
    key: source.deliveryKey(arrival.body),
    type: source.typeOf(arrival.body),
    headers: keepHeaders(arrival.headers),
    body: textOf(arrival.body),
    at,
  });
  if (kept.isNew) {
    await addJob(tx, APPLY_DELIVERY, { ws, delivery: kept.id }, { key: `delivery ${kept.id}` });
  }
  return kept;
}

async function findWorkspace(tx: Tx, arrival: Arrival): Promise<number> {
  const found = await findAddress(tx, arrival.address);
  if (found === null || found.source !== arrival.source) throw noSuchAddress();
  await enter(tx, found.ws);
  return found.ws;
}

function textOf(bytes: Uint8Array): string {
  try {
    const text = decodeUtf8(bytes);
    const wrong = badText(text);
    if (wrong === null) return text;
    throw new NotJson("invalid_text", "", `The body ${wrong}.`);
  } catch (error) {
    if (error instanceof NotJson) throw new Refusal(422, "invalid_text", error.message);
    throw error;
  }
}

function noSuchAddress(): Refusal {
  return new Refusal(404, "not_found", "There is nothing at this address.");
}
