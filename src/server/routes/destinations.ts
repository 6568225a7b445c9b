// Destinations: the stored pages that links of a product may lead to, and nothing else.
// Example: POST /v1/destinations { "product": …, "name": "Sales page", "url": "https://school.example/a" }.
import { z } from "zod";
import type { Destination } from "../../affiliates/destination.ts";
import { listDestinations, readDestination } from "../../affiliates/read-destinations.ts";
import { countLinksTo } from "../../affiliates/read-links.ts";
import { Refusal } from "../../base/refusal.ts";
import { inWorkspace, type Tx } from "../../db/transaction.ts";
import { changeDestination, storeDestination } from "../../flows/store-destination.ts";
import { idIn } from "../../wire/id.ts";
import {
  destination,
  destinationChange,
  linkState,
  newDestination,
  type Destination as Shown,
} from "../../wire/link.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { showDestinations } from "./show-link.ts";

const TAG = "Links";
const params = { destination: idIn("destination") };

export function destinationRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/destinations",
    permission: "affiliates:read",
    name: "listDestinations",
    tag: TAG,
    summary: "List the pages that links may lead to, newest first",
    query: {
      product: idIn("product").optional(),
      state: linkState.optional(),
      ...pageQuery([z.number(), z.uuid()]),
    },
    answer: listOf(destination),
    handle: async ({ app, caller, query }) => {
      const { cursor, limit, ...filter } = query;
      return inWorkspace(app.db, caller.ws, async (tx) => {
        const found = await listDestinations(tx, caller.ws, { ...filter, after: cursor, limit: limit + 1 });
        const { rows, nextCursor } = page(found, limit, (one) => [one.createdAt.getTime(), one.id]);
        return { data: await show(tx, caller.ws, rows), nextCursor };
      });
    },
  });

  resourceRoute(server, {
    method: "POST",
    path: "/destinations",
    permission: "affiliates:write",
    name: "storeDestination",
    tag: TAG,
    summary: "Store a page that links of a product may lead to",
    body: newDestination,
    answer: destination,
    handle: async ({ app, caller, body }) => {
      const made = await storeDestination(app, caller.ws, body, caller.actor);
      return inWorkspace(app.db, caller.ws, (tx) => showOne(tx, caller.ws, made));
    },
  });
  singleRoutes(server);
}

function singleRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/destinations/:destination",
    permission: "affiliates:read",
    name: "readDestination",
    tag: TAG,
    summary: "One destination",
    params,
    answer: destination,
    handle: async ({ app, caller, params }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        const found = await readDestination(tx, caller.ws, params.destination);
        if (found === null) {
          throw new Refusal(404, "not_found", "There is no such destination in this workspace.");
        }
        return showOne(tx, caller.ws, found);
      }),
  });

  resourceRoute(server, {
    method: "PATCH",
    path: "/destinations/:destination",
    permission: "affiliates:write",
    name: "changeDestination",
    tag: TAG,
    summary: "Change a destination's name or address, make it the main one, archive it",
    description: "Links follow it at once. Links to an archived one lead to the product's main one.",
    params,
    body: destinationChange,
    answer: destination,
    handle: async ({ app, caller, params, body }) => {
      const changed = await changeDestination(app, caller.ws, params.destination, body, caller.actor);
      server.links.book.forget();
      return inWorkspace(app.db, caller.ws, (tx) => showOne(tx, caller.ws, changed));
    },
  });
}

async function showOne(tx: Tx, ws: number, one: Destination): Promise<Shown> {
  return (await show(tx, ws, [one]))[0] as Shown;
}

async function show(tx: Tx, ws: number, rows: readonly Destination[]): Promise<Shown[]> {
  const counted: (Destination & { links: number })[] = [];
  for (const one of rows) counted.push({ ...one, links: await countLinksTo(tx, ws, one.id) });
  return await showDestinations(tx, ws, counted);
}
