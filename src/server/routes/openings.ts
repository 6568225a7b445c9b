// Opening balances from both sides: the producer's tells and takes back, the party confirms or objects. Only
// a confirmed one is posted.
// Example: POST /v1/partner/party_…/opening-balances/opening_…/confirm → confirmed, entry 812
import type { Uuid } from "../../base/id.ts";
import { inParty, inWorkspace, type Tx } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import { agreeToOpening, endOpening, tellOpening } from "../../flows/open-balance.ts";
import {
  listOpenings,
  noSuchOpening,
  type OpeningBalance,
  readOpening,
} from "../../parties/opening-balance.ts";
import { readNames } from "../../reports/names.ts";
import { idIn, showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import {
  newOpening,
  type Opening,
  opening,
  openingObjection,
  openingState,
  openings,
} from "../../wire/opening.ts";
import { type Partner, partnerRoute } from "../partner-route.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { personOf } from "./proposals.ts";
import { showParty } from "./show-named.ts";

const TAG = "Opening balances";
const OWN = "Partner portal";
const params = { opening: idIn("opening") };
const MOST = 500;

export function openingRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/opening-balances",
    permission: "ledger:read",
    name: "listOpeningBalances",
    tag: TAG,
    summary: "Opening balances, newest first",
    query: { party: idIn("party").optional(), state: openingState.optional() },
    answer: openings,
    handle: ({ app, caller, query }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        const found = await listOpenings(tx, caller.ws, { ...query, limit: MOST });
        return { data: await show(tx, caller.ws, found) };
      }),
  });

  resourceRoute(server, {
    method: "POST",
    path: "/opening-balances",
    permission: "openings:write",
    name: "tellOpeningBalance",
    tag: TAG,
    summary: "Tell what a party was owed when the business moved in",
    description: "It is posted when the party confirms it, and not before.",
    body: newOpening,
    answer: opening,
    handle: async ({ app, caller, body, request }) => {
      const id = await tellOpening(app, caller.ws, body, personOf(caller, request));
      return inWorkspace(app.db, caller.ws, (tx) => showOne(tx, caller.ws, id));
    },
  });

  resourceRoute(server, {
    method: "POST",
    path: "/opening-balances/:opening/withdraw",
    permission: "openings:write",
    name: "withdrawOpeningBalance",
    tag: TAG,
    summary: "Take an opening balance back that is not confirmed",
    statuses: [200],
    params,
    answer: opening,
    handle: async ({ app, caller, params, request }) => {
      const by = { ...personOf(caller, request), side: "producer" as const };
      await endOpening(app, caller.ws, params.opening, by, "");
      return inWorkspace(app.db, caller.ws, (tx) => showOne(tx, caller.ws, params.opening));
    },
  });

  ownRoutes(server);
}

function ownRoutes(server: Server): void {
  partnerRoute(server, {
    method: "GET",
    path: "/opening-balances",
    name: "listOwnOpeningBalances",
    tag: OWN,
    summary: "What the producer says the party was owed when it moved in",
    answer: openings,
    handle: ({ app, partner: { ws, party } }) =>
      inParty(app.db, { ws, party }, async (tx) => {
        const found = await listOpenings(tx, ws, { party, limit: MOST });
        return { data: await show(tx, ws, found) };
      }),
  });

  partnerRoute(server, {
    method: "POST",
    path: "/opening-balances/:opening/confirm",
    name: "confirmOwnOpeningBalance",
    tag: OWN,
    summary: "Confirm an opening balance: it is posted to the party's account",
    accepts: true,
    params,
    answer: opening,
    handle: async ({ app, partner, params }) => {
      await agreeToOpening(app, partner.ws, params.opening, partner);
      return showOwn(app, partner, params.opening);
    },
  });

  partnerRoute(server, {
    method: "POST",
    path: "/opening-balances/:opening/object",
    name: "objectToOpeningBalance",
    tag: OWN,
    summary: "Object to an opening balance: nothing is posted, and the producer's side reads why",
    accepts: true,
    params,
    body: openingObjection,
    answer: opening,
    handle: async ({ app, partner, params, body }) => {
      await endOpening(app, partner.ws, params.opening, partner, body.answer);
      return showOwn(app, partner, params.opening);
    },
  });
}

function showOwn(app: App, { ws, party }: Partner, id: Uuid): Promise<Opening> {
  return inParty(app.db, { ws, party }, (tx) => showOne(tx, ws, id));
}

async function showOne(tx: Tx, ws: number, id: Uuid): Promise<Opening> {
  const found = await readOpening(tx, ws, id);
  if (found === null) throw noSuchOpening();
  return (await show(tx, ws, [found]))[0] as Opening;
}

async function show(tx: Tx, ws: number, found: readonly OpeningBalance[]): Promise<Opening[]> {
  const names = await readNames(tx, ws, { parties: found.map((one) => one.party) });
  return found.map(({ party, createdName, answeredName, seq, ...one }) => ({
    ...one,
    id: showId("opening", one.id),
    party: showParty(names, party),
    createdBy: createdName,
    createdAt: showInstant(one.createdAt),
    answeredBy: answeredName,
    answeredAt: showInstant(one.answeredAt),
    entry: seq,
  }));
}
