// A partner's own statements: issued ones with lines and files, and the running period. Each is found in the
// party's own transaction first, so that the database itself answers nothing of anybody else.
// Example: GET /v1/partner/party_…/statements → number 12 of March, number 7 of February.
import { z } from "zod";
import type { Uuid } from "../../base/id.ts";
import { inParty, inWorkspace } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import { draftStatement } from "../../flows/draft-statement.ts";
import { listStatementLines } from "../../statements/list-lines.ts";
import { listStatements, mustFindStatement, readStatementBefore } from "../../statements/read-statements.ts";
import { idIn } from "../../wire/id.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { currencyIn } from "../../wire/money.ts";
import { statement, statementDetail, statementDraft, statementLine } from "../../wire/statement.ts";
import { type Partner, partnerRoute } from "../partner-route.ts";
import type { Server } from "../server-type.ts";
import { showDraft, showLine, showStatement, showStatementDetail } from "./show-statement.ts";
import { namesIn, sendStatementCsv, sendStatementPdf } from "./statement-files.ts";
import { languageQuery, lineQuery, paperQuery } from "./statements.ts";

const params = { statement: idIn("statement") };
const about = { method: "GET", tag: "Partner portal" } as const;

export function partnerStatementRoutes(server: Server): void {
  partnerRoute(server, {
    ...about,
    path: "/statements",
    name: "listOwnStatements",
    summary: "The party's statements, newest first",
    query: { currency: currencyIn.optional(), ...pageQuery([z.int()]) },
    answer: listOf(statement),
    handle: ({ app, partner, query: { cursor, limit, currency } }) =>
      inParty(app.db, partner, async (tx) => {
        const wanted = { party: partner.party, currency, after: cursor?.[0], limit: limit + 1 };
        const found = await listStatements(tx, partner.ws, wanted);
        const { rows, nextCursor } = page(found, limit, (one) => [one.number]);
        return { data: rows.map(showStatement), nextCursor };
      }),
  });

  partnerRoute(server, {
    ...about,
    path: "/statements/:statement",
    name: "readOwnStatement",
    summary: "One of the party's statements, as it was frozen",
    params,
    answer: statementDetail,
    handle: ({ app, partner, params }) =>
      inParty(app.db, partner, async (tx) => {
        const found = await mustFindStatement(tx, partner.ws, params.statement);
        return showStatementDetail(found, await readStatementBefore(tx, partner.ws, found));
      }),
  });

  partnerRoute(server, {
    ...about,
    path: "/statements/:statement/lines",
    name: "listOwnStatementLines",
    summary: "Every movement of one of the party's statements, in the order of the ledger",
    params,
    query: lineQuery,
    answer: listOf(statementLine),
    handle: async ({ app, partner, params, query: { cursor, limit, section } }) => {
      const found = await findOwn(app, partner, params.statement);
      const wanted = { after: cursor, limit: limit + 1, section };
      const lines = await inWorkspace(app.db, partner.ws, (tx) =>
        listStatementLines(tx, partner.ws, found, wanted),
      );
      const { rows, nextCursor } = page(lines, limit, (one) => [one.seq, one.line]);
      return { data: rows.map((one) => showLine(one, namesIn(found))), nextCursor };
    },
  });

  fileRoutes(server);

  draftRoutes(server);
}

function draftRoutes(server: Server): void {
  partnerRoute(server, {
    ...about,
    path: "/statement-drafts",
    name: "draftOwnStatement",
    summary: "The running period, as the party's statement would stand now",
    query: { currency: currencyIn },
    answer: statementDraft,
    handle: async ({ app, partner, query: { currency } }) => {
      const draft = await draftStatement(app, partner.ws, { party: partner.party, currency });
      const before = await inParty(app.db, partner, (tx) => readStatementBefore(tx, partner.ws, draft));
      return showDraft(draft, before, app.ids.now());
    },
  });

  partnerRoute(server, {
    ...about,
    path: "/statement-drafts/lines",
    name: "listOwnDraftLines",
    summary: "Every movement of the running period, in the order of the ledger",
    query: { currency: currencyIn, ...lineQuery },
    answer: listOf(statementLine),
    handle: async ({ app, partner, query: { cursor, limit, section, currency } }) => {
      const draft = await draftStatement(app, partner.ws, { party: partner.party, currency });
      const wanted = { after: cursor, limit: limit + 1, section };
      const lines = await inWorkspace(app.db, partner.ws, (tx) =>
        listStatementLines(tx, partner.ws, draft, wanted),
      );
      const { rows, nextCursor } = page(lines, limit, (one) => [one.seq, one.line]);
      return { data: rows.map((one) => showLine(one, namesIn(draft))), nextCursor };
    },
  });
}

function fileRoutes(server: Server): void {
  partnerRoute(server, {
    ...about,
    path: "/statements/:statement/statement.pdf",
    name: "downloadOwnStatement",
    summary: "One of the party's statements as a PDF: the same bytes for ever",
    params,
    query: paperQuery,
    produces: "application/pdf",
    answer: z.string().meta({ format: "binary" }),
    handle: async ({ app, partner, params, query, reply }) => {
      const found = await findOwn(app, partner, params.statement);
      return sendStatementPdf(app, partner.ws, found, query, reply);
    },
  });

  partnerRoute(server, {
    ...about,
    path: "/statements/:statement/lines.csv",
    name: "exportOwnStatementLines",
    summary: "Every movement of one of the party's statements as a file",
    params,
    query: languageQuery,
    produces: "text/csv",
    answer: z.string(),
    handle: async ({ app, partner, params, query, reply }) => {
      const found = await findOwn(app, partner, params.statement);
      return sendStatementCsv(app, partner.ws, found, query.language, reply);
    },
  });
}

function findOwn(app: App, partner: Partner, id: Uuid) {
  return inParty(app.db, partner, (tx) => mustFindStatement(tx, partner.ws, id));
}
