// Who an address already is in a workspace, for dialogs that invite somebody. Never more than the workspace
// knows itself. Example: { "role": "finance", "party": { "id": "party_…", "name": "Bruno" }, "shares": [ … ]
// }.
import { z } from "zod";
import { idOut } from "./id.ts";
import { namedProduct } from "./named.ts";

export const knownPerson = z
  .object({
    role: z.string().nullable().meta({ description: "Its role in the team; null where it is no member." }),
    party: z.object({ id: idOut("party"), name: z.string() }).nullable(),
    shares: z.array(namedProduct).meta({ description: "Products it shares under a contract that goes on." }),
    invitedTo: z.array(namedProduct).meta({ description: "Products it was asked to share, unanswered." }),
    promotes: z.array(namedProduct).meta({ description: "Products it is an affiliate of." }),
  })
  .meta({ id: "KnownPerson" });

export type KnownPerson = z.input<typeof knownPerson>;
