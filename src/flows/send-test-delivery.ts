// A message of our own making to a source's own address, signed with its secret as the platform would: it
// takes the whole way of a real one and moves no money, so that a person sees that this end works. Says
// nothing of the platform's end.
// Example: sendTestDelivery(app, 7, "stripe") → a delivery of type partage.test, ignored a moment later.
import { newUuid } from "../base/id.ts";
import { instant } from "../base/instant.ts";
import { Refusal } from "../base/refusal.ts";
import { inWorkspace } from "../db/transaction.ts";
import { readSource } from "../sources/connected-sources.ts";
import { readSourceSecrets } from "../sources/keep-delivery.ts";
import { sourceNamed } from "../sources/registry.ts";
import type { App } from "./app.ts";
import { notConnected, openAddress } from "./connect-source.ts";
import { takeDelivery } from "./take-delivery.ts";

/** Throws 404, and 409 where the secret or the address is not known here. */
export async function sendTestDelivery(app: App, ws: number, name: string): Promise<void> {
  const at = app.ids.now();
  const { source, secrets } = await inWorkspace(app.db, ws, async (tx) => {
    const source = await readSource(tx, ws, name, at);
    const secrets = await readSourceSecrets(tx, ws, name, at);
    return { source, secrets };
  });
  const platform = sourceNamed(name);
  if (source === null || platform === undefined) throw notConnected();
  const [secret] = secrets ?? [];
  if (secret === undefined) {
    throw new Refusal(409, "secret_missing", "The secret of this source was not told here yet.");
  }
  const address = openAddress(app, ws, source);
  if (address === null) {
    const message = "The address of this source cannot be shown any more: make a new one first.";
    throw new Refusal(409, "address_unknown", message);
  }
  const { headers, body } = platform.testDelivery(secret, newUuid(app.ids), instant(at));
  const bytes = new TextEncoder().encode(body);
  await takeDelivery(app, { source: name, address, headers, body: bytes });
}
