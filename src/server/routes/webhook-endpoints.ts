// Webhooks out: the addresses that are told what happened, their messages with what became of each, and the
// events. Never shows a secret twice. Example: POST /v1/webhook-endpoints { "url":
// "https://example.com/hooks" }.
import { z } from "zod";
import { inWorkspace } from "../../db/transaction.ts";
import {
  changeEndpoint,
  createEndpoint,
  noSuchEndpoint,
  removeEndpoint,
  repeatMessage,
  rotateSecret,
  tryEndpoint,
} from "../../flows/change-webhooks.ts";
import { type Endpoint, listEndpoints } from "../../notices/webhook-endpoints.ts";
import { listMessages, type Message } from "../../notices/webhook-messages.ts";
import { idIn, showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import {
  createdEndpoint,
  endpoint,
  endpointChange,
  message,
  newEndpoint,
  type Endpoint as Shown,
  secretRotation,
} from "../../wire/webhook.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";

const TAG = "Webhooks out";
const params = { endpoint: idIn("endpoint") };

export function webhookEndpointRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/webhook-endpoints",
    permission: "webhooks:read",
    name: "listWebhookEndpoints",
    tag: TAG,
    summary: "List endpoints, oldest first",
    query: pageQuery([z.number(), z.uuid()]),
    answer: listOf(endpoint),
    handle: async ({ app, caller, query }) => {
      const { cursor, limit } = query;
      const found = await inWorkspace(app.db, caller.ws, (tx) =>
        listEndpoints(tx, caller.ws, { after: cursor, limit: limit + 1 }),
      );
      const { rows, nextCursor } = page(found, limit, (one) => [one.createdAt.getTime(), one.id]);
      return { data: rows.map((one) => show(one, app.ids.now())), nextCursor };
    },
  });

  resourceRoute(server, {
    method: "GET",
    path: "/webhook-endpoints/:endpoint",
    permission: "webhooks:read",
    name: "readWebhookEndpoint",
    tag: TAG,
    summary: "One endpoint",
    params,
    answer: endpoint,
    handle: async ({ app, caller, params }) => {
      const [found] = await inWorkspace(app.db, caller.ws, (tx) =>
        listEndpoints(tx, caller.ws, { id: params.endpoint }),
      );
      if (found === undefined) throw noSuchEndpoint();
      return show(found, app.ids.now());
    },
  });
  writeRoutes(server, server.door.allowPrivateWebhooks ?? false);
  rotateRoute(server);
  messageRoutes(server);
}

function writeRoutes(server: Server, allowPrivate: boolean): void {
  resourceRoute(server, {
    method: "POST",
    path: "/webhook-endpoints",
    permission: "webhooks:write",
    name: "createWebhookEndpoint",
    tag: TAG,
    summary: "Make an endpoint; its secret is in this answer and never again",
    description: "Signed as Standard Webhooks says. Tried over three days. Private addresses are refused.",
    body: newEndpoint,
    answer: createdEndpoint,
    keep: (answer) => ({ ...answer, secret: null }),
    handle: async ({ app, caller, body }) => {
      const made = await createEndpoint(app, caller.ws, body, caller.actor, allowPrivate);
      return { ...show(made, app.ids.now()), secret: made.secret };
    },
  });

  resourceRoute(server, {
    method: "PATCH",
    path: "/webhook-endpoints/:endpoint",
    permission: "webhooks:write",
    name: "changeWebhookEndpoint",
    tag: TAG,
    summary: "Change, pause or resume an endpoint",
    description: "A paused endpoint goes on where it stopped when it is made active again.",
    params,
    body: endpointChange,
    answer: endpoint,
    handle: async ({ app, caller, params, body }) =>
      show(
        await changeEndpoint(app, caller.ws, params.endpoint, body, caller.actor, allowPrivate),
        app.ids.now(),
      ),
  });

  resourceRoute(server, {
    method: "DELETE",
    path: "/webhook-endpoints/:endpoint",
    permission: "webhooks:write",
    name: "removeWebhookEndpoint",
    tag: TAG,
    summary: "Remove an endpoint and its log",
    params,
    handle: async ({ app, caller, params }) => {
      await removeEndpoint(app, caller.ws, params.endpoint, caller.actor);
      return undefined;
    },
  });
}

