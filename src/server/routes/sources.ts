// Connected sources: the platforms that report sales by webhook, each with an address of our own, its secret,
// its state and how it is doing. Never answers a secret or a key. Example: PUT /v1/sources/stripe { "secret":
// "whsec_…" } → the address to give to Stripe.
import { inWorkspace } from "../../db/transaction.ts";
import { checkSourceKey } from "../../flows/check-source-key.ts";
import {
  type Connected,
  connectSource,
  disconnectSource,
  notConnected,
  openAddress,
  renewAddress,
} from "../../flows/connect-source.ts";
import { sendTestDelivery } from "../../flows/send-test-delivery.ts";
import { type ConnectedSource, listSources, readSource } from "../../sources/connected-sources.ts";
import { sourceNamed } from "../../sources/registry.ts";
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
  readRoutes(server);
  changeRoutes(server);
  addressRoutes(server);
}

function readRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/sources",
    permission: "sources:read",
    name: "listSources",
    tag: TAG,
    summary: "List connected sources, by name",
    answer: listOf(source),
    handle: async ({ app, caller }) => {
      const found = await inWorkspace(app.db, caller.ws, (tx) => listSources(tx, caller.ws, app.ids.now()));
      return { data: found.map(show), nextCursor: null };
    },
  });

  resourceRoute(server, {
    method: "GET",
    path: "/sources/:source",
    permission: "sources:read",
    name: "readSource",
    tag: TAG,
    summary: "One connected source, and how it is doing",
    params,
    answer: source,
    handle: async ({ app, caller, params }) => {
      const { ws } = caller;
      const found = await inWorkspace(app.db, ws, (tx) => readSource(tx, ws, params.source, app.ids.now()));
      if (found === null) throw notConnected();
      return show(found);
    },
  });
}

function changeRoutes(server: Server): void {
  const { publicUrl } = server.door;
  resourceRoute(server, {
    method: "PUT",
    path: "/sources/:source",
    permission: "sources:write",
    name: "connectSource",
    tag: TAG,
    summary: "Connect a source, or change its secret, settings, state or API key",
    description:
      "Setting waitForFees: true parks a charge until its fee is known, instead of booking the fee late. A new " +
      "source may be connected without its secret: the address is needed first at some platforms.",
    params,
    body: sourceIn,
    answer: connectedSourceOut,
    handle: async ({ app, caller, params, body }) => {
      const name = params.source;
      if (typeof body.apiKey === "string") await checkSourceKey(app, name, body.apiKey);
      const made = await connectSource(app, caller.ws, { name, ...body }, caller.actor);
      return showConnected(made, publicUrl);
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

  resourceRoute(server, {
    method: "POST",
    path: "/sources/:source/test",
    permission: "sources:write",
    name: "testSource",
    tag: TAG,
    summary:
      "Send a test message to the source's own address, signed as the platform would: it moves no money",
    params,
    answer: source,
    statuses: [202],
    handle: async ({ app, caller, params }) => {
      const { ws } = caller;
      await sendTestDelivery(app, ws, params.source);
      const found = await inWorkspace(app.db, ws, (tx) => readSource(tx, ws, params.source, app.ids.now()));
      if (found === null) throw notConnected();
      return show(found);
    },
  });
}

function addressRoutes(server: Server): void {
  const { publicUrl } = server.door;
  resourceRoute(server, {
    method: "GET",
    path: "/sources/:source/address",
    permission: "sources:write",
    name: "readSourceAddress",
    tag: TAG,
    summary: "The source with the address that the platform sends to",
    params,
    answer: connectedSourceOut,
    handle: async ({ app, caller, params }) => {
      const { ws } = caller;
      const found = await inWorkspace(app.db, ws, (tx) => readSource(tx, ws, params.source, app.ids.now()));
      if (found === null) throw notConnected();
      return showConnected({ source: found, address: openAddress(app, ws, found), isNew: false }, publicUrl);
    },
  });

  resourceRoute(server, {
    method: "POST",
    path: "/sources/:source/address",
    permission: "sources:write",
    name: "renewSourceAddress",
    tag: TAG,
    summary: "Make a new address; what comes to the old one finds nothing from now on",
    params,
    answer: connectedSourceOut,
    keep: (answer) => ({ ...answer, address: null }),
    handle: async ({ app, caller, params }) =>
      showConnected(await renewAddress(app, caller.ws, params.source, caller.actor), publicUrl),
  });
}

function showConnected({ source, address }: Connected, publicUrl: string) {
  const url = address === null ? null : new URL(`/hooks/${source.name}/${address}`, publicUrl).href;
  return { ...show(source), address: url };
}

function show(one: ConnectedSource): Shown {
  const platform = sourceNamed(one.name);
  const { address: _, createdAt, oldSecretUntil, lastReceivedAt, turnedAway, ...rest } = one;
  return {
    ...rest,
    name: one.name as Shown["name"],
    title: platform?.title ?? one.name,
    paysParties: platform?.paysParties ?? false,
    createdAt: showInstant(createdAt),
    oldSecretUntil: showInstant(oldSecretUntil),
    lastReceivedAt: showInstant(lastReceivedAt),
    turnedAway: { ...turnedAway, at: showInstant(turnedAway.at) },
  };
}
