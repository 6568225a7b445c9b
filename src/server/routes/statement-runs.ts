// Runs that issue the statements of everybody up to a day: start one, see how far it is and what came of it.
// Example: POST /v1/statement-runs { "until": "2026-03-31" } → 202 running; later done, 204 issued
import { z } from "zod";
import type { Uuid } from "../../base/id.ts";
import { Refusal } from "../../base/refusal.ts";
import { inWorkspace } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import { startStatementRun } from "../../flows/run-statements.ts";
import { stopStatements } from "../../flows/stop-statements.ts";
import { listRuns, readRun } from "../../statements/statement-runs.ts";
import { idIn } from "../../wire/id.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { newStatementRun, type StatementRun, statementRun } from "../../wire/statement.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { personOf } from "./proposals.ts";
import { showRun } from "./show-statement.ts";

const TAG = "Statements";

export function statementRunRoutes(server: Server): void {
  resourceRoute(server, {
    method: "POST",
    path: "/statement-runs",
    permission: "statements:write",
    name: "startStatementRun",
    tag: TAG,
    summary: "Issue the statements of the producer and every partner up to a day that is over",
    description: "Runs as a job. 409 `run_running` while another one goes.",
    statuses: [202],
    body: newStatementRun,
    answer: statementRun,
    handle: async ({ app, caller, body, request }) =>
      showOne(app, caller.ws, await startStatementRun(app, caller.ws, body.until, personOf(caller, request))),
  });

  resourceRoute(server, {
    method: "GET",
    path: "/statement-runs",
    permission: "statements:read",
    name: "listStatementRuns",
    tag: TAG,
    summary: "Runs that issued statements, newest first",
    query: pageQuery([z.uuid()]),
    answer: listOf(statementRun),
    handle: ({ app, caller, query: { cursor, limit } }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        const found = await listRuns(tx, caller.ws, { after: cursor?.[0], limit: limit + 1 });
        const { rows, nextCursor } = page(found, limit, (one) => [one.id]);
        return { data: rows.map(showRun), nextCursor };
      }),
  });

  resourceRoute(server, {
    method: "GET",
    path: "/statement-runs/:statementrun",
    permission: "statements:read",
    name: "readStatementRun",
    tag: TAG,
    summary: "How far a run is, and what came of it",
    params: { statementrun: idIn("statementrun") },
    answer: statementRun,
    handle: ({ app, caller, params }) => showOne(app, caller.ws, params.statementrun),
  });

  resourceRoute(server, {
    method: "POST",
    path: "/statement-runs/:statementrun/stop",
    permission: "statements:write",
    name: "stopStatementRun",
    tag: TAG,
    summary: "Stop a run: what is issued stays, the rest is left for a later run",
    statuses: [200],
    params: { statementrun: idIn("statementrun") },
    answer: statementRun,
    handle: async ({ app, caller, params: { statementrun }, request }) => {
      await stopStatements(app, caller.ws, statementrun, personOf(caller, request));
      return showOne(app, caller.ws, statementrun);
    },
  });
}

async function showOne(app: App, ws: number, id: Uuid): Promise<StatementRun> {
  const found = await inWorkspace(app.db, ws, (tx) => readRun(tx, ws, id));
  if (found === null) {
    throw new Refusal(404, "not_found", "There is no such run of statements in this workspace.");
  }
  return showRun(found);
}