function rotateRoute(server: Server): void {
  resourceRoute(server, {
    method: "POST",
    path: "/webhook-endpoints/:endpoint/rotate",
    permission: "webhooks:write",
    name: "rotateWebhookSecret",
    tag: TAG,
    summary: "Give an endpoint a new secret; the old one signs beside it a while longer",
    description: "The secret is in this answer and never again.",
    params,
    body: secretRotation,
    answer: createdEndpoint,
    keep: (answer) => ({ ...answer, secret: null }),
    handle: async ({ app, caller, params, body }) => {
      const made = await rotateSecret(app, caller.ws, params.endpoint, body.graceHours, caller.actor);
      return { ...show(made, app.ids.now()), secret: made.secret };
    },
  });
}

function messageRoutes(server: Server): void {
  resourceRoute(server, {
    method: "POST",
    path: "/webhook-endpoints/:endpoint/test",
    permission: "webhooks:write",
    name: "tryWebhookEndpoint",
    tag: TAG,
    summary: "Send a message of type endpoint.test",
    statuses: [202],
    params,
    answer: z.object({ id: z.string() }),
    handle: async ({ app, caller, params }) => ({
      id: showId("message", await tryEndpoint(app, caller.ws, params.endpoint)),
    }),
  });

  resourceRoute(server, {
    method: "GET",
    path: "/webhook-endpoints/:endpoint/messages",
    permission: "webhooks:read",
    name: "listWebhookMessages",
    tag: TAG,
    summary: "What an endpoint was told, or is to be told, newest first; kept for 30 days",
    params,
    query: { state: z.enum(["waiting", "sent", "failed"]).optional(), ...pageQuery([z.uuid()]) },
    answer: listOf(message),
    handle: async ({ app, caller, params, query }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        if ((await listEndpoints(tx, caller.ws, { id: params.endpoint })).length === 0)
          throw noSuchEndpoint();
        const { state, cursor, limit } = query;
        const wanted = { endpoint: params.endpoint, state, after: cursor?.[0], limit: limit + 1 };
        const { rows, nextCursor } = page(await listMessages(tx, caller.ws, wanted), limit, (one) => [
          one.id,
        ]);
        return { data: rows.map(showMessage), nextCursor };
      }),
  });

  resourceRoute(server, {
    method: "POST",
    path: "/webhook-endpoints/:endpoint/messages/:message/replay",
    permission: "webhooks:write",
    name: "replayWebhookMessage",
    tag: TAG,
    summary: "Send a message again, under the same id",
    statuses: [202],
    params: { ...params, message: idIn("message") },
    answer: message,
    handle: async ({ app, caller, params }) =>
      showMessage(await repeatMessage(app, caller.ws, params.endpoint, params.message)),
  });
}

function show(one: Endpoint, now: number): Shown {
  const { secret: _, fromSeq: __, oldSecret, stopped, id, createdAt, ...rest } = one;
  const overlaps = oldSecret !== null && oldSecret.until.getTime() > now;
  return {
    id: showId("endpoint", id),
    ...rest,
    stopped: stopped && { at: showInstant(stopped.at), why: stopped.why },
    oldSecretUntil: overlaps ? showInstant(oldSecret.until) : null,
    createdAt: showInstant(createdAt),
  };
}

function showMessage(one: Message): z.input<typeof message> {
  const { endpoint: _, id, nextAt, lastAt, createdAt, ...rest } = one;
  return {
    id: showId("message", id),
    ...rest,
    nextAt: showInstant(nextAt),
    lastAt: showInstant(lastAt),
    createdAt: showInstant(createdAt),
  };
}
