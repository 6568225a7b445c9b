// Connected sources on the network: the platforms that report sales by webhook, how each is doing, and the
// address each sends to. A secret or a key is never answered again; the address only to those who may change
// the source, because it is half of the proof.
// Example: PUT /v1/sources/stripe { "secret": "whsec_…" } → { "name": "stripe", "address":
// "https://…/hooks/stripe/…" }.
import { z } from "zod";
import { idIn, idOut } from "./id.ts";
import { instantOut } from "./instant.ts";
import { nameOf } from "./metadata.ts";
import { amountIn, amountOut, currencyIn, currencyOut } from "./money.ts";
import { ref, sourceName } from "./named.ts";

export const connectedSource = z.enum(["stripe", "hotmart"]).meta({ id: "ConnectedSourceName" });

const visible = z.string().regex(/^[\x21-\x7e]+$/, "must be visible ASCII characters");

const state = z.enum(["active", "paused"]).meta({
  id: "SourceState",
  description: "Paused: what comes is kept and applied once it is active again.",
});

export const sourceIn = z
  .strictObject({
    secret: visible
      .min(8)
      .max(500)
      .optional()
      .meta({
        description:
          "Stripe's signing secret, or Hotmart's hottok. Left out: as it is; a new source then waits for it.",
        examples: ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
      }),
    oldSecretHours: z
      .int()
      .min(0)
      .max(24 * 7)
      .optional()
      .meta({ description: "How long the secret before stays good beside a new one; 0 when left out." }),
    settings: z
      .record(z.string().min(1).max(40), z.union([z.string().max(500), z.boolean()]))
      .refine((object) => Object.keys(object).length <= 20, "must have at most 20 keys")
      .optional(),
    state: state.optional(),
    apiKey: visible
      .min(12)
      .max(300)
      .nullable()
      .optional()
      .meta({ description: "Stripe's restricted key, to ask for fees. Kept sealed; null takes it away." }),
  })
  .meta({ id: "SourceInput" });

const shape = {
  name: connectedSource,
  title: z.string().meta({ description: "As people write it." }),
  state,
  settings: z.record(z.string(), z.unknown()),
  createdAt: instantOut,
  hasSecret: z.boolean().meta({ description: "False: nothing can come yet." }),
  oldSecretUntil: instantOut.nullable().meta({ description: "The secret before is good until then." }),
  apiKeyHint: z.string().nullable().meta({ description: "Its beginning and end; null: there is none." }),
  apiKeyProblem: z.string().nullable().meta({ description: "What the platform last said against it." }),
  paysParties: z.boolean().meta({ description: "True: the platform itself pays producer, co-producers …" }),
  lastReceivedAt: instantOut.nullable(),
  parked: z.int().meta({ description: "Deliveries that wait for something." }),
  queued: z.int().meta({ description: "Deliveries whose turn is still to come." }),
  failed: z.int().meta({ description: "Deliveries of the last 24 hours that were refused." }),
  turnedAway: z
    .object({ count: z.int(), at: instantOut.nullable(), code: z.string().nullable() })
    .meta({ description: "Came to the address with a wrong signature or token, since the last good one." }),
};

export const source = z.object(shape).meta({ id: "Source" });

export const connectedSourceOut = z
  .object({
    ...shape,
    address: z.string().nullable().meta({
      description: "Where the platform sends its messages; null where it cannot be shown again.",
    }),
  })
  .meta({ id: "ConnectedSource" });

export const parkedProduct = z
  .object({
    source: z.string(),
    ref: z.string().meta({ description: "The source's own id of the product." }),
    name: z.string().nullable().meta({ description: "As the newest message calls it." }),
    waiting: z.int(),
    firstAt: instantOut,
    lastAt: instantOut,
    prices: z.array(
      z.object({
        offerRef: z.string().nullable(),
        currency: currencyOut,
        least: amountOut,
        most: amountOut,
        waiting: z.int(),
      }),
    ),
  })
  .meta({ id: "ParkedProduct" });

export const parkedMapping = z
  .strictObject({
    source: sourceName,
    ref,
    product: z
      .union([
        idIn("product"),
        z.strictObject({
          name: nameOf(300),
          offer: z.strictObject({ name: nameOf(300), currency: currencyIn, price: amountIn() }).optional(),
        }),
      ])
      .meta({ description: "One of yours, or one that is made now, with its offer." }),
    offer: idIn("offer").nullable().optional(),
  })
  .meta({ id: "ParkedMapping" });

export const mappedParked = z
  .object({ product: idOut("product"), offer: idOut("offer").nullable(), queued: z.int() })
  .meta({ id: "MappedParked" });

export const parkedProgress = z
  .object({
    outcomes: z.array(z.object({ state: z.string(), reason: z.string().nullable(), count: z.int() })),
  })
  .meta({ id: "ParkedProgress" });

export type Source = z.input<typeof source>;
export type ConnectedSource = z.input<typeof connectedSourceOut>;
export type ParkedProduct = z.input<typeof parkedProduct>;
