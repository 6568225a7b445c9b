// How the business pays: its policy, the accounts it pays from, and of each party where and how it is paid.
// What moves money elsewhere asks for the password again. Example: PUT /v1/parties/party_…/payout-method
// { "method": { "kind": "iban", … }, "password": "…" } → masked, usable in 72 hours.
import { Refusal } from "../../base/refusal.ts";
import { inWorkspace } from "../../db/transaction.ts";
import {
  changePayoutSettings,
  changePolicy,
  dropPayingAccount,
  setPayingAccount,
} from "../../flows/change-payout-settings.ts";
import { countApprovers, needsFourEyes } from "../../flows/four-eyes.ts";
import { openPaying } from "../../flows/seal-payout.ts";
import { removePayoutMethod, setPayoutMethod } from "../../flows/set-payout-method.ts";
import { findParty } from "../../parties/read-parties.ts";
import { hasWebhook, listPayingAccounts } from "../../payouts/paying-account.ts";
import { listRequests } from "../../payouts/requests.ts";
import { readPolicy } from "../../payouts/settings.ts";
import { readNames } from "../../reports/names.ts";
import { idIn } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import {
  newPayingAccount,
  newPayoutMethod,
  payingAccounts,
  payoutDetails,
  payoutPolicy,
  payoutPolicyChange,
  payoutRemoval,
  payoutRequests,
  payoutSettingsChange,
  rail,
} from "../../wire/payout-method.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { mustProve } from "./own-account.ts";
import { personOf } from "./proposals.ts";
import { showParty } from "./show-named.ts";
import { showDetails } from "./show-payout-details.ts";

const TAG = "Payout settings";
const params = { party: idIn("party") };

export function payoutSettingsRoutes(server: Server): void {
  policyRoutes(server);
  payingRoutes(server);
  partyRoutes(server);
  methodRoutes(server);
}

function policyRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/payout-policy",
    permission: "payouts:read",
    name: "readPayoutPolicy",
    tag: TAG,
    summary: "How the business pays everybody",
    answer: payoutPolicy,
    handle: ({ app, caller }) =>
      inWorkspace(app.db, caller.ws, async (tx) => ({
        ...(await readPolicy(tx, caller.ws)),
        fourEyesNow: await needsFourEyes(tx, caller.ws),
        approvers: await countApprovers(tx, caller.ws),
      })),
  });

  resourceRoute(server, {
    method: "PATCH",
    path: "/payout-policy",
    permission: "payoutpolicy:write",
    name: "changePayoutPolicy",
    tag: TAG,
    summary: "Change how the business pays everybody",
    body: payoutPolicyChange,
    answer: payoutPolicy,
    handle: async ({ app, caller, body: { password, ...change }, request }) => {
      if (change.fourEyes !== undefined) await mustProve(server, request, password);
      await changePolicy(app, caller.ws, change, caller.actor);
      return inWorkspace(app.db, caller.ws, async (tx) => ({
        ...(await readPolicy(tx, caller.ws)),
        fourEyesNow: await needsFourEyes(tx, caller.ws),
        approvers: await countApprovers(tx, caller.ws),
      }));
    },
  });

  resourceRoute(server, {
    method: "GET",
    path: "/payout-requests",
    permission: "payouts:read",
    name: "listPayoutRequests",
    tag: TAG,
    summary: "What parties asked to be paid, oldest first",
    answer: payoutRequests,
    handle: ({ app, caller }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        const found = await listRequests(tx, caller.ws);
        const names = await readNames(tx, caller.ws, { parties: found.map((one) => one.party) });
        return {
          data: found.map(({ party, currency, askedAt }) => ({
            party: showParty(names, party),
            currency,
            askedAt: showInstant(askedAt),
          })),
        };
      }),
  });
}

