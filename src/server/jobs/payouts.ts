// Money out by jobs: an approved run is carried out, services are sent to and looked at, schedules come
// round, and parties are told that where they are paid was changed. Each repeats without harm.
// Example: { ws: 7, run: "019a…" } → every payout of the run begun, those of services sent.
import { listWorkspaceNumbers } from "../../access/members.ts";
import { isUuid, type Uuid } from "../../base/id.ts";
import { Broken } from "../../base/refusal.ts";
import { inWorkspace } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import { payRun } from "../../flows/pay-run.ts";
import { schedulePayouts } from "../../flows/schedule-payouts.ts";
import type { Mailing } from "../../flows/send-invite.ts";
import { sendPayouts } from "../../flows/send-payouts.ts";
import { type ChangedMethod, tellPayoutMethod } from "../../flows/tell-payout-method.ts";

export async function runPayRun(app: App, payload: unknown): Promise<void> {
  const { ws, run } = (payload ?? {}) as Record<string, unknown>;
  if (typeof ws !== "number" || typeof run !== "string" || !isUuid(run)) {
    throw new Broken("a job of a payout run that names none");
  }
  await payRun(app, ws, run as Uuid);
  await sendPayouts(app, ws);
}

export async function runTellMethod(app: App, mailing: Mailing, payload: unknown): Promise<void> {
  const changed = (payload ?? {}) as ChangedMethod;
  if (typeof changed.ws !== "number" || !isUuid(String(changed.party))) {
    throw new Broken("a job of a payout method that names none");
  }
  await tellPayoutMethod(app, mailing, changed);
}

/** One workspace that fails keeps no other waiting. */
export async function watchPayouts(app: App): Promise<void> {
  const workspaces = await inWorkspace(app.db, null, (tx) => listWorkspaceNumbers(tx));
  const failed: unknown[] = [];
  for (const ws of workspaces) {
    const look = async () => {
      await schedulePayouts(app, ws);
      await sendPayouts(app, ws, { waits: false });
    };
    await look().catch((error: unknown) => failed.push(error));
  }
  if (failed.length > 0) throw failed[0];
}
