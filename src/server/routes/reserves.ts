// A party's rolling reserve: how much of the last days' earnings stays unpaid, what it holds now and until
// when, and what another one would hold. Setting it moves no money: it is computed whenever it is asked for.
// Example: PUT /v1/parties/party_…/reserve { "rate": "0.10", "days": 30 } → USD held 500.00 until 30 April
import type { Uuid } from "../../base/id.ts";
import { formatRate, type Ppm } from "../../base/rate.ts";
import { inParty, inWorkspace, type Tx } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import { setReserve } from "../../flows/set-reserve.ts";
import { mustFindPartner } from "../../parties/read-parties.ts";
import { todayIn } from "../../reports/balances.ts";
import { readReserveOutlook } from "../../reports/reserve-outlook.ts";
import { readReserveRules } from "../../reports/rolling-reserve.ts";
import { idIn } from "../../wire/id.ts";
import { newReserve, reserve, reservePreview, wantedReserve } from "../../wire/reserve.ts";
import { partnerRoute } from "../partner-route.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { pastQuery, readPast } from "./read-past.ts";

const params = { party: idIn("party") };
const about = { tag: "Balances", path: "/parties/:party/reserve", params } as const;

export function reserveRoutes(server: Server): void {
  resourceRoute(server, {
    ...about,
    method: "GET",
    permission: "ledger:read",
    name: "readReserve",
    summary: "A party's rolling reserve, now or as it stood",
    query: pastQuery,
    answer: reserve,
    handle: ({ app, caller, params: { party }, query }) => show(app, caller.ws, party, query),
  });

  resourceRoute(server, {
    ...about,
    path: "/parties/:party/reserve-preview",
    method: "GET",
    permission: "ledger:read",
    name: "previewReserve",
    summary: "What a rolling reserve would hold of a party, and until when",
    query: wantedReserve,
    answer: reservePreview,
    handle: ({ app, caller, params: { party }, query }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        await mustFindPartner(tx, caller.ws, party, "party");
        const today = await todayIn(tx, caller.ws, app.ids.now());
        return { held: await readReserveOutlook(tx, caller.ws, party, { today, rule: query }) };
      }),
  });

  resourceRoute(server, {
    ...about,
    method: "PUT",
    permission: "parties:write",
    name: "setReserve",
    summary: "Hold a part of what a party earned in the last days",
    body: newReserve,
    answer: reserve,
    handle: async ({ app, caller, params: { party }, body }) => {
      await setReserve(app, caller.ws, party, body, caller);
      return await show(app, caller.ws, party);
    },
  });

  resourceRoute(server, {
    ...about,
    method: "DELETE",
    permission: "parties:write",
    name: "removeReserve",
    summary: "Hold nothing beyond guarantee and hold",
    handle: async ({ app, caller, params: { party } }) => {
      await setReserve(app, caller.ws, party, null, caller);
      return undefined;
    },
  });

  partnerRoute(server, {
    method: "GET",
    path: "/reserve",
    name: "readOwnReserve",
    tag: "Partner portal",
    summary: "The party's own rolling reserve: what it holds, and until when; now or as it stood",
    query: pastQuery,
    answer: reserve,
    handle: ({ app, partner, query }) =>
      inParty(app.db, partner, (tx) => showIn(app, tx, partner.ws, partner.party, query)),
  });
}

type Asked = Parameters<typeof readPast>[3];

function show(app: App, ws: number, party: Uuid, asked: Asked = {}) {
  return inWorkspace(app.db, ws, async (tx) => {
    await mustFindPartner(tx, ws, party, "party");
    return await showIn(app, tx, ws, party, asked);
  });
}

async function showIn(app: App, tx: Tx, ws: number, party: Uuid, asked: Asked) {
  const { today, past } = await readPast(app, tx, ws, asked);
  const [rule] = await readReserveRules(tx, ws, { past, parties: [party] });
  if (rule === undefined) return { reserve: null, held: [] };
  return {
    reserve: { rate: formatRate(rule.rate as Ppm), days: rule.days },
    held: await readReserveOutlook(tx, ws, party, { today, past, rule }),
  };
}
