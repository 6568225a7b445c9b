// Events on the network: what happened in a workspace, in order, without gaps; who did it. Read only.
// Example: { "seq": 12, "type": "contract.recorded", "subject": "contract_…", "actor": "account:account_…", …
// }.
import { z } from "zod";
import { instantOut } from "./instant.ts";

export const event = z
  .object({
    seq: z.int(),
    type: z.string(),
    subject: z.string().meta({ description: "The id of what it is about." }),
    actor: z.string().meta({ description: "account:…, key:…, source:… or system." }),
    payload: z.unknown(),
    recordedAt: instantOut,
  })
  .meta({ id: "Event" });

export type Event = z.input<typeof event>;
