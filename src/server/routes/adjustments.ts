// Adjustments of the workspace: proposed, approved by a second person, declined or taken back. Only an
// approved one is posted.
// Example: POST /v1/adjustments/adjustment_…/approve → posted, entry 812
import { z } from "zod";
import type { Uuid } from "../../base/id.ts";
import { inWorkspace, type Tx } from "../../db/transaction.ts";
import { agreeToAdjustment, endAdjustment, proposeAdjustment } from "../../flows/adjust-balance.ts";
import type { App } from "../../flows/app.ts";
import {
  type Adjustment as Found,
  listAdjustments,
  noSuchAdjustment,
  readAdjustment,
} from "../../parties/adjustment.ts";
import { readNames } from "../../reports/names.ts";
import {
  type Adjustment,
  adjustment,
  adjustmentAnswer,
  adjustmentKind,
  adjustmentState,
  newAdjustment,
} from "../../wire/adjustment.ts";
import { idIn, showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { personOf } from "./proposals.ts";
import { showParty } from "./show-named.ts";

const TAG = "Adjustments";
const params = { adjustment: idIn("adjustment") };

export function adjustmentRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/adjustments",
    permission: "ledger:read",
    name: "listAdjustments",
    tag: TAG,
    summary: "Adjustments and write-offs, newest first",
    query: {
      party: idIn("party").optional(),
      state: adjustmentState.optional(),
      kind: adjustmentKind.optional(),
      question: idIn("question").optional(),
      ...pageQuery([z.uuid()]),
    },
    answer: listOf(adjustment),
    handle: ({ app, caller, query: { cursor, limit, ...filter } }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        const wanted = { ...filter, after: cursor?.[0], limit: limit + 1 };
        const found = await listAdjustments(tx, caller.ws, wanted);
        const { rows, nextCursor } = page(found, limit, (one) => [one.id]);
        return { data: await show(tx, caller.ws, rows, caller.actor), nextCursor };
      }),
  });

  resourceRoute(server, {
    method: "POST",
    path: "/adjustments",
    permission: "adjustments:write",
    name: "proposeAdjustment",
    tag: TAG,
    summary: "Propose an adjustment, or to write off what a party owes",
    description: "It is posted when a second person approves it; in a business of one, when you do.",
    body: newAdjustment,
    answer: adjustment,
    handle: async ({ app, caller, body, request }) => {
      const id = await proposeAdjustment(app, caller.ws, body, personOf(caller, request));
      return showOne(app, caller.ws, id, caller.actor);
    },
  });

  answerRoutes(server);
}

function answerRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/adjustments/:adjustment",
    permission: "ledger:read",
    name: "readAdjustment",
    tag: TAG,
    summary: "One adjustment",
    params,
    answer: adjustment,
    handle: ({ app, caller, params }) => showOne(app, caller.ws, params.adjustment, caller.actor),
  });

  resourceRoute(server, {
    method: "POST",
    path: "/adjustments/:adjustment/approve",
    permission: "adjustments:approve",
    name: "approveAdjustment",
    tag: TAG,
    summary: "Approve an adjustment: it is posted, and the party is told",
    statuses: [200],
    params,
    answer: adjustment,
    handle: async ({ app, caller, params, request }) => {
      await agreeToAdjustment(app, caller.ws, params.adjustment, personOf(caller, request));
      return showOne(app, caller.ws, params.adjustment, caller.actor);
    },
  });

  resourceRoute(server, {
    method: "POST",
    path: "/adjustments/:adjustment/decline",
    permission: "adjustments:write",
    name: "declineAdjustment",
    tag: TAG,
    summary: "Decline an adjustment, or take back your own: nothing is posted",
    statuses: [200],
    params,
    body: adjustmentAnswer,
    answer: adjustment,
    handle: async ({ app, caller, params, body, request }) => {
      await endAdjustment(app, caller.ws, params.adjustment, personOf(caller, request), body.answer);
      return showOne(app, caller.ws, params.adjustment, caller.actor);
    },
  });
}

function showOne(app: App, ws: number, id: Uuid, actor: string): Promise<Adjustment> {
  return inWorkspace(app.db, ws, async (tx) => {
    const found = await readAdjustment(tx, ws, id);
    if (found === null) throw noSuchAdjustment();
    return (await show(tx, ws, [found], actor))[0] as Adjustment;
  });
}

async function show(tx: Tx, ws: number, found: readonly Found[], actor: string): Promise<Adjustment[]> {
  const names = await readNames(tx, ws, { parties: found.map((one) => one.party) });
  return found.map(({ createdBehind, createdName, answeredName, seq, availableOn: _, ...one }) => ({
    ...one,
    id: showId("adjustment", one.id),
    party: showParty(names, one.party),
    question: one.question === null ? null : showId("question", one.question),
    correction: one.correction === null ? null : showId("correction", one.correction),
    own: createdBehind.includes(actor),
    createdBy: createdName,
    createdAt: showInstant(one.createdAt),
    answeredBy: answeredName,
    answeredAt: showInstant(one.answeredAt),
    entry: seq,
  }));
}
