// Reports: what was sold, who earned what, where the money of a period went, what comes when. Read only;
// every figure is a total of ledger entries, by whole days of the workspace's calendar.
// Example: GET /v1/reports/flow?from=2026-03-01&to=2026-03-31 → USD paid 120000: producer 62904, affiliate
// 37632, …
import { z } from "zod";
import { sumMinor } from "../../base/amount.ts";
import { inWorkspace } from "../../db/transaction.ts";
import { todayIn } from "../../reports/balances.ts";
import { listEarnings, listEarningsBy, listFlowLines, readEarningsAs } from "../../reports/earnings.ts";
import { readNames } from "../../reports/names.ts";
import { readOwed } from "../../reports/owed.ts";
import { readPaid } from "../../reports/paid.ts";
import { readSold, readSoldBy } from "../../reports/sold.ts";
import { readUpcoming } from "../../reports/upcoming.ts";
import { idIn, showId } from "../../wire/id.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import {
  areDays,
  earnedByParty,
  earnedByProduct,
  earnedByTime,
  earningsQuery,
  flowQuery,
  flowReport,
  owedReport,
  paidReport,
  soldQuery,
  soldReport,
  upcoming,
} from "../../wire/report.ts";
import { DoorAnswer } from "../problem.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { pastQuery, readPast } from "./read-past.ts";
import { showParty, showProduct } from "./show-named.ts";

const TAG = "Reports";
/** Parties that a flow names one by one. */
const FLOW_LINES = 60;
/** More days than a guarantee or a hold reaches. */
const MOST_UPCOMING = 400;
/** Parties that are named one by one where all are counted. */
const LARGEST = 8;
const AFTER = pageQuery([z.string(), z.int(), z.uuid()]);

export function reportRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/reports/sold",
    permission: "sales:read",
    name: "reportSold",
    tag: TAG,
    summary: "What was sold and taken back between two days",
    query: soldQuery,
    answer: soldReport,
    handle: async ({ app, caller, query }) => {
      mustBeDays(query);
      const { by, ...filter } = query;
      return inWorkspace(app.db, caller.ws, async (tx) => ({
        from: query.from,
        to: query.to,
        totals: await readSold(tx, caller.ws, filter),
        series: by === undefined ? [] : await readSoldBy(tx, caller.ws, filter, by),
      }));
    },
  });
  owedRoute(server);
  paidRoute(server);
  earningRoutes(server);
  timeRoute(server);
  flowRoute(server);

  resourceRoute(server, {
    method: "GET",
    path: "/reports/upcoming",
    permission: "ledger:read",
    name: "reportUpcoming",
    tag: TAG,
    summary: "What becomes available on which day",
    query: { party: idIn("party").optional() },
    answer: upcoming,
    handle: async ({ app, caller, query }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        const today = await todayIn(tx, caller.ws, app.ids.now());
        const filter = { ...query, today, limit: MOST_UPCOMING };
        return { asOf: today, days: await readUpcoming(tx, caller.ws, filter) };
      }),
  });
}

function paidRoute(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/reports/paid",
    permission: "ledger:read",
    name: "reportPaid",
    tag: TAG,
    summary: "What a party was paid so far, by currency",
    query: { party: idIn("party") },
    answer: paidReport,
    handle: async ({ app, caller, query }) =>
      inWorkspace(app.db, caller.ws, async (tx) => ({ data: await readPaid(tx, caller.ws, query.party) })),
  });
}

function owedRoute(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/reports/owed",
    permission: "ledger:read",
    name: "reportOwed",
    tag: TAG,
    summary: "What is owed to people in all, and to whom most",
    query: pastQuery,
    answer: owedReport,
    handle: async ({ app, caller, query }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        const past = await readPast(app, tx, caller.ws, query);
        const { today } = past;
        const { totals, largest } = await readOwed(tx, caller.ws, { ...past, top: LARGEST });
        return {
          asOf: today,
          totals,
          largest: largest.map(({ party, name, ...line }) => ({
            party: { id: showId("party", party), name },
            ...line,
          })),
        };
      }),
  });
}

function earningRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/reports/earnings-by-product",
    permission: "ledger:read",
    name: "reportEarningsByProduct",
    tag: TAG,
    summary: "What was earned between two days, by product: largest first in each currency",
    query: { ...earningsQuery, ...AFTER },
    answer: listOf(earnedByProduct),
    handle: async ({ app, caller, query }) => {
      mustBeDays(query);
      const { cursor, limit, ...filter } = query;
      return inWorkspace(app.db, caller.ws, async (tx) => {
        const wanted = { ...filter, after: cursor, limit: limit + 1 };
        const found = await listEarnings(tx, caller.ws, "product", wanted);
        const { rows, nextCursor } = page(found, limit, (one) => [one.currency, one.kept, one.of]);
        const names = await readNames(tx, caller.ws, { products: rows.map((one) => one.of) });
        return {
          data: rows.map(({ of, ...row }) => ({ product: showProduct(names, of), ...row })),
          nextCursor,
        };
      });
    },
  });

  resourceRoute(server, {
    method: "GET",
    path: "/reports/earnings-by-party",
    permission: "ledger:read",
    name: "reportEarningsByParty",
    tag: TAG,
    summary: "What was earned between two days, by party: largest first in each currency",
    query: { ...earningsQuery, ...AFTER },
    answer: listOf(earnedByParty),
    handle: async ({ app, caller, query }) => {
      mustBeDays(query);
      const { cursor, limit, ...filter } = query;
      return inWorkspace(app.db, caller.ws, async (tx) => {
        const wanted = { ...filter, after: cursor, limit: limit + 1 };
        const found = await listEarnings(tx, caller.ws, "party", wanted);
        const { rows, nextCursor } = page(found, limit, (one) => [one.currency, one.kept, one.of]);
        const names = await readNames(tx, caller.ws, { parties: rows.map((one) => one.of) });
        return { data: rows.map(({ of, ...row }) => ({ party: showParty(names, of), ...row })), nextCursor };
      });
    },
  });
}

function timeRoute(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/reports/earnings-by-time",
    permission: "ledger:read",
    name: "reportEarningsByTime",
    tag: TAG,
    summary: "What was earned between two days, a row a day or month",
    query: { ...earningsQuery, by: z.enum(["day", "month"]).default("month") },
    answer: earnedByTime,
    handle: async ({ app, caller, query }) => {
      mustBeDays(query);
      const { by, ...filter } = query;
      const series = await inWorkspace(app.db, caller.ws, (tx) => listEarningsBy(tx, caller.ws, by, filter));
      const totals = [...Map.groupBy(series, (one) => one.currency)].map(([currency, rows]) => ({
        currency,
        given: sumMinor(rows.map((row) => row.given)),
        taken: sumMinor(rows.map((row) => row.taken)),
        kept: sumMinor(rows.map((row) => row.kept)),
        atSource: sumMinor(rows.map((row) => row.atSource)),
      }));
      return { from: query.from, to: query.to, totals, series };
    },
  });
}

function flowRoute(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/reports/flow",
    permission: "ledger:read",
    name: "reportFlow",
    tag: TAG,
    summary: "Where the money of a period went: from what buyers paid to every party",
    query: flowQuery,
    answer: flowReport,
    handle: async ({ app, caller, query }) => {
      mustBeDays(query);
      const { ws } = caller;
      return inWorkspace(app.db, ws, async (tx) => {
        const sold = await readSold(tx, ws, query);
        const roles = await readEarningsAs(tx, ws, query);
        const flows = [];
        for (const one of sold) {
          const { currency, paid, taken, disputeFees } = one;
          const lines = await listFlowLines(tx, ws, { ...query, currency, limit: FLOW_LINES });
          const names = await readNames(tx, ws, { parties: lines.map((line) => line.party) });
          flows.push({
            ...{ currency, paid, taken, disputeFees, kept: paid - taken - disputeFees },
            roles: roles.filter((row) => row.currency === currency) as never[],
            lines: lines.map((line) => ({ ...line, party: showParty(names, line.party) })) as never[],
          });
        }
        return { from: query.from, to: query.to, flows };
      });
    },
  });
}

function mustBeDays(query: { from: string; to: string }): void {
  if (areDays(query)) return;
  const errors = [
    {
      path: "to",
      code: "invalid_period",
      message: "must not be before from, nor more than a hundred years after",
    },
  ];
  throw new DoorAnswer(400, "invalid_request", "The period does not begin before it ends.", { errors });
}
