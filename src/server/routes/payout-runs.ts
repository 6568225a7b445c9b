// Payout runs: what would be paid, proposing it, approving or withdrawing it, the files for the bank, who was
// left out and why. Approving may take a second person. Example: POST /v1/payout-runs {} → 201, run 12;
// POST /v1/payout-runs/run_…/approve → paying, with its files.
import { z } from "zod";
import type { Uuid } from "../../base/id.ts";
import { inWorkspace } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import { approvePayouts, noSuchRun, withdrawRun } from "../../flows/decide-run.ts";
import { payRun } from "../../flows/pay-run.ts";
import { previewPayouts, proposePayouts } from "../../flows/propose-payouts.ts";
import { settleFile } from "../../flows/settle-file.ts";
import { stopRun } from "../../flows/stop-run.ts";
import { writePayoutFile } from "../../flows/write-payout-file.ts";
import { sumRuns } from "../../payouts/payouts.ts";
import { listLeftOut, listRuns, readRun } from "../../payouts/runs.ts";
import { idIn } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import {
  newPayoutRun,
  type PayoutRun,
  payoutLeftOut,
  payoutPreview,
  payoutRun,
  runSettle,
  runState,
} from "../../wire/payout.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { personOf } from "./proposals.ts";
import { namesOf, showCameBack, showLeftOut, showRate, showRuns } from "./show-payout.ts";

const TAG = "Payouts";
const params = { run: idIn("run") };
/** So many are begun before the answer; more by the job, with progress to look at. */
const AT_ONCE = 1000;

export function payoutRunRoutes(server: Server): void {
  proposeRoutes(server);
  readRoutes(server);
  decideRoutes(server);
  underWayRoutes(server);
  fileRoutes(server);
}

function proposeRoutes(server: Server): void {
  resourceRoute(server, {
    method: "POST",
    path: "/payout-runs/preview",
    permission: "payouts:read",
    name: "previewPayoutRun",
    tag: TAG,
    summary: "Who would be paid how much today, and why not the others",
    statuses: [200],
    body: newPayoutRun,
    answer: payoutPreview,
    handle: async ({ app, caller, body }) => {
      const preview = await previewPayouts(app, caller.ws, body);
      const { payouts, leftOut, names, fourEyes, lastRates, cameBack } = preview;
      const nameOf = (party: Uuid) => names.get(party) ?? "";
      return {
        fourEyes,
        payouts: payouts.map((one) => ({
          party: showLeftOut(nameOf, { ...one, reason: "held", facts: {} }).party,
          rail: one.rail,
          currency: one.currency,
          amount: one.amount,
          owed: { currency: one.owedCurrency, amount: one.owedAmount },
          rate: showRate(one),
          cameBack: showCameBack(cameBack.get(one.method)),
        })),
        leftOut: leftOut.map((one) => showLeftOut(nameOf, one)),
        lastRates: lastRates.map((one) => ({ ...one, at: showInstant(one.at) })),
      };
    },
  });

  resourceRoute(server, {
    method: "POST",
    path: "/payout-runs",
    permission: "payouts:write",
    name: "proposePayoutRun",
    tag: TAG,
    summary: "Propose a payout run",
    description: "Nothing moves until it is approved.",
    body: newPayoutRun,
    answer: payoutRun,
    handle: async ({ app, caller, body, request }) => {
      const id = await proposePayouts(app, caller.ws, body, personOf(caller, request));
      return showOne(app, caller, id);
    },
  });
}

function readRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/payout-runs",
    permission: "payouts:read",
    name: "listPayoutRuns",
    tag: TAG,
    summary: "Payout runs, newest first",
    query: { state: runState.optional(), ...pageQuery([z.int()]) },
    answer: listOf(payoutRun),
    handle: ({ app, caller, query: { state, cursor, limit } }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        const states = state === undefined ? undefined : [state];
        const found = await listRuns(tx, caller.ws, { state: states, before: cursor?.[0], limit: limit + 1 });
        const { rows, nextCursor } = page(found, limit, (one) => [one.no]);
        return { data: await showRuns(tx, caller.ws, rows, caller.actor), nextCursor };
      }),
  });

  resourceRoute(server, {
    method: "GET",
    path: "/payout-runs/:run",
    permission: "payouts:read",
    name: "readPayoutRun",
    tag: TAG,
    summary: "One payout run, how far it is, and its files",
    params,
    answer: payoutRun,
    handle: ({ app, caller, params: { run } }) => showOne(app, caller, run),
  });

  resourceRoute(server, {
    method: "GET",
    path: "/payout-runs/:run/left-out",
    permission: "payouts:read",
    name: "listPayoutsLeftOut",
    tag: TAG,
    summary: "Who was left out of a run, and why",
    params,
    query: pageQuery([z.uuid(), z.string()]),
    answer: listOf(payoutLeftOut),
    handle: ({ app, caller, params: { run }, query: { cursor, limit } }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        if ((await readRun(tx, caller.ws, run)) === null) throw noSuchRun();
        const found = await listLeftOut(tx, caller.ws, run, { after: cursor, limit: limit + 1 });
        const { rows, nextCursor } = page(found, limit, (one) => [one.party, one.currency]);
        const names = await namesOf(
          tx,
          caller.ws,
          rows.map((one) => one.party),
        );
        return { data: rows.map((one) => showLeftOut((party) => names.party(party), one)), nextCursor };
      }),
  });
}

