// Stops a run that issues statements: the hundred under way are issued, the rest is left for a later run.
// Never takes back a statement: one that is issued stays.
// Example: stopped at 4,200 of 10,000 → 4,200 issued; the next run of the period issues the other 5,800.
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import { endRun, readRun } from "../statements/statement-runs.ts";
import type { App } from "./app.ts";
import type { Person } from "./propose-change.ts";

export async function stopStatements(
  app: App,
  ws: number,
  id: Uuid,
  { actor, name }: Pick<Person, "actor" | "name">,
): Promise<void> {
  const at = app.ids.now();
  await inWorkspace(app.db, ws, async (tx) => {
    const run = await readRun(tx, ws, id);
    if (run === null) {
      throw new Refusal(404, "not_found", "There is no such run of statements in this workspace.");
    }
    if (!(await endRun(tx, ws, id, { state: "stopped", at, message: name }))) {
      throw new Refusal(409, "run_ended", "This run has ended already; nothing was changed.");
    }
    const { issued } = (await readRun(tx, ws, id)) ?? run;
    const payload = { state: "stopped", issued };
    const subject = publicId("statementrun", id);
    await addEvent(tx, ws, { type: "statement.run_ended", subject, actor, payload, at });
  });
}
