// Approves or withdraws a proposed run. Where two must look, nobody approves what they proposed themselves,
// and that is held by the database as well. Approving enqueues the work in the same commit; withdrawing frees
// what was proposed.
// Example: fay proposed run 12; fay approves → 403 own_run; ana approves → approved, being paid.
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { addJob } from "../db/job-queue.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { listIdsOf, sumRuns } from "../payouts/payouts.ts";
import { reopenRequests } from "../payouts/requests.ts";
import type { PayoutRun } from "../payouts/run.ts";
import { approveRun, lockRun, moveRun } from "../payouts/runs.ts";
import { markPayouts } from "../payouts/write-payouts.ts";
import type { App } from "./app.ts";
import { followCorrections } from "./follow-corrections.ts";
import { needsFourEyes } from "./four-eyes.ts";
import { keepPaper } from "./keep-run-paper.ts";
import type { Person } from "./propose-change.ts";
import { watchFraud } from "./watch-fraud.ts";

export const PAY_RUN = "pay_run";
const ALL = 1_000_000;

export async function approvePayouts(app: App, ws: number, id: Uuid, by: Person): Promise<void> {
  // What is held by now is not paid, however early it was proposed.
  await watchFraud(app, ws);
  await followCorrections(app, ws);
  const at = app.ids.now();
  await inWorkspace(app.db, ws, async (tx) => {
    const run = mustBeProposed(await lockRun(tx, ws, id));
    // A second approver may have joined since it was proposed.
    const fourEyes = run.fourEyes || (await needsFourEyes(tx, ws));
    if (fourEyes && run.madeBehind.includes(by.actor)) {
      const message =
        "Two people look at every payout here: somebody else with the right to approve must press this.";
      throw new Refusal(403, "own_run", message, { facts: { madeBy: run.madeName } });
    }
    await approveRun(tx, ws, id, { actor: by.actor, name: by.name, at: new Date(at), fourEyes });
    await keepPaper(tx, ws, id);
    const sums = await sumRuns(tx, ws, [id]);
    const payload = {
      no: run.no,
      payouts: sums.reduce((count, one) => count + one.count, 0),
      totals: sums.map(({ rail, currency, count, amount }) => ({ rail, currency, count, amount })),
    };
    const subject = publicId("run", id);
    await addEvent(tx, ws, { type: "payout_run.approved", subject, actor: by.actor, payload, at });
    await addJob(tx, PAY_RUN, { ws, run: id }, { key: `${PAY_RUN} ${id}` });
  });
}

export async function withdrawRun(app: App, ws: number, id: Uuid, by: Person): Promise<void> {
  await inWorkspace(app.db, ws, (tx) => withdrawIn(tx, ws, id, { actor: by.actor, at: app.ids.now() }));
}

/** Answers its number. */
export async function withdrawIn(
  tx: Tx,
  ws: number,
  id: Uuid,
  { actor, at }: { actor: string; at: number },
): Promise<number> {
  const run = mustBeProposed(await lockRun(tx, ws, id));
  const ids = await listIdsOf(tx, ws, id, "proposed", ALL);
  const taken = await markPayouts(tx, ws, "withdrawn", { ids, at: new Date(at), actor });
  await reopenRequests(tx, ws, id, taken);
  await moveRun(tx, ws, id, "withdrawn", new Date(at));
  const payload = { no: run.no, payouts: taken.length };
  const subject = publicId("run", id);
  await addEvent(tx, ws, { type: "payout_run.withdrawn", subject, actor, payload, at });
  return run.no;
}

export function noSuchRun(): Refusal {
  return new Refusal(404, "not_found", "There is no such payout run.");
}

function mustBeProposed(run: PayoutRun | null): PayoutRun {
  if (run === null) throw noSuchRun();
  if (run.state === "proposed") return run;
  const message =
    run.state === "withdrawn"
      ? "This run was withdrawn; propose a new one."
      : "This run is approved already; nothing was changed.";
  throw new Refusal(409, `run_${run.state}`, message, { facts: { state: run.state, by: run.approvedName } });
}
