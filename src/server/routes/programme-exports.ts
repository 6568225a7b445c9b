// What stands around affiliate programmes as files: commission rules, coupons, leads, single clicks,
// journeys, invitations. Written while they are read, so that ten million clicks need no memory.
// Example: GET /v1/clicks.csv?from=2026-03-01&to=2026-03-31 → Click,At,Code,Product,…
import { z } from "zod";
import { mustSeeEarnings } from "../../access/earnings.ts";
import type { Permission } from "../../access/permissions.ts";
import { decimalsOf } from "../../base/currency.ts";
import type { Uuid } from "../../base/id.ts";
import { formatRate, type Ppm } from "../../base/rate.ts";
import { inWorkspace, type Tx } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import {
  type ExportPage,
  readClicksPage,
  readCouponsPage,
  readInvitationsPage,
  readLeadsPage,
  readRulesPage,
  readTouchesPage,
} from "../../reports/programme-exports.ts";
import { minorToText } from "../../sources/decimal.ts";
import { showId } from "../../wire/id.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { writeCsv } from "./write-csv.ts";

type Read<R> = (tx: Tx, ws: number, page: ExportPage) => Promise<R[]>;

interface File<R> {
  path: string;
  name: string;
  tag: string;
  summary: string;
  permission: Permission;
  head: readonly string[];
  read: Read<R>;
  cells: (row: R) => string[];
  /** What the next page begins behind. */
  keyOf: (row: R) => string;
  earnings?: boolean;
}

const at = (instant: Date | null) => instant?.toISOString() ?? "";
const rate = (ppm: number | null) => (ppm === null ? "" : formatRate(ppm as Ppm));
const days = {
  from: z.iso.date().optional().meta({ description: "The first day; since the beginning when left out." }),
  to: z.iso.date().optional().meta({ description: "The last day; until today when left out." }),
};

export function programmeExportRoutes(server: Server): void {
  addPlain(server);
  addSingle(server);
}

function addPlain(server: Server): void {
  addFile(server, {
    ...{ path: "/commission-rules.csv", name: "exportCommissionRules", tag: "Affiliate programmes" },
    ...{ summary: "Every commission rule as a file, oldest first", permission: "affiliates:read" },
    head: ["Rule", "Product", "Affiliate", "Offer", "Rate", "Starts", "Ends", "Made"],
    read: readRulesPage,
    keyOf: (one) => one.id,
    cells: (one) => [
      ...[showId("rule", one.id as Uuid), one.product, one.affiliate ?? "", one.offer ?? ""],
      ...[rate(one.rate), at(one.starts), at(one.ends), at(one.created_at)],
    ],
  });
  addFile(server, {
    ...{ path: "/coupons.csv", name: "exportCoupons", tag: "Coupons" },
    ...{ summary: "Every coupon with its uses as a file, oldest first", permission: "affiliates:read" },
    head: ["Code", "Product", "Affiliate", "State", "Discount", "Value", "Currency", "Starts", "Ends"].concat(
      [...["Most uses", "Uses", "Uses after a click", "External id"]],
    ),
    read: readCouponsPage,
    keyOf: (one) => one.id,
    cells: (one) => [
      ...[one.code, one.product, one.affiliate, one.state, one.discount],
      one.currency === null ? rate(one.rate) : minorToText(one.amount ?? 0, decimalsOf(one.currency)),
      ...[one.currency ?? "", at(one.starts_at), at(one.ends_at), one.most_uses?.toString() ?? ""],
      ...[String(one.uses), String(one.clicked), one.external_id ?? ""],
    ],
  });
  addFile(server, {
    ...{ path: "/affiliate-invitations.csv", name: "exportAffiliateInvitations", tag: "Affiliations" },
    ...{ summary: "Who was invited to promote what, as a file, oldest first", permission: "affiliates:read" },
    head: ["Product", "E-mail", "Name", "Rate", "Invited by", "State", "Invited", "Lapses"],
    read: readInvitationsPage,
    keyOf: (one) => one.id,
    cells: (one) => [
      ...[one.product, one.email, one.name ?? "", rate(one.rate), one.manager ?? ""],
      ...[one.state, at(one.created_at), at(one.lapses_at)],
    ],
  });
}

function addSingle(server: Server): void {
  addFile(server, {
    ...{ path: "/clicks.csv", name: "exportClicks", tag: "Links" },
    ...{ summary: "Single clicks as a file", permission: "affiliates:read" },
    head: ["Click", "At", "Code", "Product", "Affiliate", "Campaign", "Sub-id", "Came from"],
    read: readClicksPage,
    keyOf: (one) => one.id,
    cells: (one) => [
      ...[showId("click", one.id as Uuid), at(one.at), one.code, one.product, one.affiliate ?? ""],
      ...[one.campaign ?? "", one.sub_id ?? "", one.referrer ?? ""],
    ],
  });
  addFile(server, {
    ...{ path: "/leads.csv", name: "exportLeads", tag: "Leads" },
    ...{ summary: "Leads as a file", permission: "affiliates:read" },
    head: ["Lead", "External id", "Product", "At", "Clicks"],
    read: readLeadsPage,
    keyOf: (one) => one.id,
    cells: (one) => [
      ...[showId("lead", one.id as Uuid), one.external_id, one.product, at(one.at), String(one.clicks)],
    ],
  });
  addFile(server, {
    ...{ path: "/journeys.csv", name: "exportJourneys", tag: "Sales" },
    ...{ summary: "How buyers came as a file, a row a touch", permission: "sales:read" },
    head: ["Sale", "Source", "External id", "Product", "Sold", "Touch", "By", "At", "Affiliate"].concat([
      ...["Code", "Part of the credit", "Not credited because"],
    ]),
    read: readTouchesPage,
    keyOf: (one) => one.sale,
    cells: (one) => [
      ...[showId("sale", one.sale as Uuid), one.source, one.key, one.product, at(one.sold_at)],
      ...[String(one.no), one.by, at(new Date(Number(one.at))), one.affiliate ?? "", one.code ?? ""],
      ...[rate(one.weight), one.skipped ?? ""],
    ],
    earnings: true,
  });
}

function addFile<R>(server: Server, file: File<R>): void {
  const { path, name, tag, summary, permission, head } = file;
  resourceRoute(server, {
    ...{ method: "GET", path, permission, name, tag, summary },
    query: days,
    answer: z.string(),
    produces: "text/csv",
    handle: async ({ app, caller, query, reply }) => {
      if (file.earnings) mustSeeEarnings(caller);
      return writeCsv(reply, path.slice(1), head, rowsOf(app, caller.ws, file, query)) as never;
    },
  });
}

async function* rowsOf<R>(
  app: App,
  ws: number,
  { read, cells, keyOf }: File<R>,
  query: Omit<ExportPage, "after">,
): AsyncGenerator<string[][]> {
  for (let after: string | null = null; ; ) {
    const wanted: ExportPage = { ...query, after };
    const rows: R[] = await inWorkspace(app.db, ws, (tx) => read(tx, ws, wanted));
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows.map(cells);
    after = keyOf(last);
  }
}
