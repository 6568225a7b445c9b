// Settlements of sources: what a platform really sent to the bank, by line or as a file, recorded once; where
// it differs from the books, and what is done about it.
// Example: POST /v1/source-settlements → 201 { "net": 9680, "open": 1 }; told again → 200, nothing booked.
import { z } from "zod";
import { sumMinor } from "../../base/amount.ts";
import type { Uuid } from "../../base/id.ts";
import { inWorkspace, type Tx } from "../../db/transaction.ts";
import { answerAll, bookDifference, explainDifference, matchAgain } from "../../flows/answer-difference.ts";
import { bringSettlementFile, previewSettlementFile } from "../../flows/bring-settlement-file.ts";
import { recordSettlement } from "../../flows/record-source-settlement.ts";
import { listUnsettledSales, readSettledDays } from "../../reports/money-at-source.ts";
import {
  listLines,
  listSettlements,
  noSuchSettlement,
  readLine,
  readSettlement,
} from "../../sources/settlements/read-settlements.ts";
import type { SourceSettlement } from "../../sources/settlements/settlement.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { sourceName } from "../../wire/named.ts";
import {
  alikeAnswer,
  answeredAll,
  differenceAnswer,
  matchedAgain,
  newSourceSettlement,
  type SourceSettlement as Shown,
  settledIn,
  settledLine,
  settledState,
  settlementFileIn,
  settlementFileOut,
  settlementPreview,
  sourceSettlement,
  unsettledSale,
} from "../../wire/source-settlement.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { personOf } from "./proposals.ts";
import { showLine, showSettlement, showUnsettled } from "./show-settlement.ts";

const TAG = "Source settlements";
const FILE_LIMIT = 32 * 1024 * 1024;
const params = { settled: settledIn };
const lineParams = { ...params, n: z.coerce.number().int().min(1).max(1_000_000) };

export function sourceSettlementRoutes(server: Server): void {
  recordRoutes(server);
  listRoutes(server);
  readRoutes(server);
  answerRoutes(server);
}

function recordRoutes(server: Server): void {
  resourceRoute(server, {
    method: "POST",
    path: "/source-settlements",
    permission: "payouts:write",
    name: "recordSourceSettlement",
    tag: TAG,
    summary: "Record what a source really sent to the bank",
    description:
      "Books processor → bank less what was withheld, once by `source` and `externalId`; other lines under the same id are refused.",
    statuses: [201, 200],
    bodyLimit: 4 * 1024 * 1024,
    body: newSourceSettlement,
    answer: sourceSettlement,
    handle: async ({ app, caller, body, request, reply }) => {
      const lines = body.lines.map((line) => ({ ...line, at: line.at ?? null }));
      const told = { ...body, lines };
      const { id, created } = await recordSettlement(app, caller.ws, told, personOf(caller, request));
      if (!created) reply.code(200);
      return inWorkspace(app.db, caller.ws, (tx) => showOne(tx, caller.ws, id));
    },
  });

  resourceRoute(server, {
    method: "POST",
    path: "/source-settlements/preview",
    permission: "payouts:write",
    name: "previewSettlementFile",
    tag: TAG,
    summary: "What a file of settlements says, and which rows cannot be read",
    statuses: [200],
    bodyLimit: FILE_LIMIT,
    body: settlementFileIn,
    answer: settlementPreview,
    handle: async ({ app, caller, body }) => {
      const { settlements, ...read } = await previewSettlementFile(app, caller.ws, body);
      return {
        ...read,
        settlements: settlements.map(({ lines, source: _, ...one }) => {
          const gross = sumMinor(lines.map((line) => line.gross));
          const fee = sumMinor(lines.map((line) => line.fee));
          return { ...one, lines: lines.length, gross, fee, net: gross - fee };
        }),
      };
    },
  });

  resourceRoute(server, {
    method: "POST",
    path: "/source-settlements/file",
    permission: "payouts:write",
    name: "bringSettlementFile",
    tag: TAG,
    summary: "Record every settlement of a file, each once",
    statuses: [200],
    bodyLimit: FILE_LIMIT,
    body: settlementFileIn,
    answer: settlementFileOut,
    handle: async ({ app, caller, body, request }) => {
      const done = await bringSettlementFile(app, caller.ws, body, personOf(caller, request));
      const settlements = await inWorkspace(app.db, caller.ws, async (tx) => {
        const shown: Shown[] = [];
        for (const id of done.ids) shown.push(await showOne(tx, caller.ws, id));
        return shown;
      });
      return { recorded: done.recorded, known: done.known, settlements };
    },
  });
}

function listRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/source-settlements",
    permission: "payouts:read",
    name: "listSourceSettlements",
    tag: TAG,
    summary: "What sources sent to the bank, newest first",
    query: {
      source: sourceName.optional(),
      open: z.enum(["true"]).optional().meta({ description: "Only with differences to answer." }),
      ...pageQuery([z.uuid()]),
    },
    answer: listOf(sourceSettlement),
    handle: ({ app, caller, query: { source, open, cursor, limit } }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        const filter = { source, open: open === "true", after: cursor?.[0], limit: limit + 1 };
        const found = await listSettlements(tx, caller.ws, filter);
        const { rows, nextCursor } = page(found, limit, (one) => [one.id]);
        return { data: rows.map(showSettlement), nextCursor };
      }),
  });

  resourceRoute(server, {
    method: "GET",
    path: "/source-settlements/:settled",
    permission: "payouts:read",
    name: "readSourceSettlement",
    tag: TAG,
    summary: "One settlement of a source",
    params,
    answer: sourceSettlement,
    handle: ({ app, caller, params: { settled } }) =>
      inWorkspace(app.db, caller.ws, (tx) => showOne(tx, caller.ws, settled)),
  });
}

function readRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/source-settlements/:settled/lines",
    permission: "payouts:read",
    name: "listSettledLines",
    tag: TAG,
    summary: "The lines of a settlement beside what the books say",
    params,
    query: { state: settledState.optional(), ...pageQuery([z.int()]) },
    answer: listOf(settledLine),
    handle: ({ app, caller, params: { settled }, query: { state, cursor, limit } }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        const one = await mustBeThere(tx, caller.ws, settled);
        const filter = { state, after: cursor?.[0], limit: limit + 1 };
        const found = await listLines(tx, caller.ws, settled, filter);
        const { rows, nextCursor } = page(found, limit, (one) => [one.n]);
        return { data: rows.map((line) => showLine(one, line)), nextCursor };
      }),
  });

  resourceRoute(server, {
    method: "GET",
    path: "/source-settlements/:settled/missing",
    permission: "payouts:read",
    name: "listUnsettledSales",
    tag: TAG,
    summary: "Sales of the source within the days of a settlement that none has brought home",
    description:
      "Its days are those of its lines, whole days where the business is; of the sales it brought home where no line says when.",
    params,
    query: pageQuery([z.int(), z.uuid()]),
    answer: listOf(unsettledSale),
    handle: ({ app, caller, params: { settled }, query: { cursor, limit } }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        const { source, ...one } = await mustBeThere(tx, caller.ws, settled);
        const days = await readSettledDays(tx, caller.ws, settled);
        if (days === null) return { data: [], nextCursor: null };
        const currencies = [one.currency, ...one.exchanged.map((sums) => sums.currency)];
        const filter = { source, currencies, ...days, limit: limit + 1 };
        const wanted = cursor === undefined ? filter : { ...filter, after: cursor };
        const found = await listUnsettledSales(tx, caller.ws, wanted);
        const { rows, nextCursor } = page(found, limit, (one) => [one.at.getTime(), one.sale]);
        return { data: rows.map(showUnsettled), nextCursor };
      }),
  });
}

function answerRoutes(server: Server): void {
  resourceRoute(server, {
    method: "POST",
    path: "/source-settlements/:settled/match",
    permission: "payouts:write",
    name: "matchSettlementAgain",
    tag: TAG,
    summary: "Match the open lines of a settlement again, once what was missing is recorded",
    statuses: [200],
    params,
    answer: matchedAgain,
    handle: async ({ app, caller, params: { settled }, request }) => {
      const agree = await matchAgain(app, caller.ws, settled, personOf(caller, request));
      const { open } = await inWorkspace(app.db, caller.ws, (tx) => mustBeThere(tx, caller.ws, settled));
      return { agree, open };
    },
  });

  resourceRoute(server, {
    method: "POST",
    path: "/source-settlements/:settled/answer",
    permission: "payouts:write",
    name: "answerSettledLines",
    tag: TAG,
    summary: "Book or explain every open line of one difference",
    description: "At most 2,000 are booked a call: call again until none is left.",
    statuses: [200],
    params,
    body: alikeAnswer,
    answer: answeredAll,
    handle: async ({ app, caller, params: { settled }, body: { difference, ...said }, request }) => {
      const by = { ...personOf(caller, request), ...said };
      const answered = await answerAll(app, caller.ws, settled, difference, by);
      const { open } = await inWorkspace(app.db, caller.ws, (tx) => mustBeThere(tx, caller.ws, settled));
      return { answered, open };
    },
  });

  resourceRoute(server, {
    method: "POST",
    path: "/source-settlements/:settled/lines/:n/answer",
    permission: "payouts:write",
    name: "answerSettledLine",
    tag: TAG,
    summary: "Book the difference of a line on the producer, or say why it is right",
    statuses: [200],
    params: lineParams,
    body: differenceAnswer,
    answer: settledLine,
    handle: async ({ app, caller, params: { settled, n }, body: { how, answer }, request }) => {
      const said = { ...personOf(caller, request), answer };
      if (how === "book") await bookDifference(app, caller.ws, settled, n, said);
      else await explainDifference(app, caller.ws, settled, n, said);
      return inWorkspace(app.db, caller.ws, async (tx) => {
        const line = await readLine(tx, caller.ws, settled, n);
        if (line === null) throw noSuchSettlement();
        return showLine(await mustBeThere(tx, caller.ws, settled), line);
      });
    },
  });
}

async function mustBeThere(tx: Tx, ws: number, id: Uuid): Promise<SourceSettlement> {
  const found = await readSettlement(tx, ws, id);
  if (found === null) throw noSuchSettlement();
  return found;
}

async function showOne(tx: Tx, ws: number, id: Uuid): Promise<Shown> {
  return showSettlement(await mustBeThere(tx, ws, id));
}
