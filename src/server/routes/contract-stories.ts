// Contracts with their whole life, for the workspace and for the partner alike; and who the partner is here.
// Example: GET /v1/partner/party_…/contracts → each with versions in words, agreements, what was asked.
import { Refusal } from "../../base/refusal.ts";
import type { Contract } from "../../contracts/contract.ts";
import { listContracts, readContract } from "../../contracts/read-contracts.ts";
import { inParty, inWorkspace, type Tx } from "../../db/transaction.ts";
import { listOwnParties } from "../../flows/list-own-parties.ts";
import { tellContracts } from "../../flows/tell-contracts.ts";
import { idIn } from "../../wire/id.ts";
import { ownParty } from "../../wire/own-party.ts";
import { contractStories, contractStory } from "../../wire/partner.ts";
import { partnerRoute } from "../partner-route.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { showOwnParty, showStory } from "./show-own.ts";

const TAG = "Partner portal";
const params = { contract: idIn("contract") };
/** One party rarely holds more than a handful. */
const MOST = 200;

export function contractStoryRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/contracts/:contract/story",
    permission: "contracts:read",
    name: "readContractStory",
    tag: "Contracts",
    summary: "A contract with every version, agreement and proposal",
    params,
    answer: contractStory,
    handle: ({ app, caller, params }) =>
      inWorkspace(app.db, caller.ws, async (tx) =>
        tell(tx, caller.ws, await readContract(tx, caller.ws, params.contract), app.ids.now()),
      ),
  });

  partnerRoute(server, {
    method: "GET",
    path: "",
    name: "readOwnParty",
    tag: TAG,
    summary: "Who the party is, and in whose business",
    answer: ownParty,
    handle: async ({ app, partner }) => {
      const all = await listOwnParties(app, partner.account);
      const own = all.find((one) => one.party === partner.party);
      if (own === undefined) throw new Refusal(404, "not_found", "There is no such party any more.");
      return showOwnParty(own);
    },
  });

  partnerRoute(server, {
    method: "GET",
    path: "/contracts",
    name: "listOwnContracts",
    tag: TAG,
    summary: "The party's contracts, newest first",
    answer: contractStories,
    handle: ({ app, partner }) =>
      inParty(app.db, partner, async (tx) => {
        const { ws, party } = partner;
        const now = app.ids.now();
        const contracts = await listContracts(tx, ws, { party, now, limit: MOST });
        const { told, names } = await tellContracts(tx, ws, contracts, now);
        return { data: told.map((one) => showStory(names, one, now)) };
      }),
  });

  partnerRoute(server, {
    method: "GET",
    path: "/contracts/:contract",
    name: "readOwnContract",
    tag: TAG,
    summary: "One contract of the party with every version, agreement and proposal",
    params,
    answer: contractStory,
    handle: ({ app, partner, params }) =>
      inParty(app.db, partner, async (tx) =>
        tell(tx, partner.ws, await readContract(tx, partner.ws, params.contract), app.ids.now()),
      ),
  });
}

async function tell(tx: Tx, ws: number, found: Contract | null, now: number) {
  if (found === null)
    throw new Refusal(404, "not_found", "There is no such contract, or it is not yours to see.");
  const { told, names } = await tellContracts(tx, ws, [found], now);
  return showStory(names, told[0] as (typeof told)[number], now);
}
