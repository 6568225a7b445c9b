// Connected sources on the network: the platforms that report sales by webhook, and the address each sends
// to. The secret is never answered again; the address is shown when it is made, because it is half of the
// proof.
// Example: PUT /v1/sources/stripe { "secret": "whsec_…" } → { "name": "stripe", "address":
// "https://…/hooks/stripe/…" }.
import { z } from "zod";
import { instantOut } from "./instant.ts";

export const connectedSource = z.enum(["stripe", "hotmart"]).meta({ id: "ConnectedSourceName" });

export const sourceIn = z
  .strictObject({
    secret: z
      .string()
      .min(8)
      .max(500)
      .regex(/^[\x21-\x7e]+$/, "must be visible ASCII characters")
      .meta({ description: "Stripe's signing secret, or Hotmart's hottok." }),
    settings: z
      .record(z.string().min(1).max(40), z.union([z.string().max(500), z.boolean()]))
      .refine((object) => Object.keys(object).length <= 20, "must have at most 20 keys")
      .optional(),
  })
  .meta({ id: "SourceInput" });

const shape = {
  name: connectedSource,
  settings: z.record(z.string(), z.unknown()),
  createdAt: instantOut,
  parked: z.int().meta({ description: "Deliveries that wait for something." }),
};

export const source = z.object(shape).meta({ id: "Source" });

export const connectedSourceOut = z
  .object({
    ...shape,
    address: z.string().nullable().meta({
      description: "Where the platform sends its messages. Shown this once; null when it stays as it was.",
    }),
  })
  .meta({ id: "ConnectedSource" });

export type Source = z.input<typeof source>;