function payingRoutes(server: Server): void {
  const list = (ws: number) =>
    inWorkspace(server.app.db, ws, async (tx) => ({
      data: (await listPayingAccounts(tx, ws)).map((one) => ({
        ...{ rail: one.rail, hint: one.hint },
        webhook: hasWebhook(openPaying(server.app, ws, one)),
        changedAt: showInstant(one.changedAt),
      })),
    }));

  resourceRoute(server, {
    method: "GET",
    path: "/paying-accounts",
    permission: "payouts:read",
    name: "listPayingAccounts",
    tag: TAG,
    summary: "The accounts the business pays from, masked",
    answer: payingAccounts,
    handle: ({ caller }) => list(caller.ws),
  });

  resourceRoute(server, {
    method: "POST",
    path: "/paying-accounts",
    permission: "payoutpolicy:write",
    name: "setPayingAccount",
    tag: TAG,
    summary: "Set the account a rail pays from",
    statuses: [200],
    body: newPayingAccount,
    answer: payingAccounts,
    handle: async ({ app, caller, body, request }) => {
      await mustProve(server, request, body.password);
      await setPayingAccount(app, caller.ws, body.account, caller.actor);
      return list(caller.ws);
    },
  });

  resourceRoute(server, {
    method: "DELETE",
    path: "/paying-accounts/:rail",
    permission: "payoutpolicy:write",
    name: "removePayingAccount",
    tag: TAG,
    summary: "Take a rail's account away: nothing leaves over it any more",
    params: { rail },
    body: payoutRemoval,
    handle: async ({ app, caller, params, body, request }) => {
      await mustProve(server, request, body?.password);
      await dropPayingAccount(app, caller.ws, params.rail, caller.actor);
      return undefined;
    },
  });
}

function partyRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/parties/:party/payout-details",
    permission: "payouts:read",
    name: "readPayoutDetails",
    tag: TAG,
    summary: "Where, how and when a party is paid",
    params,
    answer: payoutDetails,
    handle: async ({ app, caller, params: { party } }) => {
      if ((await inWorkspace(app.db, caller.ws, (tx) => findParty(tx, caller.ws, party))) === null) {
        throw new Refusal(404, "not_found", "There is no such party.");
      }
      return showDetails(app, caller.ws, party, "producer");
    },
  });

  resourceRoute(server, {
    method: "PATCH",
    path: "/parties/:party/payout-settings",
    permission: "payouts:write",
    name: "changePayoutSettings",
    tag: TAG,
    summary: "Change how a party is paid, or hold its payouts",
    params,
    body: payoutSettingsChange,
    answer: payoutDetails,
    handle: async ({ app, caller, params: { party }, body }) => {
      await changePayoutSettings(app, caller.ws, party, body, caller.actor);
      return showDetails(app, caller.ws, party, "producer");
    },
  });
}

function methodRoutes(server: Server): void {
  resourceRoute(server, {
    method: "PUT",
    path: "/parties/:party/payout-method",
    permission: "payoutmethods:write",
    name: "setPayoutMethod",
    tag: TAG,
    summary: "Set where a party is paid to; the party is told",
    params,
    body: newPayoutMethod,
    answer: payoutDetails,
    handle: async ({ app, caller, params: { party }, body, request }) => {
      await mustProve(server, request, body.password);
      const by = { ...personOf(caller, request), side: "producer" as const };
      await setPayoutMethod(app, caller.ws, party, body.method, by);
      return showDetails(app, caller.ws, party, "producer");
    },
  });

  resourceRoute(server, {
    method: "DELETE",
    path: "/parties/:party/payout-method",
    permission: "payoutmethods:write",
    name: "removePayoutMethod",
    tag: TAG,
    summary: "Take away where a party is paid to; the party is told",
    params,
    body: payoutRemoval,
    handle: async ({ app, caller, params: { party }, body, request }) => {
      await mustProve(server, request, body?.password);
      const by = { ...personOf(caller, request), side: "producer" as const };
      await removePayoutMethod(app, caller.ws, party, by);
      return undefined;
    },
  });
}
