// The rounds of sending webhooks: a job per workspace where somebody listens, which plans the next one
// itself, and a look over all workspaces every five minutes that sets going what has stopped, and forgets
// what is a month old. Repeats without harm: a message is held while it is sent.
import { listWorkspaceNumbers } from "../../access/members.ts";
import { Broken } from "../../base/refusal.ts";
import { inWorkspace } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import { planRound } from "../../flows/change-webhooks.ts";
import { sendWebhooks } from "../../flows/send-webhooks.ts";
import { listEndpoints } from "../../notices/webhook-endpoints.ts";
import { forgetMessages } from "../../notices/webhook-messages.ts";

const EVERY_MS = 2_000;
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

export async function runWebhookRound(app: App, payload: unknown, allowPrivate: boolean): Promise<void> {
  const ws = (payload as { ws?: unknown } | null)?.ws;
  if (typeof ws !== "number") throw new Broken("a round of webhooks without its workspace");
  const goOn = await sendWebhooks(app, ws, { allowPrivate });
  if (goOn) await inWorkspace(app.db, ws, (tx) => planRound(tx, ws, app.ids.now() + EVERY_MS));
}

export async function watchWebhooks(app: App): Promise<void> {
  const workspaces = await inWorkspace(app.db, null, (tx) => listWorkspaceNumbers(tx));
  const now = app.ids.now();
  for (const ws of workspaces) {
    await inWorkspace(app.db, ws, async (tx) => {
      await forgetMessages(tx, ws, now - KEPT_MS);
      const endpoints = await listEndpoints(tx, ws);
      if (endpoints.some((one) => one.state === "active")) await planRound(tx, ws, now);
    });
  }
}
