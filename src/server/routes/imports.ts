// Imports: a file of sales uploaded, its mapping corrected, tried or run as a job, stopped; the rows that
// failed, as a list and as a file. The run itself is a job: an answer never waits for it.
import { Readable } from "node:stream";
import { stringify } from "csv-stringify/sync";
import type { FastifyRequest } from "fastify";
import { z } from "zod";
import type { Uuid } from "../../base/id.ts";
import { inWorkspace } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import { noSuchImport } from "../../flows/import-subject.ts";
import { previewImport } from "../../flows/preview-import.ts";
import {
  changeImportMapping,
  LOOKED_AT,
  startImport,
  stopImport,
  uploadImport,
} from "../../flows/start-import.ts";
import {
  type ImportRun,
  listImports,
  listProblems,
  type RowProblem,
  readContent,
  readImport,
} from "../../sources/imports.ts";
import { firstCells } from "../../sources/preview-csv.ts";
import { idIn, showId } from "../../wire/id.ts";
import {
  importChange,
  importDetail,
  importProblem,
  importRows,
  importRun,
  importStart,
  type ImportRun as Shown,
} from "../../wire/import.ts";
import { showInstant } from "../../wire/instant.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { DoorAnswer } from "../problem.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";

const TAG = "Imports";
const params = { import: idIn("import") };
type Guess = z.input<typeof importDetail>["preview"]["guess"];
const PREVIEW_ROWS = 20;
const FILE_LIMIT = 64 * 1024 * 1024;
const PROBLEMS_AT_ONCE = 1_000;

export function importRoutes(server: Server): void {
  listRoute(server);
  uploadRoute(server);
  readRoutes(server);
  previewRoute(server);
  runRoutes(server);
  problemRoutes(server);
}

function listRoute(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/imports",
    permission: "imports:read",
    name: "listImports",
    tag: TAG,
    summary: "List imports, newest first",
    query: pageQuery([z.int(), z.uuid()]),
    answer: listOf(importRun),
    handle: async ({ app, caller, query }) => {
      const { limit, cursor } = query;
      const runs = await inWorkspace(app.db, caller.ws, (tx) =>
        listImports(tx, caller.ws, limit + 1, cursor),
      );
      const { rows, nextCursor } = page(runs, limit, (one) => [one.createdAt.getTime(), one.id]);
      return { data: rows.map(show), nextCursor };
    },
  });
}

function uploadRoute(server: Server): void {
  resourceRoute(server, {
    method: "POST",
    path: "/imports",
    permission: "imports:write",
    name: "uploadImport",
    tag: TAG,
    summary: "Upload a file of sales",
    description: "multipart/form-data with one field `file`, at most 64 MiB. Nothing is recorded yet.",
    consumes: "multipart/form-data",
    bodyLimit: FILE_LIMIT + 1024 * 1024,
    answer: importDetail,
    handle: async ({ app, caller, request }) => {
      const file = await readFile(request);
      const id = await uploadImport(app, caller.ws, file, caller.actor);
      return showDetail(app, caller.ws, id);
    },
  });
}

function readRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/imports/:import",
    permission: "imports:read",
    name: "readImport",
    tag: TAG,
    summary: "One import, how far it is, and its first rows",
    params,
    answer: importDetail,
    handle: ({ app, caller, params: { import: id } }) => showDetail(app, caller.ws, id),
  });

  resourceRoute(server, {
    method: "PATCH",
    path: "/imports/:import",
    permission: "imports:write",
    name: "changeImport",
    tag: TAG,
    summary: "Say what the columns mean",
    description: "A new mapping makes it a draft again; what was recorded stays.",
    params,
    body: importChange,
    answer: importDetail,
    handle: async ({ app, caller, params: { import: id }, body }) => {
      await changeImportMapping(app, caller.ws, id, body.mapping);
      return showDetail(app, caller.ws, id);
    },
  });
}

function previewRoute(server: Server): void {
  resourceRoute(server, {
    method: "POST",
    path: "/imports/:import/preview",
    permission: "imports:read",
    name: "previewImport",
    tag: TAG,
    summary: "The first rows as a mapping would read them; nothing is kept",
    params,
    body: importChange,
    answer: importRows,
    statuses: [200],
    handle: async ({ app, caller, params: { import: id }, body }) => {
      const rows = await previewImport(app, caller.ws, id, body.mapping);
      return { rows: rows.map((row) => ({ ...row, at: row.at === null ? null : showInstant(row.at) })) };
    },
  });
}

function runRoutes(server: Server): void {
  resourceRoute(server, {
    method: "POST",
    path: "/imports/:import/start",
    permission: "imports:write",
    name: "startImport",
    tag: TAG,
    summary: "Try an import, or run it for good",
    description: "One that was stopped or failed goes on where it was; run again, it adds nothing.",
    params,
    body: importStart,
    answer: importRun,
    statuses: [202],
    handle: async ({ app, caller, params: { import: id }, body }) => {
      await startImport(app, caller.ws, id, body, caller.actor);
      return showRun(app, caller.ws, id);
    },
  });

  resourceRoute(server, {
    method: "POST",
    path: "/imports/:import/stop",
    permission: "imports:write",
    name: "stopImport",
    tag: TAG,
    summary: "Stop an import; what is recorded stays",
    params,
    answer: importRun,
    statuses: [200],
    handle: async ({ app, caller, params: { import: id } }) => {
      await stopImport(app, caller.ws, id, caller.actor);
      return showRun(app, caller.ws, id);
    },
  });
}

function problemRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/imports/:import/problems",
    permission: "imports:read",
    name: "listImportProblems",
    tag: TAG,
    summary: "The rows that failed, in the order of the file",
    params,
    query: pageQuery([z.int()]),
    answer: listOf(importProblem),
    handle: async ({ app, caller, params: { import: id }, query }) => {
      const { limit, cursor } = query;
      const found = await readProblems(app, caller.ws, id, cursor?.[0], limit + 1);
      const { rows, nextCursor } = page(found, limit, (one) => [one.row]);
      return { data: rows, nextCursor };
    },
  });

  resourceRoute(server, {
    method: "GET",
    path: "/imports/:import/problems.csv",
    permission: "imports:read",
    name: "downloadImportProblems",
    tag: TAG,
    summary: "The rows that failed, as a file",
    description: "text/csv: the row, the reason, and its cells. Formulas are written as text.",
    params,
    statuses: [200],
    handle: async ({ app, caller, params: { import: id }, reply }) => {
      const { columns } = (await showDetail(app, caller.ws, id)).preview;
      const first = await readProblems(app, caller.ws, id);
      const name = `${showId("import", id)}-problems.csv`;
      reply.type("text/csv; charset=utf-8").header("content-disposition", `attachment; filename="${name}"`);
      return Readable.from(problemLines(app, caller.ws, id, columns, first)) as never;
    },
  });
}

async function readFile(request: FastifyRequest): Promise<{ name: string; content: Buffer }> {
  try {
    const file = await request.file({ limits: { fileSize: FILE_LIMIT } });
    if (file?.fieldname === "file") return { name: file.filename ?? "", content: await file.toBuffer() };
  } catch (error) {
    // Nothing of ours is called in there: what fails is the form.
    throw badForm(error as { code?: string });
  }
  const errors = [{ path: "file", code: "missing", message: "is needed: the file of sales" }];
  throw new DoorAnswer(400, "invalid_request", "The form has no file in its field `file`.", { errors });
}

function badForm({ code }: { code?: string }): DoorAnswer {
  if (code === "FST_REQ_FILE_TOO_LARGE") {
    return new DoorAnswer(413, "body_too_large", "The file is larger than 64 MiB: divide it.");
  }
  return new DoorAnswer(400, "invalid_request", "The body is not a form of multipart/form-data with a file.");
}

/** Formulas are escaped: a spreadsheet would run them. */
async function* problemLines(
  app: App,
  ws: number,
  id: Uuid,
  columns: readonly string[],
  first: readonly RowProblem[],
): AsyncGenerator<string> {
  const write = (lines: unknown[][]) => stringify(lines, { escape_formulas: true });
  yield write([["Row", "Field", "Code", "Message", ...columns]]);
  for (let rows = first; rows.length > 0; ) {
    yield write(
      rows.map(({ row, field, code, message, record }) => {
        return [row, field ?? "", code, message, ...columns.map((column) => record[column] ?? "")];
      }),
    );
    rows = rows.length < PROBLEMS_AT_ONCE ? [] : await readProblems(app, ws, id, rows.at(-1)?.row);
  }
}

function readProblems(app: App, ws: number, id: Uuid, after = 0, limit = PROBLEMS_AT_ONCE) {
  return inWorkspace(app.db, ws, async (tx) => {
    if ((await readImport(tx, ws, id)) === null) throw noSuchImport();
    return listProblems(tx, ws, id, limit, after);
  });
}

async function showRun(app: App, ws: number, id: Uuid): Promise<Shown> {
  const run = await inWorkspace(app.db, ws, (tx) => readImport(tx, ws, id));
  if (run === null) throw noSuchImport();
  return show(run);
}

async function showDetail(app: App, ws: number, id: Uuid): Promise<z.input<typeof importDetail>> {
  const found = await inWorkspace(app.db, ws, async (tx) => {
    const run = await readImport(tx, ws, id);
    return run && { run, start: await readContent(tx, ws, id, LOOKED_AT) };
  });
  if (found === null) throw noSuchImport();
  const { run, start } = found;
  const [columns = [], ...rows] = await firstCells(start, run.mapping.csv, PREVIEW_ROWS + 1);
  return { ...show(run), preview: { columns, rows, guess: run.mapping.guess as Guess } };
}

function show(run: ImportRun): Shown {
  return {
    ...run,
    id: showId("import", run.id),
    mapping: { ...run.mapping.said },
    createdAt: showInstant(run.createdAt),
    finishedAt: showInstant(run.finishedAt),
  };
}
