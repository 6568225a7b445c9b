// What the demo told its parties and paid them: statements of the two months that ended, places to pay to, a
// run that arrived and one that waits to be approved. One party said no place: the runs leave it out and say
// so. Example: payDemo(app, 7, ana) → 18 statements, run 1 done, run 2 proposed.
import { setTimeout } from "node:timers/promises";
import type { Uuid } from "../base/id.ts";
import { inWorkspace } from "../db/transaction.ts";
import { findParty } from "../parties/read-parties.ts";
import { sumFiles } from "../payouts/payouts.ts";
import { readRun } from "../payouts/runs.ts";
import type { App } from "./app.ts";
import { approvePayouts } from "./decide-run.ts";
import { unlessRefused } from "./demo-again.ts";
import { PAID_TO } from "./demo-studio.ts";
import { payRun } from "./pay-run.ts";
import type { Person } from "./propose-change.ts";
import { proposePayouts } from "./propose-payouts.ts";
import { runStatements, startStatementRun } from "./run-statements.ts";
import { setPayoutMethod } from "./set-payout-method.ts";
import { settleFile } from "./settle-file.ts";
import { filesOf, writePayoutFile } from "./write-payout-file.ts";

const TRIES = 20;

export async function payDemo(app: App, ws: number, by: Person): Promise<void> {
  for (const until of lastMonths(app.ids.now())) {
    const run = await unlessRefused(() => startStatementRun(app, ws, until, by));
    if (run !== undefined) await runStatements(app, ws, run);
  }
  const paid: Uuid[] = [];
  const waiting: Uuid[] = [];
  for (const { party: ref, method, isPaid } of PAID_TO) {
    const party = await inWorkspace(app.db, ws, (tx) => findParty(tx, ws, { ref }));
    if (party === null) continue;
    const set = await unlessRefused(() =>
      setPayoutMethod(app, ws, party.id, method, { ...by, side: "producer" }),
    );
    if (set !== undefined) (isPaid ? paid : waiting).push(party.id);
  }
  if (paid.length > 0) await unlessRefused(() => payAll(app, ws, paid, by));
  if (waiting.length > 0) {
    await unlessRefused(() => proposePayouts(app, ws, { parties: waiting, rates: [] }, by));
  }
}

/** Proposed, approved, taken to the bank and carried out. */
async function payAll(app: App, ws: number, parties: readonly Uuid[], by: Person): Promise<void> {
  const id = await proposePayouts(app, ws, { parties, rates: [] }, by);
  await approvePayouts(app, ws, id, by);
  // The queue carries it out as well: whoever comes second finds it half done for a moment.
  for (let tries = 0; tries < TRIES; tries++) {
    await payRun(app, ws, id);
    if (await unlessRefused(() => settleAll(app, ws, id, by))) return;
    await setTimeout(250);
  }
}

/** False while something of it is still to be begun or to arrive. */
async function settleAll(app: App, ws: number, id: Uuid, by: Person): Promise<boolean> {
  const read = () => inWorkspace(app.db, ws, (tx) => readRun(tx, ws, id));
  const run = await read();
  if (run === null) return true;
  const sums = await inWorkspace(app.db, ws, (tx) => sumFiles(tx, ws, [id]));
  for (const { name } of filesOf(run, sums)) {
    await writePayoutFile(app, ws, id, name, by);
    await settleFile(app, ws, id, name, by.actor);
  }
  return (await read())?.state === "done";
}

/** The last days of the two months that ended before, by the calendar of UTC: "2026-09-30", "2026-10-31". */
function lastMonths(now: number): string[] {
  const today = new Date(now);
  return [-1, 0].map((months) =>
    new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + months, 0)).toISOString().slice(0, 10),
  );
}
