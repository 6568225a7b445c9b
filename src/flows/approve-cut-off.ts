// Goes on with what the schedule began and was stopped in: a run that pays by itself, proposed and never
// approved, would hold its parties' money until the next run day and nobody would be asked to look.
// Example: killed on Monday at 06:00:01 between proposing and approving → approved and paid at the next look.
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { inWorkspace } from "../db/transaction.ts";
import { listCutOff } from "../payouts/cut-off-runs.ts";
import type { App } from "./app.ts";
import { approvePayouts } from "./decide-run.ts";
import { needsFourEyes } from "./four-eyes.ts";
import { payRun } from "./pay-run.ts";
import type { Person } from "./propose-change.ts";

/** Answers those that it approved. */
export async function approveCutOff(app: App, ws: number, by: Person): Promise<Uuid[]> {
  const waiting = await inWorkspace(app.db, ws, async (tx) =>
    (await needsFourEyes(tx, ws)) ? [] : await listCutOff(tx, ws),
  );
  const approved: Uuid[] = [];
  for (const run of waiting) {
    try {
      await approvePayouts(app, ws, run, by);
    } catch (why) {
      // Another was quicker, or two have to look from now on.
      if (why instanceof Refusal) continue;
      throw why;
    }
    await payRun(app, ws, run);
    approved.push(run);
  }
  return approved;
}
