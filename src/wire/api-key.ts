// API keys on the network. The secret is in the answer to the POST that makes the key, and never again.
// Example: POST /v1/workspaces/ws_…/api-keys { "name": "Shop", "scopes": ["sales:write"] } → { "secret":
// "partage_…", … }.
import { z } from "zod";
import { idOut } from "./id.ts";
import { instantOut } from "./instant.ts";
import { nameOf } from "./metadata.ts";

/** `scopes` are checked against the table of permissions by the route: that table is not wire's. */
export function newApiKey<const T extends readonly [string, ...string[]]>(scopes: T) {
  return z
    .strictObject({
      name: nameOf(100).meta({ description: "What it is for.", examples: ["Shop"] }),
      scopes: z
        .array(z.enum(scopes))
        .min(1)
        .max(scopes.length)
        .meta({ examples: [["sales:write"]] }),
    })
    .meta({ id: "NewApiKey" });
}

const shape = {
  id: idOut("key"),
  name: z.string(),
  hint: z.string().meta({ description: "The last four characters, to tell keys apart.", examples: ["w7qd"] }),
  scopes: z.array(z.string()),
  createdBy: z.string().meta({ examples: ["account:account_01k9e7wq9vfh78y0000000000a"] }),
  createdAt: instantOut,
  lastUsedAt: instantOut.nullable().meta({ description: "To the minute." }),
  revokedAt: instantOut.nullable(),
  oldUntil: instantOut
    .nullable()
    .meta({ description: "Until then the secret before this one works as well, after a rotation." }),
};

export const keyRotation = z
  .strictObject({
    graceHours: z.int().min(0).max(168).default(24).meta({ description: "0: the old secret ends at once." }),
  })
  .meta({ id: "KeyRotation" });

export const apiKey = z.object(shape).meta({ id: "ApiKey" });

export type ApiKey = z.input<typeof apiKey>;

export const createdApiKey = z
  .object({
    ...shape,
    secret: z
      .string()
      .nullable()
      .meta({
        description: "Shown this once. Null when the answer is given again to the same Idempotency-Key.",
        examples: ["partage_8k3vmq0t5w2e9r7y1a6s4d8f0g3h5j7k9z2xw7qd"],
      }),
  })
  .meta({ id: "CreatedApiKey" });

export type CreatedApiKey = z.input<typeof createdApiKey>;
