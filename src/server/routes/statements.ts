// Statements of the workspace: issued ones with their lines and files, the running period as a draft, one
// issued by hand. A period for everybody at once is a run.
// Example: POST /v1/statements { "party": "party_…", "currency": "USD", "until": "2026-03-31" } → number 12
import { z } from "zod";
import { inWorkspace, type Tx } from "../../db/transaction.ts";
import { draftStatement } from "../../flows/draft-statement.ts";
import { issueStatement } from "../../flows/issue-statement.ts";
import { mustFindParty } from "../../parties/read-parties.ts";
import { listStatementLines } from "../../statements/list-lines.ts";
import { listStatements, mustFindStatement, readStatementBefore } from "../../statements/read-statements.ts";
import { idIn } from "../../wire/id.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { currencyIn } from "../../wire/money.ts";
import {
  newStatement,
  statement,
  statementDetail,
  statementDraft,
  statementLine,
  statementSection,
} from "../../wire/statement.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { personOf } from "./proposals.ts";
import { showDraft, showLine, showStatement, showStatementDetail } from "./show-statement.ts";
import { namesIn, sendStatementCsv, sendStatementPdf } from "./statement-files.ts";

const TAG = "Statements";
const params = { statement: idIn("statement") };
const of = { party: idIn("party"), currency: currencyIn };
export const lineQuery = {
  section: statementSection.optional(),
  ...pageQuery([z.int(), z.int()]),
};
export const languageQuery = { language: z.enum(["en", "pt-BR"]).default("en") };
export const paperQuery = {
  ...languageQuery,
  part: z
    .string()
    .regex(/^[1-9][0-9]{0,5}$/, "must be a whole number from 1 on")
    .transform(Number)
    .default(1)
    .meta({
      description: "Of a statement of many movements: which of its files. `parts` says how many there are.",
      override: { type: "integer", minimum: 1, default: 1 },
    }),
};

export function statementRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/statements",
    permission: "statements:read",
    name: "listStatements",
    tag: TAG,
    summary: "Statements, newest first",
    query: {
      party: of.party.optional(),
      currency: of.currency.optional(),
      until: z.iso.date().optional(),
      month: z
        .string()
        .regex(/^(19|20)\d\d-(0[1-9]|1[0-2])$/, "must be a month such as 2026-03")
        .optional()
        .meta({ description: "Those whose last day lies in it.", examples: ["2026-03"] }),
      below: z.literal("true").optional().meta({ description: "Only those that close below zero." }),
      search: z.string().max(200).optional().meta({ description: "A number, or part of the party's name." }),
      ...pageQuery([z.int()]),
    },
    answer: listOf(statement),
    handle: ({ app, caller, query: { cursor, limit, below, ...filter } }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        const isBelow = below !== undefined;
        const wanted = { ...filter, isBelow, after: cursor?.[0], limit: limit + 1 };
        const { rows, nextCursor } = page(await listStatements(tx, caller.ws, wanted), limit, (one) => [
          one.number,
        ]);
        return { data: rows.map(showStatement), nextCursor };
      }),
  });

  resourceRoute(server, {
    method: "POST",
    path: "/statements",
    permission: "statements:write",
    name: "issueStatement",
    tag: TAG,
    summary: "Issue a party's statement up to a day that is over",
    description:
      "It begins where the party's last one in this currency ended, is frozen, and the party is told.",
    body: newStatement,
    answer: statementDetail,
    handle: async ({ app, caller, body, request }) => {
      await inWorkspace(app.db, caller.ws, (tx) => mustFindParty(tx, caller.ws, body.party, "party"));
      const id = await issueStatement(app, caller.ws, body, personOf(caller, request));
      return inWorkspace(app.db, caller.ws, (tx) => detail(tx, caller.ws, id));
    },
  });

  oneRoutes(server);
  draftRoutes(server);
}

