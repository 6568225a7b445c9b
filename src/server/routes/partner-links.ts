// An affiliate's own links: listed, made, changed, drawn as a code; and the pages that they may lead to. Read
// in the party's own transaction; written only where the affiliation is the party's.
// Example: POST /v1/partner/party_…/links { "affiliation": "affiliation_…", "campaign": "spring" }.
import { z } from "zod";
import type { Link } from "../../affiliates/link.ts";
import { listAffiliations } from "../../affiliates/read-affiliations.ts";
import { readBars } from "../../affiliates/read-barred.ts";
import { listDestinations } from "../../affiliates/read-destinations.ts";
import { listLinks, readLink } from "../../affiliates/read-links.ts";
import { inParty, type Tx } from "../../db/transaction.ts";
import { changeLink } from "../../flows/change-link.ts";
import { makeLink } from "../../flows/make-link.ts";
import { readNames } from "../../reports/names.ts";
import { idIn, showId } from "../../wire/id.ts";
import {
  type LinkChoices,
  linkChoices,
  linkState,
  newOwnLink,
  type OwnLink,
  ownLink,
  ownLinkChange,
} from "../../wire/link.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { partnerRoute } from "../partner-route.ts";
import type { Server } from "../server-type.ts";
import { drawCode, mustBe } from "./links.ts";
import { showLinks } from "./show-link.ts";
import { showProduct } from "./show-named.ts";

const TAG = "Partner portal";
const params = { link: idIn("link") };
const MOST = 100;

export function partnerLinkRoutes(server: Server): void {
  partnerRoute(server, {
    method: "GET",
    path: "/links",
    name: "listOwnLinks",
    tag: TAG,
    summary: "The party's links, newest first",
    query: {
      product: idIn("product").optional(),
      state: linkState.optional(),
      q: z.string().min(1).max(100).optional().meta({ description: "In code, campaign or sub-id." }),
      ...pageQuery([z.number(), z.uuid()]),
    },
    answer: listOf(ownLink),
    handle: ({ app, partner, query }) =>
      inParty(app.db, partner, async (tx) => {
        const { cursor, limit, q, ...filter } = query;
        const wanted = { ...filter, search: q, party: partner.party, after: cursor, limit: limit + 1 };
        const found = await listLinks(tx, partner.ws, wanted);
        const { rows, nextCursor } = page(found, limit, (one) => [one.createdAt.getTime(), one.id]);
        return { data: await show(server, tx, partner.ws, rows), nextCursor };
      }),
  });

  partnerRoute(server, {
    method: "GET",
    path: "/link-choices",
    name: "listLinkChoices",
    tag: TAG,
    summary: "The products that the party promotes, with the pages that its links may lead to",
    answer: linkChoices,
    handle: ({ app, partner: { ws, party } }) =>
      inParty(app.db, { ws, party }, async (tx) => {
        const approved = await listAffiliations(tx, ws, { party, state: "approved", limit: MOST });
        const bars = await readBars(tx, ws, approved, app.ids.now());
        const mine = approved.filter((one) => !bars.has(one.id));
        const names = await readNames(tx, ws, { products: mine.map((one) => one.product) });
        const data: LinkChoices["data"] = [];
        for (const { id, product, code } of mine) {
          const found = await listDestinations(tx, ws, { product, state: "active", limit: MOST });
          const destinations = found.map((one) => {
            return { id: showId("destination", one.id), name: one.name, url: one.url, main: one.main };
          });
          data.push({
            affiliation: showId("affiliation", id),
            product: showProduct(names, product),
            code,
            destinations,
          });
        }
        return { data };
      }),
  });
  writingRoutes(server);
}

function writingRoutes(server: Server): void {
  partnerRoute(server, {
    method: "POST",
    path: "/links",
    name: "makeOwnLink",
    tag: TAG,
    summary: "Make a link for a product that the party promotes",
    body: newOwnLink,
    answer: ownLink,
    status: 201,
    handle: async ({ app, partner, body }) => {
      const made = await makeLink(app, partner.ws, body, partner.actor, partner.party);
      server.links.book.forget();
      return inParty(app.db, partner, (tx) => showOne(server, tx, partner.ws, made));
    },
  });

  partnerRoute(server, {
    method: "PATCH",
    path: "/links/:link",
    name: "changeOwnLink",
    tag: TAG,
    summary: "Change where a link leads, its campaign or sub-id, or archive it",
    params,
    body: ownLinkChange,
    answer: ownLink,
    handle: async ({ app, partner, params, body }) => {
      const changed = await changeLink(app, partner.ws, params.link, body, partner.actor, partner.party);
      server.links.book.forget();
      return inParty(app.db, partner, (tx) => showOne(server, tx, partner.ws, changed));
    },
  });

  partnerRoute(server, {
    method: "GET",
    path: "/links/:link/qr.svg",
    name: "drawOwnLink",
    tag: TAG,
    summary: "The link's address as a QR code",
    params,
    produces: "image/svg+xml",
    answer: z.string(),
    handle: async ({ app, partner, params, reply }) => {
      const found = await inParty(app.db, partner, (tx) => readLink(tx, partner.ws, params.link));
      reply.type("image/svg+xml");
      return drawCode(server.door.publicUrl, mustBe(found));
    },
  });
}

async function showOne(server: Server, tx: Tx, ws: number, one: Link): Promise<OwnLink> {
  return (await show(server, tx, ws, [one]))[0] as OwnLink;
}

async function show(server: Server, tx: Tx, ws: number, links: readonly Link[]): Promise<OwnLink[]> {
  const about = { publicUrl: server.door.publicUrl, now: server.app.ids.now() };
  const shown = await showLinks(tx, ws, links, about);
  return shown.map(({ externalId: _id, party: _party, ...rest }) => rest);
}
