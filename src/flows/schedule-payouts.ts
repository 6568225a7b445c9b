// Runs that propose themselves: on Mondays for those paid weekly, on the first for those paid monthly, each
// day for what parties asked for; once a day of the workspace. Where one person suffices they are approved
// and paid by themselves. Says nothing where nobody is due.
// Example: Monday 06:00 in São Paulo → run 13 of 41 payouts, proposed by the schedule.
import { dayIn } from "../base/calendar.ts";
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { dayText } from "../ledger/entry.ts";
import { isRunDay } from "../payouts/next-run.ts";
import { listRequests } from "../payouts/requests.ts";
import { wasScheduledOn } from "../payouts/runs.ts";
import { listSettings, readPolicy } from "../payouts/settings.ts";
import { readAvailable } from "../reports/payable-available.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import { approvePayouts } from "./decide-run.ts";
import { needsFourEyes } from "./four-eyes.ts";
import { payRun } from "./pay-run.ts";
import { proposePayouts } from "./propose-payouts.ts";

const SCHEDULE = { actor: "system", name: "Schedule", email: null };
/** Not before this hour of the workspace's morning. */
const HOUR = 6;

/** Answers the run, or null where nothing was due. */
export async function schedulePayouts(app: App, ws: number): Promise<Uuid | null> {
  const now = app.ids.now();
  const due = await inWorkspace(app.db, ws, (tx) => dueToday(tx, ws, now));
  if (due === null || due.parties.length === 0) return null;
  const wanted = { parties: due.parties, rates: [], scheduled: true };
  try {
    const run = await proposePayouts(app, ws, wanted, SCHEDULE);
    if (due.fourEyes) return run;
    await approvePayouts(app, ws, run, SCHEDULE);
    await payRun(app, ws, run);
    return run;
  } catch (why) {
    // Nobody reaches the minimum, or somebody proposed at the same moment.
    if (why instanceof Refusal) return null;
    throw why;
  }
}

async function dueToday(
  tx: Tx,
  ws: number,
  now: number,
): Promise<{ parties: Uuid[]; fourEyes: boolean } | null> {
  const { timeZone } = await readWorkspace(tx, ws);
  const day = dayIn(timeZone, now);
  if (dayIn(timeZone, now - HOUR * 3_600_000) !== day) return null;
  const today = dayText(day);
  if (await wasScheduledOn(tx, ws, today)) return null;
  const policy = await readPolicy(tx, ws);
  const settings = await listSettings(tx, ws);
  const asked = new Set((await listRequests(tx, ws)).map((one) => one.party));
  const owed = await readAvailable(tx, ws, today);
  const isDue = ({ party, available }: (typeof owed)[number]) =>
    available > 0 && (asked.has(party) || isRunDay(settings.get(party)?.schedule ?? policy.schedule, day));
  const parties = [...new Set(owed.filter(isDue).map((one) => one.party))];
  return { parties, fourEyes: await needsFourEyes(tx, ws) };
}
