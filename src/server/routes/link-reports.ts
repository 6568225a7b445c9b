// Figures of links: the funnel from clicks to sales to refunds with its days, the best links and affiliates,
// for the producer and for an affiliate about its own. What was sold just now is counted before it is shown.
// Example: GET /v1/reports/link-days?from=2026-03-01&to=2026-03-31 → 4,120 clicks, 61 sales, 2 taken back.
import type { z } from "zod";
import { listLinksNamed } from "../../affiliates/read-links.ts";
import type { Uuid } from "../../base/id.ts";
import { inParty, inWorkspace, type Tx } from "../../db/transaction.ts";
import { countSalesOfLinks } from "../../flows/count-sales-of-links.ts";
import {
  type LinkPeriod,
  type LinkSums,
  readLinkDays,
  readLinkSold,
  readTop,
} from "../../reports/link-performance.ts";
import { readNames } from "../../reports/names.ts";
import { idIn, showId } from "../../wire/id.ts";
import {
  type LinkDays,
  linkDays,
  linkFilter,
  type TopLinks,
  topBy,
  topLinks,
} from "../../wire/link-report.ts";
import { areDays, daysIn } from "../../wire/report.ts";
import { partnerRoute } from "../partner-route.ts";
import { DoorAnswer } from "../problem.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { showParty } from "./show-named.ts";

const MOST_ROWS = 50;
const NIL = "00000000-0000-0000-0000-000000000000";
const topFilter = { ...daysIn, product: idIn("product").optional(), ...topBy };
type Top = z.output<z.ZodObject<typeof topFilter>>;

export function linkReportRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/reports/link-days",
    permission: "affiliates:read",
    name: "reportLinkDays",
    tag: "Reports",
    summary: "Clicks, sales and refunds of links, day by day",
    description:
      "Sales are those credited to an affiliate, one of several affiliates once, and direct sales whose buyer had " +
      "followed a link of your own.",
    query: { ...linkFilter, party: idIn("party").optional() },
    answer: linkDays,
    handle: async ({ app, caller, query }) => {
      refuseNoDays(query);
      await countSalesOfLinks(app, caller.ws);
      return inWorkspace(app.db, caller.ws, (tx) => days(tx, caller.ws, query));
    },
  });

  resourceRoute(server, {
    method: "GET",
    path: "/reports/top-links",
    permission: "affiliates:read",
    name: "reportTopLinks",
    tag: "Reports",
    summary: "The fifty best links, or affiliates",
    query: { ...topFilter, party: idIn("party").optional() },
    answer: topLinks,
    handle: async ({ app, caller, query }) => {
      refuseNoDays(query);
      await countSalesOfLinks(app, caller.ws);
      return inWorkspace(app.db, caller.ws, (tx) => top(tx, caller.ws, query));
    },
  });
  ownRoutes(server);
}

function ownRoutes(server: Server): void {
  partnerRoute(server, {
    method: "GET",
    path: "/link-days",
    name: "reportOwnLinkDays",
    tag: "Partner portal",
    summary: "Clicks, sales and refunds of the party's links, day by day",
    query: linkFilter,
    answer: linkDays,
    handle: async ({ app, partner, query }) => {
      refuseNoDays(query);
      await countSalesOfLinks(app, partner.ws);
      const { ws, party } = partner;
      return inParty(app.db, partner, (tx) => days(tx, ws, { ...query, party }));
    },
  });

  partnerRoute(server, {
    method: "GET",
    path: "/top-links",
    name: "reportOwnTopLinks",
    tag: "Partner portal",
    summary: "The party's best links",
    query: { ...topFilter },
    answer: topLinks,
    handle: async ({ app, partner, query }) => {
      refuseNoDays(query);
      await countSalesOfLinks(app, partner.ws);
      const { ws, party } = partner;
      return inParty(app.db, partner, (tx) => top(tx, ws, { ...query, by: "link", party }));
    },
  });
}

async function days(tx: Tx, ws: number, period: LinkPeriod): Promise<LinkDays> {
  const found = await readLinkDays(tx, ws, period);
  const totals = { clicks: 0, visitors: 0, untracked: 0, ignored: 0, sales: 0, clickSales: 0, takeBacks: 0 };
  for (const day of found) {
    for (const name of Object.keys(totals) as (keyof LinkSums)[]) totals[name] += day[name];
  }
  const { from, to } = period;
  return { from, to, totals, sold: await readLinkSold(tx, ws, period), days: found };
}

async function top(tx: Tx, ws: number, query: Top & { party?: Uuid | undefined }): Promise<TopLinks> {
  const rows = await readTop(tx, ws, { ...query, limit: MOST_ROWS });
  const isLink = query.by === "link";
  const links = isLink
    ? await listLinksNamed(
        tx,
        ws,
        rows.map((row) => row.key),
      )
    : new Map();
  const parties = isLink ? [...links.values()].map((one) => one.party) : rows.map((row) => row.key);
  const names = await readNames(tx, ws, { parties: parties.filter((one) => one !== NIL) });
  const data = rows.map(({ key, ...sums }) => {
    const link = links.get(key);
    const party = isLink ? (link?.party ?? null) : key === NIL ? null : key;
    const shown = link && { id: showId("link", key), code: link.code, campaign: link.campaign };
    return { link: shown ?? null, party: showParty(names, party), ...sums };
  });
  return { data };
}

export function refuseNoDays(query: { from: string; to: string }): void {
  if (areDays(query)) return;
  const message = "must not lie before `from`, nor more than a hundred years after it";
  throw new DoorAnswer(400, "invalid_request", `to ${message}.`, {
    errors: [{ path: "to", code: "invalid", message }],
  });
}
