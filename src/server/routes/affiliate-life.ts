// What becomes of an affiliation: decided on, told step by step, handed over to another manager; and who the
// managers of a product are. Example: POST /v1/affiliations/affiliation_…/decisions { "decision": "approve"
// }.

import { readActorNames } from "../../access/actor-names.ts";
import { countAffiliations } from "../../affiliates/count-affiliations.ts";
import { readAffiliation } from "../../affiliates/read-affiliations.ts";
import { listSteps } from "../../affiliates/read-steps.ts";
import { inWorkspace } from "../../db/transaction.ts";
import { decideAffiliation } from "../../flows/decide-affiliation.ts";
import { handOver } from "../../flows/hand-over-affiliates.ts";
import { managersOf } from "../../flows/managers-of.ts";
import { noAffiliation } from "../../flows/program-refusals.ts";
import { readNames } from "../../reports/names.ts";
import { affiliation } from "../../wire/affiliation.ts";
import { idIn, showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import {
  affiliationDecision,
  affiliationSteps,
  handedOver,
  handOver as handOverBody,
  managers,
} from "../../wire/recruiting.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { showAffiliation } from "./affiliations.ts";
import { personOf } from "./proposals.ts";
import { showParty } from "./show-named.ts";

const TAG = "Affiliations";

export function affiliateLifeRoutes(server: Server): void {
  resourceRoute(server, {
    method: "POST",
    path: "/affiliations/:affiliation/decisions",
    permission: "affiliates:write",
    name: "decideAffiliation",
    tag: TAG,
    summary: "Approve, refuse, block, suspend, resume or end an affiliation",
    description:
      "Suspended and blocked ones earn nothing from now on and keep what they earned. Who is refused, blocked or " +
      "suspended is told why. Ended is final.",
    params: { affiliation: idIn("affiliation") },
    body: affiliationDecision,
    answer: affiliation,
    statuses: [200],
    handle: async ({ app, caller, params, body, request }) => {
      const by = { ...personOf(caller, request), side: "producer" as const };
      const decided = await decideAffiliation(app, caller.ws, params.affiliation, body, by);
      return inWorkspace(app.db, caller.ws, (tx) => showAffiliation(tx, caller.ws, decided, app.ids.now()));
    },
  });

  resourceRoute(server, {
    method: "GET",
    path: "/affiliations/:affiliation/steps",
    permission: "affiliates:read",
    name: "listAffiliationSteps",
    tag: TAG,
    summary: "How an affiliation came to be as it is, oldest first",
    params: { affiliation: idIn("affiliation") },
    answer: affiliationSteps,
    handle: async ({ app, caller, params }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        const found = await readAffiliation(tx, caller.ws, params.affiliation);
        if (found === null) throw noAffiliation();
        const steps = await listSteps(tx, caller.ws, found);
        const names = await readNames(tx, caller.ws, { parties: steps.map((one) => one.recruitedBy) });
        const actors = await readActorNames(
          tx,
          caller.ws,
          steps.map((one) => one.by),
        );
        const data = steps.map(({ no, at, state, recruitedBy, reason, by }) => ({
          ...{ no, at: showInstant(at), state, reason },
          recruitedBy: showParty(names, recruitedBy),
          by: actors.get(by)?.name ?? null,
        }));
        return { data };
      }),
  });

  managerRoutes(server);
}

function managerRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/products/:product/managers",
    permission: "affiliates:read",
    name: "listManagers",
    tag: TAG,
    summary: "The affiliate managers of a product",
    description: "Co-producers whose contract is about the sales of those they recruited.",
    params: { product: idIn("product") },
    answer: managers,
    handle: async ({ app, caller, params }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        const { ws } = caller;
        const found = await managersOf(tx, ws, app.ids.now(), params.product);
        const names = await readNames(tx, ws, { parties: found.map((one) => one.party) });
        const data = [];
        for (const { party, contract, share } of found) {
          const { approved, suspended, requested } = await countAffiliations(tx, ws, params.product, party);
          const shown = { party: showParty(names, party), contract: showId("contract", contract), share };
          data.push({ ...shown, affiliates: approved + suspended, requested });
        }
        return { data };
      }),
  });

  resourceRoute(server, {
    method: "POST",
    path: "/products/:product/hand-overs",
    permission: "affiliates:write",
    name: "handOverAffiliates",
    tag: TAG,
    summary: "Hand affiliates over to another manager, for later sales",
    params: { product: idIn("product") },
    body: handOverBody,
    answer: handedOver,
    statuses: [200],
    handle: async ({ app, caller, params, body, request }) => {
      const by = { ...personOf(caller, request), side: "producer" as const };
      return { count: await handOver(app, caller.ws, params.product, body, by) };
    },
  });
}
