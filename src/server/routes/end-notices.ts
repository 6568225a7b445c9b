// Notice, where both sides agreed to a notice period, for the workspace and for the partner alike; and the
// partner's word to a contract that was only recorded. Example: POST /v1/contracts/contract_…/notice {}.

import type { Uuid } from "../../base/id.ts";
import { readContract } from "../../contracts/read-contracts.ts";
import { inParty, inWorkspace, type Tx } from "../../db/transaction.ts";
import { askToConfirm } from "../../flows/ask-to-confirm.ts";
import { answerRecorded } from "../../flows/confirm-recorded.ts";
import { giveNotice } from "../../flows/give-notice.ts";
import { noSuchContract } from "../../flows/record-contract.ts";
import { tellContracts } from "../../flows/tell-contracts.ts";
import { idIn } from "../../wire/id.ts";
import { contractStory } from "../../wire/partner.ts";
import { confirmationRequest, newEndNotice, proposal, recordedAnswer } from "../../wire/proposal.ts";
import { partnerRoute } from "../partner-route.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { personOf, showOne } from "./proposals.ts";
import { showStory } from "./show-own.ts";

const TAG = "Partner portal";
const params = { contract: idIn("contract") };

export function endNoticeRoutes(server: Server): void {
  resourceRoute(server, {
    method: "POST",
    path: "/contracts/:contract/notice",
    permission: "contracts:accept",
    name: "giveNotice",
    tag: "Contracts",
    summary: "Give the notice that both sides agreed to",
    description:
      "The contract ends when the days agreed are over, without the other side's acceptance. It cannot be taken " +
      "back by the side that gave it: going on is an amendment that both accept.",
    params,
    body: newEndNotice,
    answer: contractStory,
    handle: async ({ app, caller, params, body, request }) => {
      const by = { ...personOf(caller, request), side: "producer" as const };
      await giveNotice(app, caller.ws, params.contract, body, by);
      return inWorkspace(app.db, caller.ws, (tx) => tell(tx, caller.ws, params.contract, app.ids.now()));
    },
  });

  partnerRoute(server, {
    method: "POST",
    path: "/contracts/:contract/notice",
    name: "giveOwnNotice",
    tag: TAG,
    summary: "Give the notice that both sides agreed to",
    accepts: true,
    params,
    body: newEndNotice,
    answer: contractStory,
    status: 201,
    handle: async ({ app, partner, params, body }) => {
      await giveNotice(app, partner.ws, params.contract, body, partner);
      return inParty(app.db, partner, (tx) => tell(tx, partner.ws, params.contract, app.ids.now()));
    },
  });
  recordedRoutes(server);
}

function recordedRoutes(server: Server): void {
  resourceRoute(server, {
    method: "POST",
    path: "/contracts/:contract/confirmation-request",
    permission: "contracts:write",
    name: "askToConfirm",
    tag: "Contracts",
    summary: "Mail a recorded contract to a party that has no account, for it to confirm",
    description:
      "The same terms as a proposal, with a link like an invitation's. A party that has an account confirms in the " +
      "portal (`has_account`).",
    params,
    body: confirmationRequest,
    answer: proposal,
    handle: async ({ app, caller, params, body, request }) => {
      const by = personOf(caller, request);
      const id = await askToConfirm(app, caller.ws, params.contract, body, by);
      return inWorkspace(app.db, caller.ws, (tx) => showOne(tx, caller.ws, id, app.ids.now()));
    },
  });

  for (const [word, answer] of [
    ["confirm", "confirmed"],
    ["object", "objected"],
  ] as const) {
    partnerRoute(server, {
      method: "POST",
      path: `/contracts/:contract/${word}`,
      name: word === "confirm" ? "confirmRecorded" : "objectToRecorded",
      tag: TAG,
      summary:
        word === "confirm"
          ? "Confirm a contract that was recorded as agreed elsewhere"
          : "Object to a contract that was recorded as agreed elsewhere",
      accepts: true,
      params,
      body: recordedAnswer,
      answer: contractStory,
      handle: async ({ app, partner, params, body }) => {
        await answerRecorded(app, partner.ws, params.contract, { ...body, answer }, partner);
        return inParty(app.db, partner, (tx) => tell(tx, partner.ws, params.contract, app.ids.now()));
      },
    });
  }
}

async function tell(tx: Tx, ws: number, id: Uuid, now: number) {
  const found = await readContract(tx, ws, id);
  if (found === null) throw noSuchContract();
  const { told, names } = await tellContracts(tx, ws, [found], now);
  return showStory(names, told[0] as (typeof told)[number], now);
}
