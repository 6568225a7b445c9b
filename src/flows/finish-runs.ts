// A run is done when none of its payouts is under way any more, and goes on when one is again. Repeats
// without harm. Example: the last of 198 settles → run 12 done, event payout_run.done.
import { publicId, type Uuid } from "../base/id.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import { sumRuns } from "../payouts/payouts.ts";
import { lockRun, moveRun } from "../payouts/runs.ts";
import type { App } from "./app.ts";

const OPEN: readonly string[] = ["proposed", "in_transit", "unknown"];

export async function finishRuns(app: App, ws: number, runs: Iterable<Uuid>): Promise<void> {
  for (const id of new Set(runs)) {
    await inWorkspace(app.db, ws, async (tx) => {
      const run = await lockRun(tx, ws, id);
      if (run?.state !== "paying") return;
      const sums = await sumRuns(tx, ws, [id]);
      if (sums.some((one) => OPEN.includes(one.state))) return;
      const at = app.ids.now();
      await moveRun(tx, ws, id, "done", new Date(at));
      const payload = {
        no: run.no,
        payouts: sums.map(({ state, currency, count, amount }) => ({ state, currency, count, amount })),
      };
      const subject = publicId("run", id);
      await addEvent(tx, ws, { type: "payout_run.done", subject, actor: "system", payload, at });
    });
  }
}
