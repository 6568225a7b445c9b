// Who an address or a party already is here: member, co-producer, affiliate. Changes nothing.
// Example: GET /v1/known-people?email=bruno@example.com → { "role": "finance", "shares": [], … }.
import { knowPerson } from "../../flows/know-person.ts";
import { idIn, showId } from "../../wire/id.ts";
import { knownPerson } from "../../wire/known-person.ts";
import { emailIn } from "../../wire/person.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";

export function knownPeopleRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/known-people",
    permission: "parties:read",
    name: "readKnownPerson",
    tag: "Parties",
    summary: "Who an address or a party already is here",
    description: "Give `email` or `party`. Nobody known: everything is empty.",
    query: { email: emailIn.optional(), party: idIn("party").optional() },
    answer: knownPerson,
    handle: async ({ app, caller, query }) => {
      const found = await knowPerson(app, server.door.identity, caller.ws, query);
      const product = (one: { id: string; name: string }) => ({ ...one, id: showId("product", one.id) });
      return {
        role: found.role,
        party: found.party && { ...found.party, id: showId("party", found.party.id) },
        shares: found.shares.map(product),
        invitedTo: found.invitedTo.map(product),
        promotes: found.promotes.map(product),
      };
    },
  });
}
