// Everything about links as files: affiliations, links, clicks by day. Written while it is read, so that a
// large one needs no memory. Example: GET /v1/links.csv → Code,Product,Affiliate,Campaign,…
import { z } from "zod";
import { listAffiliations } from "../../affiliates/read-affiliations.ts";
import type { Uuid } from "../../base/id.ts";
import { inWorkspace } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import {
  type ExportedDay,
  readAffiliationsPage,
  readLinkDaysPage,
  readLinksPage,
} from "../../reports/link-exports.ts";
import { daysIn } from "../../wire/report.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { showAffiliations } from "./affiliations.ts";
import { programmeExportRoutes } from "./programme-exports.ts";
import { writeCsv } from "./write-csv.ts";

const TAG = "Links";
const CSV = "text/csv";
const LINKS = ["Code", "Product", "Affiliate", "Campaign", "Sub-id", "Leads to", "State", "Made"];
const AFFILIATIONS = [
  "Product",
  "Affiliate",
  "E-mail",
  "Code",
  "Rate",
  "State",
  "Recruited by",
  "Made",
].concat([...["Rate set for", "Terms accepted", "Terms accepted at", "Reason", "Barred by", "External id"]]);
const DAYS = ["Day", "Code", "Product", "Affiliate", "Clicks", "Visitors", "Untracked", "Ignored"];

export function linkExportRoutes(server: Server): void {
  programmeExportRoutes(server);

  resourceRoute(server, {
    method: "GET",
    path: "/links.csv",
    permission: "affiliates:read",
    name: "exportLinks",
    tag: TAG,
    summary: "Every link as a file, oldest first",
    answer: z.string(),
    produces: CSV,
    handle: async ({ app, caller, reply }) =>
      writeCsv(reply, "links.csv", LINKS, linkRows(app, caller.ws)) as never,
  });

  resourceRoute(server, {
    method: "GET",
    path: "/affiliations.csv",
    permission: "affiliates:read",
    name: "exportAffiliations",
    tag: "Affiliations",
    summary: "Every affiliation as a file, oldest first",
    answer: z.string(),
    produces: CSV,
    handle: async ({ app, caller, reply }) =>
      writeCsv(reply, "affiliations.csv", AFFILIATIONS, affiliationRows(app, caller.ws)) as never,
  });

  resourceRoute(server, {
    method: "GET",
    path: "/reports/link-days.csv",
    permission: "affiliates:read",
    name: "exportLinkDays",
    tag: "Reports",
    summary: "Clicks of every link by day, as a file",
    query: daysIn,
    answer: z.string(),
    produces: CSV,
    handle: async ({ app, caller, query, reply }) =>
      writeCsv(reply, "clicks-by-day.csv", DAYS, dayRows(app, caller.ws, query)) as never,
  });
}

async function* linkRows(app: App, ws: number): AsyncGenerator<string[][]> {
  for (let after: string | null = null; ; ) {
    const rows = await inWorkspace(app.db, ws, (tx) => readLinksPage(tx, ws, after));
    yield rows.map((one) => [
      ...[one.code, one.product, one.affiliate ?? "", one.campaign ?? "", one.sub_id ?? ""],
      ...[one.url, one.state, one.created_at.toISOString()],
    ]);
    after = rows.at(-1)?.id ?? null;
    if (after === null) return;
  }
}

/** The rate that applies today, whatever was agreed first. */
async function* affiliationRows(app: App, ws: number): AsyncGenerator<string[][]> {
  for (let after: string | null = null; ; ) {
    const { rows, shown } = await inWorkspace(app.db, ws, async (tx) => {
      const rows = await readAffiliationsPage(tx, ws, after);
      const ids = rows.map((one) => one.id as Uuid);
      const found = await listAffiliations(tx, ws, { ids, limit: ids.length });
      const told = await showAffiliations(tx, ws, found, app.ids.now());
      return { rows, shown: new Map(found.map((one, i) => [one.id as string, told[i]])) };
    });
    yield rows.map((one) => {
      const told = shown.get(one.id);
      return [
        ...[one.product, one.affiliate, one.email ?? "", one.code, told?.rate ?? "", one.state],
        ...[one.recruiter ?? "", one.created_at.toISOString(), told?.rateBy ?? ""],
        ...[told?.acceptedTerms?.toString() ?? "", told?.acceptedAt ?? "", told?.reason ?? ""],
        ...[told?.bar ?? "", told?.externalId ?? ""],
      ];
    });
    after = rows.at(-1)?.id ?? null;
    if (after === null) return;
  }
}

async function* dayRows(
  app: App,
  ws: number,
  { from, to }: { from: string; to: string },
): AsyncGenerator<string[][]> {
  for (let after: readonly [string, string] | null = null; ; ) {
    const wanted: { from: string; to: string; after: readonly [string, string] | null } = { from, to, after };
    const rows: ExportedDay[] = await inWorkspace(app.db, ws, (tx) => readLinkDaysPage(tx, ws, wanted));
    yield rows.map((one) => [
      ...[one.day, one.code, one.product, one.affiliate ?? ""],
      ...[one.clicks, one.visitors, one.untracked, one.ignored].map(String),
    ]);
    const last: ExportedDay | undefined = rows.at(-1);
    if (last === undefined) return;
    after = [last.day, last.link];
  }
}
