// Payouts one by one: where each stands and how it came there, and what a person says became of it where no
// bank does. Example: GET /v1/payouts/payout_… → in_transit, reference PQ7K…, four steps.
import { z } from "zod";
import { parsePublicId, type Uuid } from "../../base/id.ts";
import { Refusal } from "../../base/refusal.ts";
import { inWorkspace } from "../../db/transaction.ts";
import { endPayouts } from "../../flows/end-payouts.ts";
import { listPayouts, listSteps, readPayouts } from "../../payouts/payouts.ts";
import { idIn } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import {
  answerSaid,
  type PayoutDetail,
  payout,
  payoutDetail,
  payoutEnd,
  payoutState,
} from "../../wire/payout.ts";
import { rail } from "../../wire/payout-method.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { showPayouts } from "./show-payout.ts";

const TAG = "Payouts";
const sought = z.string().min(1).max(100);
const params = { payout: idIn("payout") };

const LIST_QUERY = {
  run: idIn("run").optional(),
  party: idIn("party").optional(),
  state: payoutState.optional(),
  rail: rail.optional(),
  cameBack: z.literal("true").optional().meta({
    description: "Only what is proposed to an account where the last payment failed or came back.",
  }),
  answer: idIn("bankanswer").optional().meta({ description: "What this answer of a bank spoke of." }),
  said: answerSaid.optional().meta({
    description:
      "What an answer of a bank booked so, knew before, or what does not fit; with `answer`, of that one.",
  }),
  q: sought.optional().meta({ description: "In the party's name, the reference, the bank's own id." }),
  ...pageQuery([z.uuid()]),
};

export function payoutRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/payouts",
    permission: "payouts:read",
    name: "listPayouts",
    tag: TAG,
    summary: "Payouts, newest first; of a run in its order",
    query: LIST_QUERY,
    answer: listOf(payout),
    handle: ({ app, caller, query: { state, q, cameBack, cursor, limit, ...filter } }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        const after = cursor?.[0] as Uuid | undefined;
        const states = state === undefined ? undefined : [state];
        const found = await listPayouts(tx, caller.ws, {
          ...filter,
          states,
          cameBack: cameBack === "true",
          search: q,
          after,
          limit: limit + 1,
        });
        const { rows, nextCursor } = page(found, limit, (one) => [one.id]);
        return { data: await showPayouts(tx, caller.ws, rows), nextCursor };
      }),
  });

  resourceRoute(server, {
    method: "GET",
    path: "/payouts/:payout",
    permission: "payouts:read",
    name: "readPayout",
    tag: TAG,
    summary: "One payout with everything that became of it",
    params,
    answer: payoutDetail,
    handle: ({ caller, params }) => showOne(server, caller.ws, params.payout),
  });

  resourceRoute(server, {
    method: "POST",
    path: "/payouts/:payout/end",
    permission: "payouts:write",
    name: "endPayout",
    tag: TAG,
    summary: "Say that a payout arrived, failed, or came back",
    description: "For rails whose bank answers nothing. What came back is the party's again at once.",
    statuses: [200],
    params,
    body: payoutEnd,
    answer: payoutDetail,
    handle: async ({ app, caller, params, body: { how, ...said } }) => {
      await showOne(server, caller.ws, params.payout);
      const ends = [{ payout: params.payout, ...said }];
      const { refused } = await endPayouts(app, caller.ws, how, ends, caller.actor);
      const state = refused.get(params.payout);
      if (state !== undefined) throw notNow(how, state);
      return showOne(server, caller.ws, params.payout);
    },
  });
}

function notNow(how: string, state: string): Refusal {
  const message =
    how === "returned"
      ? `Only what has arrived can come back; this payout is ${state}.`
      : `This payout is ${state}; it cannot become ${how}.`;
  return new Refusal(409, `payout_${state}`, message, { facts: { state } });
}

async function showOne(server: Server, ws: number, id: Uuid): Promise<PayoutDetail> {
  const { shown, steps } = await inWorkspace(server.app.db, ws, async (tx) => {
    const found = (await readPayouts(tx, ws, [id])).get(id);
    if (found === undefined) throw new Refusal(404, "not_found", "There is no such payout.");
    const [shown] = await showPayouts(tx, ws, [found]);
    return { shown: shown as PayoutDetail, steps: await listSteps(tx, ws, id) };
  });
  const accountOf = (actor: string) => parsePublicId("account", actor.replace("account:", ""));
  const people = await server.door.identity.readPeople(steps.flatMap(({ actor }) => accountOf(actor) ?? []));
  const nameOf = (actor: string) => {
    const account = accountOf(actor);
    const person = account === null ? undefined : people.get(account);
    return actor === "system" ? null : person?.name || person?.email || actor;
  };
  return {
    ...shown,
    steps: steps.map(({ step, at, actor, note }) => ({ step, at: showInstant(at), by: nameOf(actor), note })),
  };
}
