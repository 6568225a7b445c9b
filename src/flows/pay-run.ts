// Carries an approved run out: the intents are committed first, some hundred a flight, each under its fixed
// reference; what cannot be begun any more is refused with the reason. Repeats without harm: it goes on where
// it stopped, and begun twice nothing is paid twice.
// Example: payRun(app, 7, run) → 10,000 payouts in 20 flights; killed after twelve and run again → eight
// more.
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import { listIdsOf } from "../payouts/payouts.ts";
import { reopenRequests } from "../payouts/requests.ts";
import { moveRun, readRun } from "../payouts/runs.ts";
import { markPayouts } from "../payouts/write-payouts.ts";
import type { App } from "./app.ts";
import { finishRuns } from "./finish-runs.ts";
import type { BeginPayoutsAct } from "./plan-payouts.ts";

/** So many payouts are begun in one flight. */
export const AT_ONCE = 500;

export async function payRun(app: App, ws: number, id: Uuid): Promise<void> {
  const run = await inWorkspace(app.db, ws, (tx) => readRun(tx, ws, id));
  if (run?.state !== "approved") return;
  for (;;) {
    const payouts = await inWorkspace(app.db, ws, (tx) => listIdsOf(tx, ws, id, "proposed", AT_ONCE));
    if (payouts.length === 0) break;
    const actor = run.approvedBy ?? run.madeBy;
    const begun = await begin(app, ws, { run: id, payouts }, actor);
    if (begun === "stopped") return;
    await refuse(app, ws, id, begun.refused ?? new Map(), actor);
  }
  const at = app.ids.now();
  await inWorkspace(app.db, ws, async (tx) => {
    if (!(await moveRun(tx, ws, id, "paying", new Date(at)))) return;
    const subject = publicId("run", id);
    const payload = { no: run.no };
    await addEvent(tx, ws, {
      type: "payout_run.begun",
      subject,
      actor: run.approvedBy ?? "system",
      payload,
      at,
    });
  });
  await finishRuns(app, ws, [id]);
}

/** A run that was stopped meanwhile begins nothing more. */
async function begin(app: App, ws: number, facts: BeginPayoutsAct["facts"], actor: string) {
  try {
    return await app.posting.post(ws, { is: "payouts_begun", actor, facts });
  } catch (why) {
    if (why instanceof Refusal && why.code === "run_not_approved") return "stopped";
    throw why;
  }
}

/** Refused payouts moved nothing: the money stays available for the next run, and what was asked stays so. */
async function refuse(
  app: App,
  ws: number,
  run: Uuid,
  refused: ReadonlyMap<Uuid, string>,
  actor: string,
): Promise<void> {
  const at = new Date(app.ids.now());
  for (const [reason, pairs] of Map.groupBy(refused, ([, reason]) => reason)) {
    const ids = pairs.map(([id]) => id);
    await inWorkspace(app.db, ws, async (tx) => {
      const done = await markPayouts(tx, ws, "refused", { ids, at, actor, note: reason });
      await reopenRequests(tx, ws, run, done);
    });
  }
}
