// Links: made, listed, changed, and drawn as a code that a phone reads. Whose a link is never changes.
// Example: POST /v1/links { "affiliation": "affiliation_…", "campaign": "spring" } → code "carla-spring".
import { renderSVG } from "uqr";
import { z } from "zod";
import type { Link } from "../../affiliates/link.ts";
import { listLinks, readLink } from "../../affiliates/read-links.ts";
import { Refusal } from "../../base/refusal.ts";
import { inWorkspace, type Tx } from "../../db/transaction.ts";
import { changeLink } from "../../flows/change-link.ts";
import { makeLink } from "../../flows/make-link.ts";
import { idIn } from "../../wire/id.ts";
import { link, linkChange, linkCode, linkState, newLink, type Link as Shown } from "../../wire/link.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { addressOfLink, showLinks } from "./show-link.ts";

const TAG = "Links";
const params = { link: idIn("link") };

export function linkRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/links",
    permission: "affiliates:read",
    name: "listLinks",
    tag: TAG,
    summary: "List links, newest first",
    query: {
      product: idIn("product").optional(),
      affiliation: idIn("affiliation").optional(),
      party: idIn("party").optional(),
      destination: idIn("destination").optional(),
      state: linkState.optional(),
      code: linkCode.optional(),
      q: z.string().min(1).max(100).optional().meta({ description: "In code, campaign or sub-id." }),
      own: z.literal("true").optional().meta({ description: "Only links without an affiliate." }),
      ...pageQuery([z.number(), z.uuid()]),
    },
    answer: listOf(link),
    handle: async ({ app, caller, query }) => {
      const { cursor, limit, q, own, ...filter } = query;
      const wanted = { ...filter, search: q, own: own === "true", after: cursor, limit: limit + 1 };
      return inWorkspace(app.db, caller.ws, async (tx) => {
        const found = await listLinks(tx, caller.ws, wanted);
        const { rows, nextCursor } = page(found, limit, (one) => [one.createdAt.getTime(), one.id]);
        return { data: await show(server, tx, caller.ws, rows), nextCursor };
      });
    },
  });

  resourceRoute(server, {
    method: "POST",
    path: "/links",
    permission: "affiliates:write",
    name: "makeLink",
    tag: TAG,
    summary: "Make a link: an affiliate's, or your own",
    body: newLink,
    answer: link,
    handle: async ({ app, caller, body }) => {
      const made = await makeLink(app, caller.ws, body, caller.actor);
      server.links.book.forget();
      return inWorkspace(app.db, caller.ws, (tx) => showOne(server, tx, caller.ws, made));
    },
  });
  singleRoutes(server);
}

function singleRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/links/:link",
    permission: "affiliates:read",
    name: "readLink",
    tag: TAG,
    summary: "One link",
    params,
    answer: link,
    handle: async ({ app, caller, params }) =>
      inWorkspace(app.db, caller.ws, async (tx) =>
        showOne(server, tx, caller.ws, mustBe(await readLink(tx, caller.ws, params.link))),
      ),
  });

  resourceRoute(server, {
    method: "PATCH",
    path: "/links/:link",
    permission: "affiliates:write",
    name: "changeLink",
    tag: TAG,
    summary: "Change where a link leads, its campaign or sub-id, or archive it",
    description: "An archived link still leads to its page; it counts no clicks and nobody earns by it.",
    params,
    body: linkChange,
    answer: link,
    handle: async ({ app, caller, params, body }) => {
      const changed = await changeLink(app, caller.ws, params.link, body, caller.actor);
      server.links.book.forget();
      return inWorkspace(app.db, caller.ws, (tx) => showOne(server, tx, caller.ws, changed));
    },
  });

  resourceRoute(server, {
    method: "GET",
    path: "/links/:link/qr.svg",
    permission: "affiliates:read",
    name: "drawLink",
    tag: TAG,
    summary: "The link's address as a QR code",
    params,
    produces: "image/svg+xml",
    answer: z.string(),
    handle: async ({ app, caller, params, reply }) => {
      const found = await inWorkspace(app.db, caller.ws, (tx) => readLink(tx, caller.ws, params.link));
      reply.type("image/svg+xml");
      return drawCode(server.door.publicUrl, mustBe(found));
    },
  });
}

/** With the quiet zone that readers want, dark on light in every theme: that is what phones are built for. */
export function drawCode(publicUrl: string, { code }: Link): string {
  return renderSVG(addressOfLink(publicUrl, code), { border: 4, pixelSize: 8, ecc: "M" });
}

export function mustBe(found: Link | null): Link {
  if (found === null) throw new Refusal(404, "not_found", "There is no such link in this workspace.");
  return found;
}

async function showOne(server: Server, tx: Tx, ws: number, one: Link): Promise<Shown> {
  return (await show(server, tx, ws, [one]))[0] as Shown;
}

function show(server: Server, tx: Tx, ws: number, links: readonly Link[]): Promise<Shown[]> {
  return showLinks(tx, ws, links, { publicUrl: server.door.publicUrl, now: server.app.ids.now() });
}
