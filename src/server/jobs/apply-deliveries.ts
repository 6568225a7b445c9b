// Applies one stored delivery; and every minute looks over all workspaces for those whose job was
// forgotten: by a crash between, or a database restored without its queue. Repeats without harm: what was
// booked is not booked again.
import { listWorkspaceNumbers } from "../../access/members.ts";
import type { Uuid } from "../../base/id.ts";
import { Broken } from "../../base/refusal.ts";
import { inWorkspace } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import { applyDelivery } from "../../flows/apply-delivery.ts";
import { queueForgotten } from "../../flows/queue-deliveries.ts";

export async function runDelivery(app: App, payload: unknown): Promise<void> {
  const { ws, delivery } = (payload ?? {}) as { ws?: unknown; delivery?: unknown };
  if (typeof ws !== "number" || typeof delivery !== "string")
    throw new Broken("a delivery's job without its id");
  await applyDelivery(app, ws, delivery as Uuid);
}

export async function watchDeliveries(app: App): Promise<void> {
  const workspaces = await inWorkspace(app.db, null, (tx) => listWorkspaceNumbers(tx));
  for (const ws of workspaces) await queueForgotten(app, ws);
}
