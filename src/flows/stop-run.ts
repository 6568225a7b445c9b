// Stops an approved run that is still being begun: what is in the books goes on to be paid, the rest is taken
// out of it and free for the next run. Never takes back what was begun: that is a matter of the bank.
// Example: stopped at 3,500 of 10,000 → 3,500 are paid, 6,500 withdrawn; asked again → 409 run_paying.
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import { listIdsOf } from "../payouts/payouts.ts";
import { reopenRequests } from "../payouts/requests.ts";
import { lockRun, moveRun } from "../payouts/runs.ts";
import { markPayouts } from "../payouts/write-payouts.ts";
import type { App } from "./app.ts";
import { noSuchRun } from "./decide-run.ts";
import { finishRuns } from "./finish-runs.ts";
import type { Person } from "./propose-change.ts";

const ALL = 1_000_000;

/** Answers how many were taken out. A flight that is in the air lands first. */
export async function stopRun(
  app: App,
  ws: number,
  id: Uuid,
  { actor }: Pick<Person, "actor">,
): Promise<number> {
  const at = app.ids.now();
  const left = await inWorkspace(app.db, ws, async (tx) => {
    const run = await lockRun(tx, ws, id);
    if (run === null) throw noSuchRun();
    if (run.state !== "approved") {
      const message =
        run.state === "proposed"
          ? "Nothing of this run is under way: take it back instead."
          : "Everything of this run is begun already; nothing was changed.";
      throw new Refusal(409, `run_${run.state}`, message, { facts: { state: run.state } });
    }
    const ids = await listIdsOf(tx, ws, id, "proposed", ALL);
    const taken = await markPayouts(tx, ws, "withdrawn", { ids, at: new Date(at), actor, note: "stopped" });
    await reopenRequests(tx, ws, id, taken);
    await moveRun(tx, ws, id, "paying", new Date(at));
    const payload = { no: run.no, left: taken.length };
    await addEvent(tx, ws, { type: "payout_run.stopped", subject: publicId("run", id), actor, payload, at });
    return taken.length;
  });
  await finishRuns(app, ws, [id]);
  return left;
}
