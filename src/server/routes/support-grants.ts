// Who of the operators asked to look into this workspace, what the owners answered, and taking leave back.
// What was looked at stands in the audit trail, as support.looked.

import type { SignedIn } from "../../access/signed-in.ts";
import { listGrants, type SupportGrant } from "../../access/support-grants.ts";
import { inWorkspace } from "../../db/transaction.ts";
import { answerGrant, revokeGrant } from "../../flows/support-grant.ts";
import { idIn, showId } from "../../wire/id.ts";
import { listOf } from "../../wire/list.ts";
import { grantAnswer, supportGrant } from "../../wire/operator.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { showGrant } from "./operator.ts";

const TAG = "Support grants";
const MOST = 100;
const params = { grant: idIn("grant") };

export function supportGrantRoutes(server: Server): void {
  const show = async (all: readonly SupportGrant[]) => {
    const people = await server.door.identity.readPeople([...new Set(all.map((one) => one.account))]);
    return all.map((one) => ({
      ...showGrant(one, server.app.ids.now()),
      operator: showOperator(one, people.get(one.account)),
    }));
  };
  const showOne = async (one: SupportGrant) =>
    (await show([one]))[0] as Awaited<ReturnType<typeof show>>[number];

  resourceRoute(server, {
    method: "GET",
    path: "/support-grants",
    permission: "support:read",
    name: "listSupportGrants",
    tag: TAG,
    summary: "Who asked to look, newest first",
    answer: listOf(supportGrant),
    handle: async ({ app, caller }) => {
      const all = await inWorkspace(app.db, caller.ws, (tx) => listGrants(tx, caller.ws, { limit: MOST }));
      return { data: await show(all), nextCursor: null };
    },
  });

  resourceRoute(server, {
    method: "POST",
    path: "/support-grants/:grant/answer",
    permission: "support:write",
    name: "answerSupportGrant",
    tag: TAG,
    summary: "Give leave to read for the hours asked, or refuse",
    params,
    body: grantAnswer,
    answer: supportGrant,
    statuses: [200],
    handle: async ({ app, caller, params, body }) =>
      await showOne(await answerGrant(app, caller, params.grant, body.given)),
  });

  resourceRoute(server, {
    method: "POST",
    path: "/support-grants/:grant/revoke",
    permission: "support:write",
    name: "revokeSupportGrant",
    tag: TAG,
    summary: "Take leave back; it counts with the next request",
    params,
    answer: supportGrant,
    statuses: [200],
    handle: async ({ app, caller, params }) => await showOne(await revokeGrant(app, caller, params.grant)),
  });
}

function showOperator(one: SupportGrant, person: SignedIn | undefined) {
  return { account: showId("account", one.account), name: person?.name ?? "", email: person?.email ?? "" };
}
