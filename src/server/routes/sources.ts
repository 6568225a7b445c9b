// Connected sources: the platforms that report sales by webhook, each with an address of our own. Never
// answers a secret. Example: PUT /v1/sources/stripe { "secret": "whsec_…" } → the address to give to
// Stripe.
import { inWorkspace } from "../../db/transaction.ts";
import { connectSource, disconnectSource, notConnected } from "../../flows/connect-source.ts";
import { type ConnectedSource, listSources } from "../../sources/connected-sources.ts";
import { showInstant } from "../../wire/instant.ts";
import { listOf } from "../../wire/list.ts";
import {
  connectedSource,
  connectedSourceOut,
  type Source as Shown,
  source,
  sourceIn,
} from "../../wire/source.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";

const TAG = "Sources";
const params = { source: connectedSource };

export function sourceRoutes(server: Server): void {
  const { publicUrl } = server.door;
  resourceRoute(server, {
    method: "GET",
    path: "/sources",
    permission: "sources:read",
    name: "listSources",
    tag: TAG,
    summary: "List connected sources, by name",
    answer: listOf(source),
    handle: async ({ app, caller }) => {
      const found = await inWorkspace(app.db, caller.ws, (tx) => listSources(tx, caller.ws));
      return { data: found.map(show), nextCursor: null };
    },
  });

  resourceRoute(server, {
    method: "GET",
    path: "/sources/:source",
    permission: "sources:read",
    name: "readSource",
    tag: TAG,
    summary: "One connected source",
    params,
    answer: source,
    handle: async ({ app, caller, params }) => {
      const found = await inWorkspace(app.db, caller.ws, (tx) => listSources(tx, caller.ws));
      const one = found.find((connected) => connected.name === params.source);
      if (one === undefined) throw notConnected();
      return show(one);
    },
  });

  resourceRoute(server, {
    method: "PUT",
    path: "/sources/:source",
    permission: "sources:write",
    name: "connectSource",
    tag: TAG,
    summary: "Connect a source, or change its secret; the address is in the first answer and never again",
    description:
      "Setting waitForFees: true parks a charge until its fee is known, instead of booking the fee late.",
    params,
    body: sourceIn,
    answer: connectedSourceOut,
    handle: async ({ app, caller, params, body }) => {
      const connection = { name: params.source, ...body };
      const made = await connectSource(app, caller.ws, connection, caller.actor);
      const address =
        made.address === null ? null : new URL(`/hooks/${params.source}/${made.address}`, publicUrl).href;
      return { ...show(made.source), address };
    },
  });

  resourceRoute(server, {
    method: "DELETE",
    path: "/sources/:source",
    permission: "sources:write",
    name: "disconnectSource",
    tag: TAG,
    summary: "Disconnect a source: what it sends from now on finds nothing; what came stays",
    params,
    handle: async ({ app, caller, params }) => {
      await disconnectSource(app, caller.ws, params.source, caller.actor);
      return undefined;
    },
  });
}

function show(one: ConnectedSource): Shown {
  return {
    name: one.name as Shown["name"],
    settings: one.settings,
    createdAt: showInstant(one.createdAt),
    parked: one.parked,
  };
}
