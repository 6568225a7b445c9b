// Issues the statements of a run. Repeats without harm: it goes on behind what was issued, and one that has
// ended is left. Example: { ws: 7, run: "019a…" } → state "done", 204 issued.
import { isUuid, type Uuid } from "../../base/id.ts";
import { Broken } from "../../base/refusal.ts";
import type { App } from "../../flows/app.ts";
import { runStatements } from "../../flows/run-statements.ts";

export async function runStatementsJob(app: App, payload: unknown): Promise<void> {
  const { ws, run: id } = (payload ?? {}) as { ws?: unknown; run?: unknown };
  if (typeof ws !== "number" || typeof id !== "string" || !isUuid(id)) {
    throw new Broken("a job of a run of statements that names none");
  }
  await runStatements(app, ws, id as Uuid);
}
