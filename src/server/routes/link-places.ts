// Where links are shown, as ?sub= tells the places apart: clicks and sales of each, for the producer and for
// an affiliate about its own links, on the page and as a file. What was sold just now is counted first.
// Example: GET /v1/reports/link-places?from=2026-03-01&to=2026-03-31&link=link_… → bio 412 clicks, 9 sales.
import { z } from "zod";
import { listLinksNamed } from "../../affiliates/read-links.ts";
import type { Uuid } from "../../base/id.ts";
import { inParty, inWorkspace, type Tx } from "../../db/transaction.ts";
import { countSalesOfLinks } from "../../flows/count-sales-of-links.ts";
import { type PlaceQuery, readPlaces } from "../../reports/link-places.ts";
import { readNames } from "../../reports/names.ts";
import { idIn, showId } from "../../wire/id.ts";
import { type LinkPlaces, linkFilter, linkPlaces } from "../../wire/link-report.ts";
import { partnerRoute } from "../partner-route.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { refuseNoDays } from "./link-reports.ts";
import { showParty } from "./show-named.ts";
import { writeCsv } from "./write-csv.ts";

const MOST_ROWS = 200;
/** Of a file; whoever has more narrows the days. */
const MOST_LINES = 50_000;
const COLUMNS = ["Link", "Campaign", "Affiliate", "Place", "Clicks", "Sales"];

export function linkPlaceRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/reports/link-places",
    permission: "affiliates:read",
    name: "reportLinkPlaces",
    tag: "Reports",
    summary: "Clicks and sales by the place where a link was shown",
    description:
      "A place is what `?sub=` of the link says. The two hundred best; clicks without one are left out.",
    query: { ...linkFilter, party: idIn("party").optional() },
    answer: linkPlaces,
    handle: async ({ app, caller: { ws }, query }) => {
      refuseNoDays(query);
      await countSalesOfLinks(app, ws);
      return inWorkspace(app.db, ws, (tx) => show(tx, ws, { ...query, limit: MOST_ROWS }));
    },
  });

  resourceRoute(server, {
    method: "GET",
    path: "/reports/link-places.csv",
    permission: "affiliates:read",
    name: "exportLinkPlaces",
    tag: "Reports",
    summary: "Clicks and sales by place of every link, as a file",
    query: { ...linkFilter, party: idIn("party").optional() },
    answer: z.string(),
    produces: "text/csv",
    handle: async ({ app, caller: { ws }, query, reply }) => {
      refuseNoDays(query);
      await countSalesOfLinks(app, ws);
      const { data } = await inWorkspace(app.db, ws, (tx) => show(tx, ws, { ...query, limit: MOST_LINES }));
      return writeCsv(reply, "clicks-by-place.csv", COLUMNS, lines(data)) as never;
    },
  });

  partnerRoute(server, {
    method: "GET",
    path: "/link-places",
    name: "reportOwnLinkPlaces",
    tag: "Partner portal",
    summary: "Clicks and sales by the place where a link of the party was shown",
    query: linkFilter,
    answer: linkPlaces,
    handle: async ({ app, partner, query }) => {
      refuseNoDays(query);
      await countSalesOfLinks(app, partner.ws);
      const { ws, party } = partner;
      return inParty(app.db, partner, (tx) => show(tx, ws, { ...query, party, limit: MOST_ROWS }));
    },
  });
}

async function show(tx: Tx, ws: number, query: PlaceQuery): Promise<LinkPlaces> {
  const rows = await readPlaces(tx, ws, query);
  const links = await listLinksNamed(tx, ws, [...new Set(rows.map((row) => row.link))]);
  const parties = [...links.values()].flatMap(({ party }): Uuid[] => (party === null ? [] : [party]));
  const names = await readNames(tx, ws, { parties });
  const data = rows.flatMap(({ link: id, ...row }) => {
    const link = links.get(id);
    if (link === undefined) return [];
    const { code, campaign, party } = link;
    return [{ link: { id: showId("link", id), code, campaign }, party: showParty(names, party), ...row }];
  });
  return { data };
}

async function* lines(data: LinkPlaces["data"]): AsyncGenerator<string[][]> {
  yield data.map(({ link, party, place, clicks, sales }) => [
    ...[link.code, link.campaign ?? "", party?.name ?? ""],
    ...[place, String(clicks), String(sales)],
  ]);
}
