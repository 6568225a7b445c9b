// Webhooks out on the network: addresses of yours that are told what happened, signed as Standard Webhooks
// says, tried again over three days, kept in a log and sent again on request. Never sent to a private
// address.
// Example: POST /v1/webhook-endpoints { "url": "https://example.com/hooks", "types": ["sale.recorded"] }.
import { z } from "zod";
import { EVENT_TYPES } from "./event-types.ts";
import { idOut } from "./id.ts";
import { instantOut } from "./instant.ts";
import { metadata, metadataOut } from "./metadata.ts";

export const eventType = z.enum(EVENT_TYPES).meta({ id: "EventType" });

const url = z
  .url({ protocol: /^https?$/, error: "must be an http or https address" })
  .max(2000)
  .meta({ examples: ["https://example.com/hooks"] });

const types = z.array(eventType).max(EVENT_TYPES.length).meta({ description: "Empty: all." });

export const newEndpoint = z
  .strictObject({ url, types: types.default([]), metadata: metadata.optional() })
  .meta({ id: "NewWebhookEndpoint" });

export const endpointChange = z
  .strictObject({ url, types, state: z.enum(["active", "paused"]), metadata })
  .partial()
  .meta({ id: "WebhookEndpointChange" });

const shape = {
  id: idOut("endpoint"),
  url: z.string(),
  types: z.array(z.string()),
  state: z
    .enum(["active", "paused", "disabled"])
    .meta({ description: "`disabled`: it took nothing for three days. Make it active to go on." }),
  stopped: z
    .object({ at: instantOut, why: z.string() })
    .nullable()
    .meta({ description: "When the server stopped it by itself." }),
  oldSecretUntil: instantOut
    .nullable()
    .meta({ description: "Until then the secret before this one signs as well." }),
  metadata: metadataOut,
  createdAt: instantOut,
};

export const endpoint = z.object(shape).meta({ id: "WebhookEndpoint" });

export const secretRotation = z
  .strictObject({ graceHours: z.int().min(0).max(168).default(24) })
  .meta({ id: "SecretRotation" });

export const createdEndpoint = z
  .object({
    ...shape,
    secret: z
      .string()
      .nullable()
      .meta({
        description: "Signs every message. Shown this once; null when the answer is given again.",
        examples: ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
      }),
  })
  .meta({ id: "CreatedWebhookEndpoint" });

export const message = z
  .object({
    id: idOut("message"),
    type: z.string(),
    state: z.enum(["waiting", "sent", "failed"]),
    attempts: z.int(),
    nextAt: instantOut.nullable(),
    lastStatus: z.int().nullable().meta({ description: "The HTTP status of the last answer." }),
    lastMessage: z.string().nullable(),
    lastAt: instantOut.nullable(),
    lastMs: z.int().nullable().meta({ description: "How long the last answer took." }),
    lastAnswer: z.string().nullable().meta({ description: "Its first 2,000 characters." }),
    createdAt: instantOut,
    body: z.record(z.string(), z.unknown()).meta({ description: "As it is sent." }),
  })
  .meta({ id: "WebhookMessage" });

/** What an endpoint receives as JSON. */
export const webhookBody = z
  .object({
    type: z.string(),
    timestamp: instantOut,
    workspace: idOut("ws"),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "WebhookBody" });

export type Endpoint = z.input<typeof endpoint>;
export type CreatedEndpoint = z.input<typeof createdEndpoint>;
export type Message = z.input<typeof message>;
export type WebhookBody = z.input<typeof webhookBody>;