function decideRoutes(server: Server): void {
  resourceRoute(server, {
    method: "POST",
    path: "/payout-runs/:run/approve",
    permission: "payouts:approve",
    name: "approvePayoutRun",
    tag: TAG,
    summary: "Approve a payout run: its money is set under way",
    description: "Where two people look at payouts, not by who proposed it.",
    statuses: [200],
    params,
    answer: payoutRun,
    handle: async ({ app, caller, params: { run }, request }) => {
      await approvePayouts(app, caller.ws, run, personOf(caller, request));
      if (app.db.joined === undefined && (await countOf(app, caller.ws, run)) <= AT_ONCE) {
        await payRun(app, caller.ws, run);
      }
      return showOne(app, caller, run);
    },
  });

  resourceRoute(server, {
    method: "POST",
    path: "/payout-runs/:run/withdraw",
    permission: "payouts:write",
    name: "withdrawPayoutRun",
    tag: TAG,
    summary: "Take a proposed run back; nothing has moved",
    statuses: [200],
    params,
    answer: payoutRun,
    handle: async ({ app, caller, params: { run }, request }) => {
      await withdrawRun(app, caller.ws, run, personOf(caller, request));
      return showOne(app, caller, run);
    },
  });
}

function underWayRoutes(server: Server): void {
  resourceRoute(server, {
    method: "POST",
    path: "/payout-runs/:run/stop",
    permission: "payouts:write",
    name: "stopPayoutRun",
    tag: TAG,
    summary: "Stop an approved run that is still being begun: what is not begun is taken out of it",
    description: "What is begun goes on; 409 where everything is.",
    statuses: [200],
    params,
    answer: payoutRun,
    handle: async ({ app, caller, params: { run }, request }) => {
      await stopRun(app, caller.ws, run, personOf(caller, request));
      return showOne(app, caller, run);
    },
  });

  resourceRoute(server, {
    method: "POST",
    path: "/payout-runs/:run/settle",
    permission: "payouts:write",
    name: "settlePayoutFile",
    tag: TAG,
    summary: "Say that the bank has carried out a file: everything in it that is still under way has arrived",
    statuses: [200],
    params,
    body: runSettle,
    answer: payoutRun,
    handle: async ({ app, caller, params: { run }, body }) => {
      await settleFile(app, caller.ws, run, body.file, caller.actor);
      return showOne(app, caller, run);
    },
  });
}

function fileRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/payout-runs/:run/files/:file",
    permission: "payouts:write",
    name: "takePayoutFile",
    tag: TAG,
    summary: "A file of a run for the bank; always the same bytes",
    params: { ...params, file: z.string().max(120) },
    produces: "application/octet-stream",
    answer: z.string(),
    handle: async ({ app, caller, params: { run, file }, request, reply }) => {
      const { text, mediaType } = await writePayoutFile(app, caller.ws, run, file, personOf(caller, request));
      reply.type(mediaType).header("content-disposition", `attachment; filename="${file}"`);
      reply.send(text);
      return text;
    },
  });
}

async function countOf(app: App, ws: number, run: Uuid): Promise<number> {
  const sums = await inWorkspace(app.db, ws, (tx) => sumRuns(tx, ws, [run]));
  return sums.reduce((count, one) => count + one.count, 0);
}

function showOne(app: App, caller: { ws: number; actor: string }, id: Uuid): Promise<PayoutRun> {
  return inWorkspace(app.db, caller.ws, async (tx) => {
    const run = await readRun(tx, caller.ws, id);
    if (run === null) throw noSuchRun();
    return (await showRuns(tx, caller.ws, [run], caller.actor))[0] as PayoutRun;
  });
}
