// What a filtered list of sales comes to, and the list as a file. Read only; both take the filter of the
// list.
// Example: GET /v1/sales/totals?product=product_… → USD 12 sales, paid 120000, refunded 4000.
import { z } from "zod";
import { maySeeEarnings } from "../../access/earnings.ts";
import { offsetAt } from "../../base/calendar.ts";
import { decimalText, localText } from "../../base/decimal-text.ts";
import type { Uuid } from "../../base/id.ts";
import { formatRate, ppm } from "../../base/rate.ts";
import { inWorkspace } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import { countSalesOfLinks } from "../../flows/count-sales-of-links.ts";
import { partsOfSales } from "../../flows/parts-of-sales.ts";
import { dayText } from "../../ledger/entry.ts";
import { readNames } from "../../reports/names.ts";
import { readPartTotals, readSaleTotals, type WholeDays } from "../../reports/sale-totals.ts";
import { listSales, type SaleFilter } from "../../reports/sales.ts";
import { showId } from "../../wire/id.ts";
import { saleTotals } from "../../wire/sale.ts";
import { readWorkspace } from "../../workspaces/read-workspace.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { saleFilter } from "./sale-filter.ts";
import { namedBy, stateOf } from "./show-sale.ts";
import { writeCsv } from "./write-csv.ts";

const TAG = "Sales";
const AT_ONCE = 1000;
const DAY = 86_400_000;

export function saleSumRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/sales/totals",
    permission: "sales:read",
    name: "totalSales",
    tag: TAG,
    summary: "What the sales that fit come to, by currency",
    query: saleFilter,
    answer: saleTotals,
    handle: async ({ app, caller, query }) => {
      if (query.link !== undefined) await countSalesOfLinks(app, caller.ws);
      return inWorkspace(app.db, caller.ws, async (tx) => {
        const { timeZone } = await readWorkspace(tx, caller.ws);
        const days = wholeDays(timeZone, query.from, query.to);
        const totals = await readSaleTotals(tx, caller.ws, query, days);
        if (totals === null) return { complete: false, totals: [] };
        if (!maySeeEarnings(caller)) return { complete: true, totals };
        const parts = await readPartTotals(tx, caller.ws, query, days);
        return { complete: true, totals: totals.map((one) => ({ ...one, ...partOf(parts, one.currency) })) };
      });
    },
  });

  resourceRoute(server, {
    method: "GET",
    path: "/sales.csv",
    permission: "sales:read",
    name: "exportSales",
    tag: TAG,
    summary: "The sales that fit as a file, newest first",
    description: "text/csv with decimals and local times. Formulas are written as text.",
    query: saleFilter,
    answer: z.string(),
    produces: "text/csv",
    handle: async ({ app, caller, query, reply }) => {
      const { timeZone } = await inWorkspace(app.db, caller.ws, (tx) => readWorkspace(tx, caller.ws));
      const isOfParty = query.party !== undefined;
      const head = maySeeEarnings(caller) ? [...HEAD, ...EARNED, ...(isOfParty ? PART : [])] : HEAD;
      return writeCsv(
        reply,
        "sales.csv",
        head,
        saleRows(app, caller.ws, query, timeZone, head.length),
      ) as never;
    },
  });
}

const partOf = (parts: Awaited<ReturnType<typeof readPartTotals>>, currency: string) =>
  parts === null ? {} : { part: parts.get(currency) ?? { given: 0, taken: 0 } };

/** Null where an edge lies within a day: then the totals by day do not fit. */
function wholeDays(timeZone: string, from: number | undefined, to: number | undefined): WholeDays {
  const edge = (at: number | undefined) => {
    if (at === undefined) return { day: undefined, isEdge: true };
    const local = at + offsetAt(timeZone, at);
    return { day: Math.floor(local / DAY), isEdge: local % DAY === 0 };
  };
  const first = edge(from);
  const end = edge(to);
  if (!first.isEdge || !end.isEdge) return null;
  return {
    ...(first.day === undefined ? {} : { from: dayText(first.day) }),
    ...(end.day === undefined ? {} : { to: dayText(end.day - 1) }),
  };
}

const HEAD = [
  "Sale",
  "Source",
  "External id",
  "Charge",
  "When",
  "Product",
  "Offer",
  "State",
  "Buyer e-mail",
  "Buyer name",
  "Buyer reference",
  "Currency",
  "Paid",
  "Tax",
  "Shipping",
  "Refunded",
  "In dispute",
];
const EARNED = ["Affiliate", "Affiliate rate"];
/** Of the party that it is narrowed to. */
const PART = ["Part", "Part taken back"];

async function* saleRows(
  app: App,
  ws: number,
  filter: Omit<SaleFilter, "after" | "limit">,
  timeZone: string,
  width: number,
): AsyncGenerator<string[][]> {
  let after: readonly [number, Uuid] | undefined;
  for (;;) {
    const rows = await inWorkspace(app.db, ws, async (tx) => {
      const found = await listSales(tx, ws, { ...filter, after, limit: AT_ONCE });
      const names = await readNames(tx, ws, namedBy(found));
      const parts =
        filter.party === undefined || width <= HEAD.length
          ? null
          : await partsOfSales(
              tx,
              ws,
              filter.party,
              found.map((one) => one.id),
            );
      return found.map((one) => ({ one, names, part: parts?.get(one.id) ?? null }));
    });
    yield rows.map(({ one, names, part }) => {
      const money = (amount: number) => decimalText(amount, one.currency);
      const { buyer, affiliate } = one;
      return [
        ...[showId("sale", one.id), one.source, one.externalId, one.charge ?? ""],
        localText(timeZone, one.at.getTime()),
        ...[names.product(one.product), one.offer === null ? "" : names.offer(one.offer), stateOf(one)],
        ...[buyer?.email ?? "", buyer?.name ?? "", buyer?.reference ?? "", one.currency],
        ...[one.paid, one.tax, one.shipping, one.refunded, one.disputed].map(money),
        ...(affiliate === null ? ["", ""] : [names.party(affiliate.party), formatRate(ppm(affiliate.rate))]),
        ...(part === null ? [] : [part.given, part.taken].map(money)),
      ].slice(0, width);
    });
    const last = rows.at(-1)?.one;
    if (rows.length < AT_ONCE || last === undefined) return;
    after = [last.at.getTime(), last.id];
  }
}
