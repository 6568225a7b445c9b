// A party's own payouts: where it is paid to, what it has, when the next comes, what was paid; asking to be
// paid. Changing the place asks for the password again, and only who may decide for the party changes it.
// Example: POST /v1/partner/party_…/payout-requests { "currency": "BRL" } → asked.
import { z } from "zod";
import type { Uuid } from "../../base/id.ts";
import { Refusal } from "../../base/refusal.ts";
import { inParty } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import { askPayout, takeBackAsk } from "../../flows/ask-payout.ts";
import { removePayoutMethod, setPayoutMethod } from "../../flows/set-payout-method.ts";
import { listPayouts, readPayouts } from "../../payouts/payouts.ts";
import { idIn } from "../../wire/id.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { type OwnPayout, ownPayout } from "../../wire/payout.ts";
import { newPayoutMethod, payoutAsk, payoutDetails, payoutRemoval } from "../../wire/payout-method.ts";
import { type Partner, partnerRoute } from "../partner-route.ts";
import type { Server } from "../server-type.ts";
import { mustProve } from "./own-account.ts";
import { showOwnPayouts } from "./show-payout.ts";
import { showDetails } from "./show-payout-details.ts";

const TAG = "Partner portal";

export function partnerPayoutRoutes(server: Server): void {
  readRoutes(server);
  methodRoutes(server);
  askRoutes(server);
}

function readRoutes(server: Server): void {
  partnerRoute(server, {
    method: "GET",
    path: "/payouts",
    name: "listOwnPayouts",
    tag: TAG,
    summary: "What was paid to the party, newest first",
    query: pageQuery([z.uuid()]),
    answer: listOf(ownPayout),
    handle: ({ app, partner: { ws, party }, query: { cursor, limit } }) =>
      inParty(app.db, { ws, party }, async (tx) => {
        const after = cursor?.[0] as Uuid | undefined;
        const found = await listPayouts(tx, ws, { party, after, limit: limit + 1 });
        const { rows, nextCursor } = page(found, limit, (one) => [one.id]);
        return { data: await showOwnPayouts(tx, ws, rows), nextCursor };
      }),
  });

  partnerRoute(server, {
    method: "GET",
    path: "/payouts/:payout",
    name: "readOwnPayout",
    tag: TAG,
    summary: "One payout to the party",
    params: { payout: idIn("payout") },
    answer: ownPayout,
    handle: ({ app, partner: { ws, party }, params }) =>
      inParty(app.db, { ws, party }, async (tx) => {
        const found = (await readPayouts(tx, ws, [params.payout])).get(params.payout);
        if (found?.party !== party) throw new Refusal(404, "not_found", "There is no such payout.");
        return (await showOwnPayouts(tx, ws, [found]))[0] as OwnPayout;
      }),
  });

  partnerRoute(server, {
    method: "GET",
    path: "/payout-details",
    name: "readOwnPayoutDetails",
    tag: TAG,
    summary: "Where, how and when the party is paid",
    answer: payoutDetails,
    handle: ({ app, partner }) => showOwn(app, partner),
  });
}

function methodRoutes(server: Server): void {
  partnerRoute(server, {
    method: "POST",
    path: "/payout-method",
    name: "setOwnPayoutMethod",
    tag: TAG,
    summary: "Say where the party is paid to; a change counts after 72 hours",
    accepts: true,
    body: newPayoutMethod,
    answer: payoutDetails,
    handle: async ({ app, partner, body, request }) => {
      await mustProve(server, request, body.password);
      await setPayoutMethod(app, partner.ws, partner.party, body.method, partner);
      return showOwn(app, partner);
    },
  });

  partnerRoute(server, {
    method: "POST",
    path: "/payout-method/remove",
    name: "removeOwnPayoutMethod",
    tag: TAG,
    summary: "Take away where the party is paid to: nothing is paid until there is another",
    accepts: true,
    body: payoutRemoval,
    answer: payoutDetails,
    handle: async ({ app, partner, body, request }) => {
      await mustProve(server, request, body?.password);
      await removePayoutMethod(app, partner.ws, partner.party, partner);
      return showOwn(app, partner);
    },
  });
}

function askRoutes(server: Server): void {
  partnerRoute(server, {
    method: "POST",
    path: "/payout-requests",
    name: "askOwnPayout",
    tag: TAG,
    summary: "Ask to be paid what is available in a currency",
    accepts: true,
    body: payoutAsk,
    answer: payoutDetails,
    handle: async ({ app, partner, body }) => {
      await askPayout(app, partner.ws, partner.party, body.currency, partner.actor);
      return showOwn(app, partner);
    },
  });

  partnerRoute(server, {
    method: "POST",
    path: "/payout-requests/withdraw",
    name: "takeBackOwnPayoutRequest",
    tag: TAG,
    summary: "Take back what was asked for",
    accepts: true,
    body: payoutAsk,
    answer: payoutDetails,
    handle: async ({ app, partner, body }) => {
      await takeBackAsk(app, partner.ws, partner.party, body.currency);
      return showOwn(app, partner);
    },
  });
}

function showOwn(app: App, { ws, party }: Partner) {
  return showDetails(app, ws, party, "party");
}
