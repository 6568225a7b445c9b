// A partner's own figures: balances, what becomes available when, earnings by time and product, entries. Read
// in the partner's own transaction, so that the database itself answers nothing of anybody else.
// Example: GET /v1/partner/party_…/earnings?from=2026-03-01&to=2026-03-31&by=day → kept 931 USD in all.
import { z } from "zod";
import { sumMinor } from "../../base/amount.ts";
import { inParty } from "../../db/transaction.ts";
import { sumReserved } from "../../findings/read-findings.ts";
import { listBalances } from "../../reports/balances.ts";
import { listBalancesAt } from "../../reports/balances-at.ts";
import { listEarnings, listEarningsBy } from "../../reports/earnings.ts";
import { readNames } from "../../reports/names.ts";
import { listPartyEntries } from "../../reports/party-entries.ts";
import { withReserves } from "../../reports/rolling-reserve.ts";
import { lastSeqOf } from "../../reports/sums-at.ts";
import { readUpcoming } from "../../reports/upcoming.ts";
import { idIn } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { currencyIn } from "../../wire/money.ts";
import { ownBalances, ownEntry } from "../../wire/partner.ts";
import { areDays, daysIn, earnedByProduct, earnedByTime } from "../../wire/report.ts";
import { partnerRoute } from "../partner-route.ts";
import { DoorAnswer } from "../problem.ts";
import type { Server } from "../server-type.ts";
import { pastQueryWithAt, readPast } from "./read-past.ts";
import { showProduct } from "./show-named.ts";
import { showSubject } from "./show-subject.ts";

const TAG = "Partner portal";
const MOST_CURRENCIES = 100;
const MOST_DAYS = 60;
const days = { ...daysIn, currency: currencyIn.optional() };

export function partnerFigureRoutes(server: Server): void {
  partnerRoute(server, {
    method: "GET",
    path: "/balances",
    name: "listOwnBalances",
    tag: TAG,
    summary: "What the party is owed, and what becomes available when",
    query: pastQueryWithAt,
    answer: ownBalances,
    handle: ({ app, partner, query }) =>
      inParty(app.db, partner, async (tx) => {
        const { ws, party } = partner;
        const { today, past } = await readPast(app, tx, ws, query);
        const wanted = { today, party, limit: MOST_CURRENCIES };
        const owed =
          past === undefined
            ? await listBalances(tx, ws, wanted)
            : await listBalancesAt(tx, ws, { ...wanted, batch: past.batch });
        const found = await withReserves(tx, ws, owed, today, past);
        const seq = past === undefined ? undefined : await lastSeqOf(tx, ws, past.batch);
        const checked = await sumReserved(tx, ws, { party, seq });
        const balances = found.map(({ currency, available, pending, reserved, inTransit }, i) => {
          const reservedFor = reservedForOf(reserved, owed[i]?.reserved ?? 0, checked.get(currency) ?? 0);
          return { currency, available, pending, reserved, inTransit, reservedFor };
        });
        return {
          asOf: today,
          balances,
          upcoming: await readUpcoming(tx, ws, { today, batch: past?.batch, party, limit: MOST_DAYS }),
        };
      }),
  });

  earningRoutes(server);

  partnerRoute(server, {
    method: "GET",
    path: "/entries",
    name: "listOwnEntries",
    tag: TAG,
    summary: "What moved the party's accounts, newest first",
    query: { currency: currencyIn.optional(), ...pageQuery([z.int(), z.int(), z.int(), z.iso.date()]) },
    answer: listOf(ownEntry),
    handle: ({ app, partner, query }) =>
      inParty(app.db, partner, async (tx) => {
        const { cursor, limit, currency } = query;
        const wanted = { party: partner.party, currency, after: cursor, limit: limit + 1 };
        const found = await listPartyEntries(tx, partner.ws, wanted);
        const keyOf = (one: (typeof found)[number]) => [one.batch, one.seq, one.account, one.day];
        const { rows, nextCursor } = page(found, limit, keyOf);
        return {
          data: rows.map(({ key: _key, source: _source, batch: _batch, day, ...one }) => ({
            ...one,
            availableOn: day,
            ...showSubject(one.kind, one.sale),
            at: showInstant(one.at),
            accountKind: one.accountKind as "payable",
          })),
          nextCursor,
        };
      }),
  });
}

/** `onAccount`: without what a rolling reserve holds, which is no account. */
function reservedForOf(
  reserved: number,
  onAccount: number,
  checks: number,
): { disputes: number; checks: number; reserve: number } {
  return { disputes: onAccount - checks, checks, reserve: reserved - onAccount };
}

function earningRoutes(server: Server): void {
  partnerRoute(server, {
    method: "GET",
    path: "/earnings",
    name: "reportOwnEarnings",
    tag: TAG,
    summary: "What the party earned between two days, a row a day or month",
    query: { ...days, product: idIn("product").optional(), by: z.enum(["day", "month"]).default("day") },
    answer: earnedByTime,
    handle: async ({ app, partner, query }) => {
      mustBeDays(query);
      const { by, ...filter } = query;
      const wanted = { ...filter, party: partner.party };
      const series = await inParty(app.db, partner, (tx) => listEarningsBy(tx, partner.ws, by, wanted));
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

  partnerRoute(server, {
    method: "GET",
    path: "/earnings-by-product",
    name: "reportOwnEarningsByProduct",
    tag: TAG,
    summary: "What the party earned between two days, by product: largest first in each currency",
    query: { ...days, ...pageQuery([z.string(), z.int(), z.uuid()]) },
    answer: listOf(earnedByProduct),
    handle: async ({ app, partner, query }) => {
      mustBeDays(query);
      const { cursor, limit, ...filter } = query;
      return inParty(app.db, partner, async (tx) => {
        const wanted = { ...filter, party: partner.party, after: cursor, limit: limit + 1 };
        const found = await listEarnings(tx, partner.ws, "product", wanted);
        const { rows, nextCursor } = page(found, limit, (one) => [one.currency, one.kept, one.of]);
        const names = await readNames(tx, partner.ws, { products: rows.map((one) => one.of) });
        return {
          data: rows.map(({ of, ...row }) => ({ product: showProduct(names, of), ...row })),
          nextCursor,
        };
      });
    },
  });
}

function mustBeDays(query: { from: string; to: string }): void {
  if (areDays(query)) return;
  throw new DoorAnswer(400, "invalid_request", "`to` must not be before `from`.", {
    errors: [
      { path: "to", code: "invalid_days", message: "must not be before `from`, nor a hundred years later" },
    ],
  });
}
