// A party that a signed-in person speaks for, and in whose business: the way from an account to a portal. No
// team role.
// Example: { "name": "Bruno Lima", "mayAccept": true, "workspace": { "name": "Piano School", … }, "producer":
// "Ana" }.
import { z } from "zod";
import { idOut } from "./id.ts";
import { currencyOut } from "./money.ts";

export const ownParty = z
  .object({
    id: idOut("party"),
    name: z.string(),
    mayAccept: z.boolean().meta({ description: "False: this account may look, and not decide." }),
    workspace: z.object({
      id: idOut("ws"),
      name: z.string(),
      currency: currencyOut,
      timeZone: z.string(),
      demo: z.boolean(),
    }),
    producer: z.string().meta({ description: "How the producer is called." }),
  })
  .meta({ id: "OwnParty" });

export type OwnParty = z.input<typeof ownParty>;
