// Runs that propose themselves: on Mondays for those paid weekly, on the first for those paid monthly, each
// day for what parties asked for; once a day of the workspace. A run day that was missed is made up for, and
// what nobody approved by the next run day is taken back and proposed anew. Where one person suffices they
// are approved and paid by themselves. Who is left out for a reason that can be mended is told of.
// Example: Monday 06:00 in São Paulo → run 13 of 41 payouts, proposed by the schedule.
import { dayIn } from "../base/calendar.ts";
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { dayOfText, dayText } from "../ledger/entry.ts";
import { noteLook, readLook } from "../payouts/looks.ts";
import { isDueSince, RUN_HOUR } from "../payouts/next-run.ts";
import { listRequests } from "../payouts/requests.ts";
import { listStale, wasScheduledOn } from "../payouts/runs.ts";
import { listSettings, readPolicy } from "../payouts/settings.ts";
import { readAvailable } from "../reports/payable-available.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import { approveCutOff } from "./approve-cut-off.ts";
import type { WantedRun } from "./choose-run.ts";
import { approvePayouts, withdrawRun } from "./decide-run.ts";
import { needsFourEyes } from "./four-eyes.ts";
import { noteLeftOut } from "./note-left-out.ts";
import { payRun } from "./pay-run.ts";
import { previewPayouts, proposePayouts } from "./propose-payouts.ts";
import { remindOfRuns } from "./remind-of-runs.ts";

const SCHEDULE = { actor: "system", name: "Schedule", email: null };

/** Answers the run, or null where nothing was due. */
export async function schedulePayouts(app: App, ws: number): Promise<Uuid | null> {
  const now = app.ids.now();
  await approveCutOff(app, ws, SCHEDULE);
  const due = await inWorkspace(app.db, ws, (tx) => dueToday(tx, ws, now));
  if (due === null) return null;
  if (due.isNew) await remindOfRuns(app, ws);
  const note = () => inWorkspace(app.db, ws, (tx) => noteLook(tx, ws, due.today));
  if (due.parties.length === 0) {
    if (due.isNew) await note();
    return null;
  }
  const { parties, replaces, fresh } = due;
  try {
    const wanted = { parties, rates: [], scheduled: { replaces, fresh } };
    const run = await proposePayouts(app, ws, wanted, SCHEDULE);
    await note();
    if (due.fourEyes) return run;
    await approvePayouts(app, ws, run, SCHEDULE);
    await payRun(app, ws, run);
    return run;
  } catch (why) {
    // Nobody reaches the minimum, or somebody proposed or decided at the same moment.
    if (!(why instanceof Refusal)) throw why;
    if (why.code === "nothing_to_pay") await sayNobody(app, ws, due);
    else if (why.code !== "proposed_meanwhile" && !why.code.startsWith("run_")) await note();
    return null;
  }
}

/** Nobody can be paid: not what waited either. Those who pay hear of it in the commit that ends the day. */
async function sayNobody(app: App, ws: number, { parties, replaces, fresh, today }: Due): Promise<void> {
  for (const run of replaces) {
    await withdrawRun(app, ws, run, SCHEDULE).catch((why: unknown) => {
      if (!(why instanceof Refusal)) throw why;
    });
  }
  const wanted: WantedRun = { parties, rates: [] };
  const { leftOut } = await previewPayouts(app, ws, wanted);
  const at = app.ids.now();
  await inWorkspace(app.db, ws, async (tx) => {
    await noteLook(tx, ws, today);
    await noteLeftOut(tx, ws, leftOut, { fresh, subject: "payouts", at });
  });
}

interface Due {
  parties: Uuid[];
  /** Came up by their schedule, or asked, since the last morning; nobody once that morning is over. */
  fresh: ReadonlySet<Uuid>;
  /** Runs of the schedule that nobody approved by this run day. */
  replaces: Uuid[];
  fourEyes: boolean;
  today: string;
  isNew: boolean;
}

async function dueToday(tx: Tx, ws: number, now: number): Promise<Due | null> {
  const { timeZone } = await readWorkspace(tx, ws);
  const day = dayIn(timeZone, now);
  if (dayIn(timeZone, now - RUN_HOUR * 3_600_000) !== day) return null;
  const today = dayText(day);
  if (await wasScheduledOn(tx, ws, today)) return null;
  const before = await readLook(tx, ws);
  const looked = before === null ? null : dayOfText(before);
  const policy = await readPolicy(tx, ws);
  const settings = await listSettings(tx, ws);
  const asked = new Map((await listRequests(tx, ws)).map((one) => [one.party, one.askedAt.getTime()]));
  const owed = (await readAvailable(tx, ws, today)).filter((one) => one.available > 0);
  const isScheduled = ({ party }: { party: Uuid }) =>
    isDueSince(settings.get(party)?.schedule ?? policy.schedule, looked, day);
  const scheduled = owed.filter(isScheduled);
  const stale = scheduled.length === 0 ? [] : await listStale(tx, ws, today);
  const waited = new Set(stale.map((one) => one.party));
  const parties = owed.filter((one) => isScheduled(one) || asked.has(one.party) || waited.has(one.party));
  const isNew = before !== today;
  const askedOn = (party: Uuid) => dayIn(timeZone, (asked.get(party) ?? 0) + (24 - RUN_HOUR) * 3_600_000);
  const isFresh = (one: { party: Uuid }) => isNew && (isScheduled(one) || askedOn(one.party) > (looked ?? 0));
  return {
    parties: [...new Set(parties.map((one) => one.party))],
    fresh: new Set(parties.filter(isFresh).map((one) => one.party)),
    replaces: [...new Set(stale.map((one) => one.run))],
    ...{ today, isNew, fourEyes: await needsFourEyes(tx, ws) },
  };
}
