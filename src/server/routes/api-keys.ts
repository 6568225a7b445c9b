// API keys of a workspace: made (the secret is shown once), listed, revoked. An API key cannot make or revoke
// keys.

import { z } from "zod";
import {
  type ApiKey,
  addApiKey,
  listApiKeys,
  makeSecret,
  readApiKey,
  revokeApiKey,
  rotateApiKey,
} from "../../access/api-keys.ts";
import { mustBeAllowed } from "../../access/caller.ts";
import { KEY_SCOPES } from "../../access/permissions.ts";
import { newUuid, publicId } from "../../base/id.ts";
import { Refusal } from "../../base/refusal.ts";
import { addEvent } from "../../db/events.ts";
import { inWorkspace } from "../../db/transaction.ts";
import { apiKey, createdApiKey, keyRotation, newApiKey } from "../../wire/api-key.ts";
import { idIn, showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";

const TAG = "API keys";
const SCOPES = KEY_SCOPES as [string, ...string[]] as [(typeof KEY_SCOPES)[number], ...typeof KEY_SCOPES];

export function apiKeyRoutes(server: Server): void {
  makeRoute(server);
  readRoutes(server);
  revokeRoute(server);
  rotateRoute(server);
}

function makeRoute(server: Server): void {
  resourceRoute(server, {
    method: "POST",
    path: "/api-keys",
    permission: "keys:write",
    name: "createApiKey",
    tag: TAG,
    summary: "Make an API key",
    description:
      "The secret is in this answer and never again. A key may hold only what its maker's role may do.",
    body: newApiKey(SCOPES),
    answer: createdApiKey,
    keep: (answer) => ({ ...answer, secret: null }),
    handle: async ({ app, caller, body }) => {
      const { secret, hash, hint } = makeSecret(app.ids);
      const id = newUuid(app.ids);
      const at = app.ids.now();
      const scopes = [...new Set(body.scopes)];
      for (const scope of scopes) mustBeAllowed(caller, scope);
      const key: ApiKey = {
        id,
        name: body.name,
        hint,
        scopes,
        createdBy: caller.actor,
        createdAt: new Date(at),
        lastUsedAt: null,
        revokedAt: null,
        oldUntil: null,
      };
      await inWorkspace(app.db, caller.ws, async (tx) => {
        await addApiKey(tx, caller.ws, {
          id,
          name: body.name,
          hash,
          hint,
          scopes,
          createdBy: caller.actor,
          at,
        });
        const subject = publicId("key", id);
        const payload = { name: body.name, scopes };
        await addEvent(tx, caller.ws, { type: "api_key.created", subject, actor: caller.actor, payload, at });
      });
      return { ...show(key), secret };
    },
  });
}

function readRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/api-keys",
    permission: "keys:read",
    name: "listApiKeys",
    tag: TAG,
    summary: "List API keys, newest first",
    query: pageQuery([z.number(), z.uuid()]),
    answer: listOf(apiKey),
    handle: async ({ app, caller, query }) => {
      const keys = await inWorkspace(app.db, caller.ws, (tx) =>
        listApiKeys(tx, caller.ws, query.limit + 1, query.cursor),
      );
      const shown = page(keys, query.limit, (key) => [key.createdAt.getTime(), key.id]);
      return { data: shown.rows.map(show), nextCursor: shown.nextCursor };
    },
  });

  resourceRoute(server, {
    method: "GET",
    path: "/api-keys/:key",
    permission: "keys:read",
    name: "readApiKey",
    tag: TAG,
    summary: "One API key",
    params: { key: idIn("key") },
    answer: apiKey,
    handle: async ({ app, caller, params }) => {
      const key = await inWorkspace(app.db, caller.ws, (tx) => readApiKey(tx, caller.ws, params.key));
      if (key === null) throw noSuchKey();
      return show(key);
    },
  });
}

function revokeRoute(server: Server): void {
  resourceRoute(server, {
    method: "DELETE",
    path: "/api-keys/:key",
    permission: "keys:write",
    name: "revokeApiKey",
    tag: TAG,
    summary: "Revoke an API key, for ever",
    description: "Counts at once; in other server processes within five seconds. Revoking twice is no error.",
    params: { key: idIn("key") },
    handle: async ({ app, caller, params }) => {
      await inWorkspace(app.db, caller.ws, async (tx) => {
        if ((await readApiKey(tx, caller.ws, params.key)) === null) throw noSuchKey();
        const at = app.ids.now();
        const changed = await revokeApiKey(tx, caller.ws, params.key, at);
        const subject = publicId("key", params.key);
        if (changed) {
          await addEvent(tx, caller.ws, {
            type: "api_key.revoked",
            subject,
            actor: caller.actor,
            payload: {},
            at,
          });
        }
      });
      server.keys.forget(params.key);
      return undefined;
    },
  });
}

function rotateRoute(server: Server): void {
  resourceRoute(server, {
    method: "POST",
    path: "/api-keys/:key/rotate",
    permission: "keys:write",
    name: "rotateApiKey",
    tag: TAG,
    summary: "Give an API key a new secret; the old one works a while longer",
    description: "The secret is in this answer and never again.",
    params: { key: idIn("key") },
    body: keyRotation,
    answer: createdApiKey,
    keep: (answer) => ({ ...answer, secret: null }),
    handle: async ({ app, caller, params, body }) => {
      const { secret, ...made } = makeSecret(app.ids);
      const next = { ...made, by: caller.actor };
      const at = app.ids.now();
      const key = await inWorkspace(app.db, caller.ws, async (tx) => {
        const rotated = await rotateApiKey(tx, caller.ws, params.key, next, at + body.graceHours * 3_600_000);
        if (rotated === null) throw noSuchKey();
        for (const scope of rotated.scopes) mustBeAllowed(caller, scope);
        const subject = publicId("key", params.key);
        const payload = { name: rotated.name, graceHours: body.graceHours };
        await addEvent(tx, caller.ws, { type: "api_key.rotated", subject, actor: caller.actor, payload, at });
        return rotated;
      });
      server.keys.forget(params.key);
      return { ...show(key), secret };
    },
  });
}

function noSuchKey(): Refusal {
  return new Refusal(404, "not_found", "There is no such API key in this workspace.");
}

function show(key: ApiKey) {
  return {
    id: showId("key", key.id),
    name: key.name,
    hint: key.hint,
    scopes: key.scopes,
    createdBy: key.createdBy,
    createdAt: showInstant(key.createdAt),
    lastUsedAt: showInstant(key.lastUsedAt),
    revokedAt: showInstant(key.revokedAt),
    oldUntil: showInstant(key.oldUntil),
  };
}
