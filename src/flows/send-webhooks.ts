// One round of a workspace's webhooks: what happened becomes messages, what is due is sent, and each answer
// is noted. Nothing is called while a transaction is open: a message is held, sent, then marked; whoever dies
// in between leaves it to be sent again, under the same id. An endpoint that answers 410 Gone is paused, one
// that took nothing for three days is disabled.
// Example: sendWebhooks(app, 7, { allowPrivate: false }) → { listening: true, again: in 2 s }.
import { publicId, type Uuid } from "../base/id.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { type SendOptions, sendWebhook } from "../notices/send-webhook.ts";
import { stopEndpoint } from "../notices/webhook-endpoints.ts";
import {
  claimMessages,
  type DueMessage,
  markFailed,
  markSent,
  wasHeard,
} from "../notices/webhook-messages.ts";
import type { App } from "./app.ts";
import { queueWebhooks } from "./queue-webhooks.ts";

const AT_ONCE = 20;
const ROUNDS = 50;
const GONE = 410;
const DEAF_MS = 3 * 86_400_000;

/** False when nobody in the workspace listens, so that no further round is needed. */
export async function sendWebhooks(
  app: App,
  ws: number,
  options: Omit<SendOptions, "now">,
): Promise<boolean> {
  for (let round = 0; round < ROUNDS; round++) {
    const { listening, more } = await queueWebhooks(app, ws);
    if (!listening) return false;
    const due = await inWorkspace(app.db, ws, (tx) => claimMessages(tx, ws, app.ids.now(), AT_ONCE));
    await Promise.all(due.map((message) => sendOne(app, ws, message, options)));
    if (due.length === 0 && !more) break;
  }
  return true;
}

async function sendOne(
  app: App,
  ws: number,
  message: DueMessage,
  options: Omit<SendOptions, "now">,
): Promise<void> {
  const sent = await sendWebhook(message, { ...options, now: app.ids.now() });
  const { endpoint, id, attempts } = message;
  const { ok, ...rest } = sent;
  const now = app.ids.now();
  const done = { endpoint, id, ...rest, at: now };
  await inWorkspace(app.db, ws, async (tx) => {
    if (ok) return await markSent(tx, ws, done);
    const isGivenUp = await markFailed(tx, ws, { ...done, attempts }, now);
    if (sent.status === GONE) await stop(tx, ws, endpoint, "paused", "It answered 410 Gone.", now);
    else if (isGivenUp && !(await wasHeard(tx, ws, endpoint, now - DEAF_MS))) {
      await stop(tx, ws, endpoint, "disabled", `It took nothing for three days. Last: ${sent.message}`, now);
    }
  });
}

/** What waits for it stays, and goes out once somebody makes it active again. */
async function stop(
  tx: Tx,
  ws: number,
  endpoint: Uuid,
  state: "paused" | "disabled",
  why: string,
  at: number,
): Promise<void> {
  if (!(await stopEndpoint(tx, ws, endpoint, { state, why, at }))) return;
  const subject = publicId("endpoint", endpoint);
  await addEvent(tx, ws, { type: `endpoint.${state}`, subject, actor: "system", payload: { why }, at });
}
