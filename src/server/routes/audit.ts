// The audit trail of a workspace for people: newest first, by name, with filters, as a list and as a file;
// and everything the workspace has, as lines of JSON. Read only, but that taking everything out is itself on
// record.
import { Readable } from "node:stream";
import { z } from "zod";
import { offsetAt } from "../../base/calendar.ts";
import { publicId } from "../../base/id.ts";
import { addEvent } from "../../db/events.ts";
import { exportWorkspace } from "../../db/export-workspace.ts";
import { inWorkspace } from "../../db/transaction.ts";
import { listActors, readTrail, type TrailEntry } from "../../flows/read-audit.ts";
import type { AuditFilter } from "../../reports/audit.ts";
import { auditActors, auditEntry, auditFilter } from "../../wire/audit.ts";
import { showInstant } from "../../wire/instant.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { readWorkspace } from "../../workspaces/read-workspace.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { writeCsv } from "./write-csv.ts";

const TAG = "Audit trail";
const PAGE = 500;

export function auditRoutes(server: Server): void {
  const { identity } = server.door;
  resourceRoute(server, {
    method: "GET",
    path: "/audit-trail",
    permission: "events:read",
    name: "readAuditTrail",
    tag: TAG,
    summary: "Who did what and when, newest first",
    description: "Postings are left out unless `type` asks for them: the journal is their trail.",
    query: { ...auditFilter, ...pageQuery([z.int().min(0)]) },
    answer: listOf(auditEntry),
    handle: async ({ app, caller, query }) => {
      const { limit, cursor, ...asked } = query;
      const filter = await asFilter(server, caller.ws, asked);
      const found = await readTrail(app, identity, caller.ws, {
        ...filter,
        before: cursor?.[0],
        limit: limit + 1,
      });
      const { rows, nextCursor } = page(found, limit, (one) => [one.seq]);
      return { data: rows.map(show), nextCursor };
    },
  });

  resourceRoute(server, {
    method: "GET",
    path: "/audit-trail/actors",
    permission: "events:read",
    name: "listAuditActors",
    tag: TAG,
    summary: "Everybody who ever did something in the workspace",
    answer: auditActors,
    handle: async ({ app, caller }) => ({ data: await listActors(app, identity, caller.ws) }),
  });

  resourceRoute(server, {
    method: "GET",
    path: "/audit-trail.csv",
    permission: "events:read",
    name: "downloadAuditTrail",
    tag: TAG,
    summary: "The audit trail as a file",
    query: auditFilter,
    statuses: [200],
    handle: async ({ caller, query, reply }) => {
      const filter = await asFilter(server, caller.ws, query);
      const head = ["seq", "at", "actor", "name", "email", "type", "subject", "subject name", "payload"];
      return writeCsv(reply, "audit-trail.csv", head, pages(server, caller.ws, filter)) as never;
    },
  });

  exportRoute(server);
}

function exportRoute(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/export.ndjson",
    permission: "workspace:export",
    name: "exportWorkspace",
    tag: TAG,
    summary: "Everything the workspace has: one line of JSON a row",
    description: "Secrets and passwords are left out. That it was taken out stands in the audit trail.",
    statuses: [200],
    handle: async ({ app, caller, reply }) => {
      const { ws, actor, workspace } = caller;
      await inWorkspace(app.db, ws, async (tx) => {
        const subject = publicId("ws", workspace);
        await addEvent(tx, ws, {
          type: "workspace.exported",
          subject,
          actor,
          payload: {},
          at: app.ids.now(),
        });
      });
      reply
        .type("application/x-ndjson; charset=utf-8")
        .header("content-disposition", `attachment; filename="${publicId("ws", workspace)}.ndjson"`);
      return Readable.from(exportWorkspace(app.db, ws)) as never;
    },
  });
}

type Asked = { [K in keyof typeof auditFilter]: z.output<(typeof auditFilter)[K]> };

/** Days are those of the workspace's own calendar. */
async function asFilter(
  server: Server,
  ws: number,
  asked: Partial<Asked>,
): Promise<Omit<AuditFilter, "limit">> {
  const { from, to, ...rest } = asked;
  const { timeZone } = await inWorkspace(server.app.db, ws, (tx) => readWorkspace(tx, ws));
  return {
    ...rest,
    from: from === undefined ? undefined : startOfDay(timeZone, from),
    until: to === undefined ? undefined : startOfDay(timeZone, to, 1),
  };
}

const DAY_MS = 86_400_000;

/** The instant at which a day begins in a time zone, where it does at all; `later` days on. */
function startOfDay(timeZone: string, day: string, later = 0): number {
  const asUtc = Date.parse(`${day}T00:00:00Z`) + later * DAY_MS;
  const near = asUtc - offsetAt(timeZone, asUtc);
  return asUtc - offsetAt(timeZone, near);
}

async function* pages(server: Server, ws: number, filter: Omit<AuditFilter, "limit">) {
  for (let before: number | undefined; ; ) {
    const rows = await readTrail(server.app, server.door.identity, ws, { ...filter, before, limit: PAGE });
    yield rows.map(asRow);
    before = rows.at(-1)?.seq;
    if (rows.length < PAGE || before === undefined) return;
  }
}

function asRow(one: TrailEntry): string[] {
  const { seq, recordedAt, actor, who, type, subject, subjectName, payload } = one;
  const at = recordedAt.toISOString();
  const name = who.name ?? "";
  return [
    String(seq),
    at,
    actor,
    name,
    who.email ?? "",
    type,
    subject,
    subjectName ?? "",
    JSON.stringify(payload),
  ];
}

function show(one: TrailEntry): z.input<typeof auditEntry> {
  const { recordedAt, who, ...told } = one;
  const { seq, type, subject, subjectName, subjectFacts, changes, payload } = told;
  const about = { subject, subjectName, subjectFacts };
  return { seq, at: showInstant(recordedAt), type, ...about, actor: who, changes, payload };
}
