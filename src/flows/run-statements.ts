// Issues the statements of all parties for a period, as a job: adds everything up in one pass at one place of
// the ledger, then issues a hundred at a time. Repeats without harm: one that was killed goes on where it
// was, and what somebody issued meanwhile is left out.
// Example: startStatementRun(app, 7, "2026-03-31", ana) → 204 waiting → done, 204 issued.
import { newUuid, publicId, type Uuid } from "../base/id.ts";
import { Fault } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { addJob } from "../db/job-queue.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { readPlaces } from "../statements/read-statements.ts";
import {
  addRun,
  endRun,
  moveRun,
  readRun,
  type StatementRun,
  saveWaiting,
  takeWaiting,
} from "../statements/statement-runs.ts";
import { type StatementSums, sumStatements } from "../statements/sum-statements.ts";
import { waitForTurn } from "../statements/write-statement.ts";
import type { App } from "./app.ts";
import { issueAll, mustBeOver, periodUntil } from "./issue-statement.ts";
import type { Person } from "./propose-change.ts";

export const RUN_STATEMENTS = "run_statements";
const AT_ONCE = 200;
const subjectOf = (id: Uuid) => publicId("statementrun", id);

/** Throws 422 for a day that is not over, 409 while another run goes. */
export async function startStatementRun(app: App, ws: number, until: string, by: Person): Promise<Uuid> {
  const id = newUuid(app.ids);
  const at = app.ids.now();
  await inWorkspace(app.db, ws, async (tx) => {
    await mustBeOver(tx, ws, until, at);
    await addRun(tx, ws, { id, untilDay: until, by: by.actor, name: by.name, at });
    await addJob(tx, RUN_STATEMENTS, { ws, run: id }, { key: `statements ${id}`, attempts: 5 });
    const event = { type: "statement.run_started", subject: subjectOf(id), actor: by.actor, at };
    await addEvent(tx, ws, { ...event, payload: { until } });
  });
  return id;
}

/** Does nothing for one that has ended. */
export async function runStatements(app: App, ws: number, id: Uuid): Promise<void> {
  const run = await inWorkspace(app.db, ws, (tx) => readRun(tx, ws, id));
  if (run === null || run.state !== "running") return;
  try {
    if (run.total === null) await lookAhead(app, ws, run);
    while (await issueNext(app, ws, run));
    await end(app, ws, run, "done", null);
  } catch (error) {
    // What failed outside is tried again by the queue.
    if (error instanceof Fault) throw error;
    await end(app, ws, run, "failed", error instanceof Error ? error.message : String(error));
  }
}

function lookAhead(app: App, ws: number, { id, untilDay }: StatementRun): Promise<void> {
  return inWorkspace(app.db, ws, async (tx) => {
    await waitForTurn(tx, ws);
    // Another worker of the same run may have looked while this one waited.
    if ((await readRun(tx, ws, id))?.total !== null) return;
    const period = await periodUntil(tx, ws, untilDay);
    const all = await sumStatements(tx, ws, period);
    await saveWaiting(tx, ws, id, period.head, all, app.ids.now());
  });
}

/** False when nothing is left. */
function issueNext(app: App, ws: number, run: StatementRun): Promise<boolean> {
  return inWorkspace(app.db, ws, async (tx) => {
    await waitForTurn(tx, ws);
    const at = app.ids.now();
    const { sums: waiting, head } = await takeWaiting(tx, ws, run.id, AT_ONCE);
    if (waiting.length === 0 || head === null) return false;
    const open = await stillOpen(tx, ws, waiting);
    const { before } = await periodUntil(tx, ws, run.untilDay);
    const by = { actor: run.startedBy, name: run.startedName, at, run: run.id };
    const period = { until: run.untilDay, before, head };
    if (open.length > 0) await issueAll(app, tx, ws, period, open, by);
    await moveRun(tx, ws, run.id, { done: waiting.length, issued: open.length, at });
    return true;
  });
}

/** Without those whose last statement is not the one it was added up from. */
async function stillOpen(tx: Tx, ws: number, waiting: readonly StatementSums[]): Promise<StatementSums[]> {
  const places = await readPlaces(
    tx,
    ws,
    waiting.map((one) => one.party),
  );
  return waiting.filter((one) => (places.get(`${one.party} ${one.currency}`) ?? 0) + 1 === one.place);
}

async function end(
  app: App,
  ws: number,
  { id, startedBy }: StatementRun,
  state: "done" | "failed",
  message: string | null,
): Promise<void> {
  await inWorkspace(app.db, ws, async (tx) => {
    const at = app.ids.now();
    if (!(await endRun(tx, ws, id, { state, at, message }))) return;
    const issued = (await readRun(tx, ws, id))?.issued ?? 0;
    const event = { type: "statement.run_ended", subject: subjectOf(id), actor: startedBy, at };
    await addEvent(tx, ws, { ...event, payload: { state, issued } });
  });
}
