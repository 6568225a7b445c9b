// A party's rolling reserve: how much of the last days' earnings stays unpaid. Setting it moves no money: it
// is computed whenever a balance is asked for.
// Example: PUT /v1/parties/party_…/reserve { "rate": "0.10", "days": 30 }
import { formatRate } from "../../base/rate.ts";
import { inWorkspace } from "../../db/transaction.ts";
import { setReserve } from "../../flows/set-reserve.ts";
import { mustFindPartner } from "../../parties/read-parties.ts";
import { type Reserve, readReserve } from "../../parties/reserve.ts";
import { idIn } from "../../wire/id.ts";
import { newReserve, reserve } from "../../wire/reserve.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";

const about = { tag: "Balances", path: "/parties/:party/reserve", params: { party: idIn("party") } } as const;

export function reserveRoutes(server: Server): void {
  resourceRoute(server, {
    ...about,
    method: "GET",
    permission: "ledger:read",
    name: "readReserve",
    summary: "A party's rolling reserve",
    answer: reserve,
    handle: ({ app, caller, params: { party } }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        await mustFindPartner(tx, caller.ws, party, "party");
        return show(await readReserve(tx, caller.ws, party));
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
      return show(body);
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
}

function show(found: Reserve | null) {
  return { reserve: found === null ? null : { rate: formatRate(found.rate), days: found.days } };
}
