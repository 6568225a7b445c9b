// A platform sends us a message: know whose address it came to, know that it is really the platform's, store
// it as it came, and have it applied. Answered once it is stored; the same one again is answered alike and
// applied once. Never reads what the message says: that is the job `apply_delivery`, enqueued in the same
// transaction.
// Example: takeDelivery(app, { source: "stripe", address: "9f2c…", headers, body }) → { id, isNew: true }.
import { newUuid, type Uuid } from "../base/id.ts";
import { instant } from "../base/instant.ts";
import { Refusal } from "../base/refusal.ts";
import { addJob } from "../db/job-queue.ts";
import { enter, inWorkspace, type Tx } from "../db/transaction.ts";
import { findAddress, keepDelivery, readSourceSecret } from "../sources/keep-delivery.ts";
import { sourceNamed } from "../sources/registry.ts";
import type { SourceRequest } from "../sources/source.ts";
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
  return await inWorkspace(app.db, null, async (tx) => {
    const { ws, secret } = await findSecret(tx, arrival);
    const request = { headers: arrival.headers, body: arrival.body, secrets: [secret], now: instant(at) };
    const verified = source.verify(request);
    if (!verified.isGenuine) throw new Refusal(403, verified.code, verified.message);
    const key = source.deliveryKey(arrival.body);
    const body = textOf(arrival.body);
    const kept = await keepDelivery(tx, ws, { id: newUuid(app.ids), source: source.name, key, body, at });
    if (kept.isNew) {
      await addJob(tx, APPLY_DELIVERY, { ws, delivery: kept.id }, { key: `delivery ${kept.id}` });
    }
    return kept;
  });
}

async function findSecret(tx: Tx, arrival: Arrival): Promise<{ ws: number; secret: string }> {
  const found = await findAddress(tx, arrival.address);
  if (found === null || found.source !== arrival.source) throw noSuchAddress();
  await enter(tx, found.ws);
  const secret = await readSourceSecret(tx, found.ws, found.source);
  if (secret === null) throw noSuchAddress();
  return { ws: found.ws, secret };
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
