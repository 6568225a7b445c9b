// What the rolling reserve of a statement was made of, for either side, of one that was issued and of the
// running period. Example: GET /v1/statements/statement_…/reserve → { "reserve": { "rate": "0.1", "days": 30
// }, "earned": 500000, "held": 30000, "data": [{ "sale": "sale_…", "countsUntil": "2026-04-06" }] }
import { z } from "zod";
import type { Uuid } from "../../base/id.ts";
import { formatRate, type Ppm } from "../../base/rate.ts";
import { inParty, inWorkspace } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import { draftStatement } from "../../flows/draft-statement.ts";
import { type ReserveOf, readStatementReserve } from "../../flows/statement-reserve.ts";
import { mustFindParty } from "../../parties/read-parties.ts";
import { readNames } from "../../reports/names.ts";
import { mustFindStatement } from "../../statements/read-statements.ts";
import { idIn } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { page, pageQuery } from "../../wire/list.ts";
import { currencyIn } from "../../wire/money.ts";
import { type StatementReserve, statementReserve } from "../../wire/reserve.ts";
import { partnerRoute } from "../partner-route.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { showSubject } from "./show-subject.ts";

const params = { statement: idIn("statement") };
const paging = pageQuery([z.int()]);
const issued = { path: "/statements/:statement/reserve", params, query: paging } as const;
const draft = { path: "/statement-drafts/reserve" } as const;
const reading = { method: "GET", answer: statementReserve } as const;
const ofIssued = "What the rolling reserve held of a statement, each line that counted, and until when";
const ofDraft = "What the rolling reserve holds of the running period, each line, and until when";

export function statementReserveRoutes(server: Server): void {
  const own = { ...reading, permission: "statements:read", tag: "Statements" } as const;
  resourceRoute(server, {
    ...own,
    ...issued,
    name: "readStatementReserve",
    summary: ofIssued,
    handle: async ({ app, caller, params, query }) => {
      const found = await inWorkspace(app.db, caller.ws, (tx) =>
        mustFindStatement(tx, caller.ws, params.statement),
      );
      return show(app, caller.ws, found, query);
    },
  });

  resourceRoute(server, {
    ...own,
    ...draft,
    name: "readDraftReserve",
    summary: ofDraft,
    query: { party: idIn("party"), currency: currencyIn, ...paging },
    handle: async ({ app, caller, query }) => {
      await inWorkspace(app.db, caller.ws, (tx) => mustFindParty(tx, caller.ws, query.party, "party"));
      return show(app, caller.ws, await draftStatement(app, caller.ws, query), query);
    },
  });
}

export function partnerStatementReserveRoutes(server: Server): void {
  const own = { ...reading, tag: "Partner portal" } as const;
  partnerRoute(server, {
    ...own,
    ...issued,
    name: "readOwnStatementReserve",
    summary: ofIssued,
    handle: async ({ app, partner, params, query }) => {
      const found = await inParty(app.db, partner, (tx) =>
        mustFindStatement(tx, partner.ws, params.statement),
      );
      return show(app, partner.ws, found, query);
    },
  });

  partnerRoute(server, {
    ...own,
    ...draft,
    name: "readOwnDraftReserve",
    summary: ofDraft,
    query: { currency: currencyIn, ...paging },
    handle: async ({ app, partner, query }) => {
      const wanted = { party: partner.party, currency: query.currency };
      return show(app, partner.ws, await draftStatement(app, partner.ws, wanted), query);
    },
  });
}

interface Page {
  cursor?: readonly [number] | undefined;
  limit: number;
}

function show(app: App, ws: number, of: ReserveOf, { cursor, limit }: Page): Promise<StatementReserve> {
  return inWorkspace(app.db, ws, async (tx) => {
    const asked = { after: cursor?.[0], limit: limit + 1 };
    const { rule, lines, reserve, ...figures } = await readStatementReserve(tx, ws, of, asked);
    const { rows, nextCursor } = page(lines, limit, (line) => [line.seq]);
    const products = rows.flatMap((line): Uuid[] => (line.product === null ? [] : [line.product]));
    const names = await readNames(tx, ws, { products });
    return {
      currency: of.currency,
      day: of.untilDay,
      reserve: rule === null ? null : { rate: formatRate(rule.rate as Ppm), days: rule.days },
      part: reserve,
      ...figures,
      data: rows.map((line) => {
        const { sale, contract } = showSubject(line.kind, line.subject);
        return {
          ...{ seq: line.seq, kind: line.kind, at: showInstant(line.at), sale, contract },
          product: line.product === null ? null : names.product(line.product),
          ...{ about: line.about, amount: line.amount, countsUntil: line.countsUntil },
        };
      }),
      nextCursor,
    };
  });
}
