// Clicks: listed newest first, one by its id, and told by a shop that redirects by itself.
// Example: POST /v1/clicks { "code": "carla-spring" } → { "id": "click_…" }, handed back with the sale.
import { z } from "zod";
import { type Click, listClicks } from "../../affiliates/read-clicks.ts";
import { Refusal } from "../../base/refusal.ts";
import { inWorkspace, type Tx } from "../../db/transaction.ts";
import { tellClick } from "../../flows/tell-click.ts";
import { readNames } from "../../reports/names.ts";
import { click, newClick, type Click as Shown } from "../../wire/click.ts";
import { idIn, showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { showParty, showProduct } from "./show-named.ts";

const TAG = "Clicks";

export function clickRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/clicks",
    permission: "affiliates:read",
    name: "listClicks",
    tag: TAG,
    summary: "List clicks, newest first",
    description: "Single clicks are kept as long as the workspace says; totals by day stay.",
    query: {
      link: idIn("link").optional(),
      visitor: idIn("visitor").optional(),
      ...pageQuery([z.uuid()]),
    },
    answer: listOf(click),
    handle: async ({ app, caller, query }) => {
      const { cursor, limit, ...filter } = query;
      return inWorkspace(app.db, caller.ws, async (tx) => {
        const found = await listClicks(tx, caller.ws, { ...filter, after: cursor?.[0], limit: limit + 1 });
        const { rows, nextCursor } = page(found, limit, (one) => [one.id]);
        return { data: await show(tx, caller.ws, rows), nextCursor };
      });
    },
  });

  resourceRoute(server, {
    method: "GET",
    path: "/clicks/:click",
    permission: "affiliates:read",
    name: "readClick",
    tag: TAG,
    summary: "One click",
    params: { click: idIn("click") },
    answer: click,
    handle: async ({ app, caller, params }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        const [found] = await show(
          tx,
          caller.ws,
          await listClicks(tx, caller.ws, { id: params.click, limit: 1 }),
        );
        if (found === undefined)
          throw new Refusal(404, "not_found", "There is no such click, or it is forgotten.");
        return found;
      }),
  });

  resourceRoute(server, {
    method: "POST",
    path: "/clicks",
    permission: "sales:write",
    name: "tellClick",
    tag: TAG,
    summary: "Tell a click that your own redirect saw",
    description:
      "For shops that redirect by themselves. Hand the id back with the sale. Ask nobody who refuses to be tracked.",
    body: newClick,
    answer: click,
    handle: async ({ app, caller, body }) => {
      const told = await tellClick(app, caller.ws, body);
      return inWorkspace(app.db, caller.ws, async (tx) => (await show(tx, caller.ws, [told]))[0] as Shown);
    },
  });
}

async function show(tx: Tx, ws: number, clicks: readonly Click[]): Promise<Shown[]> {
  const names = await readNames(tx, ws, {
    parties: clicks.map((one) => one.party),
    products: clicks.map((one) => one.product),
  });
  return clicks.map((one) => ({
    id: showId("click", one.id),
    at: showInstant(one.at),
    link: { id: showId("link", one.link), code: one.code },
    product: showProduct(names, one.product),
    party: showParty(names, one.party),
    visitor: showId("visitor", one.visitor),
    subId: one.subId,
    referrer: one.referrer,
  }));
}
