// Parties: anyone who can be owed money. Listed by name; found by ref or external id; never removed.
// Never an account that signs in. Example: GET /v1/parties?kind=partner&search=bru → Bruno.
import { z } from "zod";
import { Refusal } from "../../base/refusal.ts";
import { inWorkspace } from "../../db/transaction.ts";
import { changeParty } from "../../flows/change-party.ts";
import { createParty } from "../../flows/create-party.ts";
import type { Party } from "../../parties/party.ts";
import { findParty, listParties } from "../../parties/read-parties.ts";
import { idIn, showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { externalId } from "../../wire/metadata.ts";
import { ref } from "../../wire/named.ts";
import { newParty, party, partyChange, partyKind, type Party as Shown } from "../../wire/party.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";

const TAG = "Parties";

export function partyRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/parties",
    permission: "parties:read",
    name: "listParties",
    tag: TAG,
    summary: "List parties by name",
    query: {
      kind: partyKind.optional(),
      search: z.string().min(1).max(200).optional(),
      ref: ref.optional(),
      externalId: externalId.optional(),
      ...pageQuery([z.string(), z.uuid()]),
    },
    answer: listOf(party),
    handle: async ({ app, caller, query }) => {
      const { cursor, limit, ...filter } = query;
      const found = await inWorkspace(app.db, caller.ws, (tx) =>
        listParties(tx, caller.ws, { ...filter, after: cursor, limit: limit + 1 }),
      );
      const { rows, nextCursor } = page(found, limit, (one) => [one.name, one.id]);
      return { data: rows.map(show), nextCursor };
    },
  });

  resourceRoute(server, {
    method: "POST",
    path: "/parties",
    permission: "parties:write",
    name: "createParty",
    tag: TAG,
    summary: "Make a party",
    body: newParty,
    answer: party,
    handle: async ({ app, caller, body }) => show(await createParty(app, caller.ws, body, caller.actor)),
  });

  resourceRoute(server, {
    method: "GET",
    path: "/parties/:party",
    permission: "parties:read",
    name: "readParty",
    tag: TAG,
    summary: "One party",
    params: { party: idIn("party") },
    answer: party,
    handle: async ({ app, caller, params }) => {
      const found = await inWorkspace(app.db, caller.ws, (tx) => findParty(tx, caller.ws, params.party));
      if (found === null) throw new Refusal(404, "not_found", "There is no such party in this workspace.");
      return show(found);
    },
  });

  resourceRoute(server, {
    method: "PATCH",
    path: "/parties/:party",
    permission: "parties:write",
    name: "changeParty",
    tag: TAG,
    summary: "Change how a party is called and found",
    params: { party: idIn("party") },
    body: partyChange,
    answer: party,
    handle: async ({ app, caller, params, body }) =>
      show(await changeParty(app, caller.ws, params.party, body, caller.actor)),
  });
}

function show(one: Party): Shown {
  return { ...one, id: showId("party", one.id), createdAt: showInstant(one.createdAt) };
}