function oneRoutes(server: Server): void {
  const about = { method: "GET", permission: "statements:read", tag: TAG, params } as const;
  resourceRoute(server, {
    ...about,
    path: "/statements/:statement",
    name: "readStatement",
    summary: "One statement, as it was frozen",
    answer: statementDetail,
    handle: ({ app, caller, params }) =>
      inWorkspace(app.db, caller.ws, (tx) => detail(tx, caller.ws, params.statement)),
  });

  resourceRoute(server, {
    ...about,
    path: "/statements/:statement/lines",
    name: "listStatementLines",
    summary: "Every movement of a statement, in the order of the ledger",
    query: lineQuery,
    answer: listOf(statementLine),
    handle: ({ app, caller, params, query: { cursor, limit, section } }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        const found = await mustFindStatement(tx, caller.ws, params.statement);
        const names = namesIn(found);
        const wanted = { after: cursor, limit: limit + 1, section };
        const lines = await listStatementLines(tx, caller.ws, found, wanted);
        const { rows, nextCursor } = page(lines, limit, (one) => [one.seq, one.line]);
        return { data: rows.map((one) => showLine(one, names)), nextCursor };
      }),
  });

  resourceRoute(server, {
    ...about,
    path: "/statements/:statement/statement.pdf",
    name: "downloadStatement",
    summary: "A statement as a PDF: the same bytes for ever",
    query: paperQuery,
    produces: "application/pdf",
    answer: z.string().meta({ format: "binary" }),
    handle: async ({ app, caller, params, query, reply }) => {
      const found = await inWorkspace(app.db, caller.ws, (tx) =>
        mustFindStatement(tx, caller.ws, params.statement),
      );
      return sendStatementPdf(app, caller.ws, found, query, reply);
    },
  });

  resourceRoute(server, {
    ...about,
    path: "/statements/:statement/lines.csv",
    name: "exportStatementLines",
    summary: "Every movement of a statement as a file",
    query: languageQuery,
    produces: "text/csv",
    answer: z.string(),
    handle: async ({ app, caller, params, query, reply }) => {
      const found = await inWorkspace(app.db, caller.ws, (tx) =>
        mustFindStatement(tx, caller.ws, params.statement),
      );
      return sendStatementCsv(app, caller.ws, found, query.language, reply);
    },
  });
}

function draftRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/statement-drafts",
    permission: "statements:read",
    name: "draftStatement",
    tag: TAG,
    summary: "The running period of a party, as its statement would stand now",
    query: of,
    answer: statementDraft,
    handle: async ({ app, caller, query }) => {
      await inWorkspace(app.db, caller.ws, (tx) => mustFindParty(tx, caller.ws, query.party, "party"));
      const draft = await draftStatement(app, caller.ws, query);
      const before = await inWorkspace(app.db, caller.ws, (tx) => readStatementBefore(tx, caller.ws, draft));
      return showDraft(draft, before, app.ids.now());
    },
  });

  resourceRoute(server, {
    method: "GET",
    path: "/statement-drafts/lines",
    permission: "statements:read",
    name: "listDraftLines",
    tag: TAG,
    summary: "Every movement of the running period, in the order of the ledger",
    query: { ...of, ...lineQuery },
    answer: listOf(statementLine),
    handle: async ({ app, caller, query: { cursor, limit, section, ...wanted } }) => {
      const draft = await draftStatement(app, caller.ws, wanted);
      return inWorkspace(app.db, caller.ws, async (tx) => {
        const asked = { after: cursor, limit: limit + 1, section };
        const lines = await listStatementLines(tx, caller.ws, draft, asked);
        const { rows, nextCursor } = page(lines, limit, (one) => [one.seq, one.line]);
        return { data: rows.map((one) => showLine(one, namesIn(draft))), nextCursor };
      });
    },
  });
}

async function detail(tx: Tx, ws: number, id: Parameters<typeof mustFindStatement>[2]) {
  const found = await mustFindStatement(tx, ws, id);
  return showStatementDetail(found, await readStatementBefore(tx, ws, found));
}
