// How a product does over time, from both sides: the producer sees every party's part, a co-producer its own,
// and what was sold direct and by affiliates until its contract has ended.
// Example: GET /v1/partner/party_…/products/product_…/performance?by=month → direct and affiliate sales, own
// part
import { z } from "zod";
import { dayIn } from "../../base/calendar.ts";
import type { Uuid } from "../../base/id.ts";
import { Refusal } from "../../base/refusal.ts";
import { inParty, inWorkspace, type Tx } from "../../db/transaction.ts";
import { seenProducts } from "../../flows/show-own-sales.ts";
import { type PerformanceOf, showPerformance } from "../../flows/show-performance.ts";
import { dayText } from "../../ledger/entry.ts";
import { readProduct } from "../../products/read-products.ts";
import { readNames } from "../../reports/names.ts";
import { idIn, showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { type Performance, performance } from "../../wire/performance.ts";
import { soldBy } from "../../wire/product-selling.ts";
import { readWorkspace } from "../../workspaces/read-workspace.ts";
import { partnerRoute } from "../partner-route.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { chooseDays } from "./product-selling.ts";
import { noSuchProduct } from "./products.ts";
import { showParty } from "./show-named.ts";

const DAY = 86_400_000;
const params = { product: idIn("product") };
const day = z.iso.date().refine((text) => text >= "1970-01-01" && text < "2200-01-01", "is out of reach");
const query = { from: day.optional(), to: day.optional(), by: soldBy.default("day") };

interface Asked {
  product: Uuid;
  from?: string | undefined;
  to?: string | undefined;
  by: "day" | "week" | "month";
  party?: Uuid;
  now: number;
}

export function performanceRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/products/:product/performance",
    permission: "ledger:read",
    name: "readPerformance",
    tag: "Products",
    summary: "How a product does: direct and by affiliates, by party, over time",
    description:
      "The last 30 days when `from` and `to` are left out; with the contract versions of that time.",
    params,
    query,
    answer: performance,
    handle: ({ app, caller, params, query }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        if ((await readProduct(tx, caller.ws, params.product)) === null) throw noSuchProduct();
        return show(tx, caller.ws, { ...params, ...query, now: app.ids.now() });
      }),
  });

  partnerRoute(server, {
    method: "GET",
    path: "/products/:product/performance",
    name: "readOwnPerformance",
    tag: "Partner portal",
    summary: "How a product does that the party co-produces: direct and by affiliates, with its own part",
    params,
    query,
    answer: performance,
    handle: ({ app, partner, params, query }) =>
      inParty(app.db, partner, async (tx) => {
        const { ws, party } = partner;
        const now = app.ids.now();
        const seen = (await seenProducts(tx, ws, party)).find((one) => one.product === params.product);
        if (seen === undefined) {
          throw new Refusal(404, "not_found", "There is no such product, or it is not yours to see.");
        }
        const { timeZone } = await readWorkspace(tx, ws);
        // A contract that ended shows nothing of the days after it.
        const last = seen.until === null ? null : dayText(dayIn(timeZone, seen.until - 1));
        const to = last === null || (query.to ?? last) < last ? query.to : last;
        const from = query.from !== undefined && to !== undefined && query.from > to ? to : query.from;
        return show(tx, ws, { ...params, by: query.by, from, to, party, now });
      }),
  });
}

async function show(tx: Tx, ws: number, asked: Asked): Promise<Performance> {
  const { timeZone } = await readWorkspace(tx, ws);
  const window = await chooseDays(tx, ws, asked.now, asked);
  const between = [Date.parse(window.from), Date.parse(window.to) + DAY] as const;
  const found = await showPerformance(tx, ws, { ...asked, ...window, between });
  const parties = found.currencies.flatMap((one) =>
    [...one.parties, ...(one.history?.parties ?? [])].map(({ party }) => party),
  );
  const names = await readNames(tx, ws, { parties: [...parties, ...found.versions.map((one) => one.party)] });
  return {
    ...window,
    timeZone,
    currencies: found.currencies.map(({ currency, buckets, parties, history }) => ({
      currency,
      buckets: buckets.map(showBucket),
      history: history && {
        buckets: history.buckets.map(showBucket),
        parties: history.parties.map(({ party, ...one }) => ({ party: showParty(names, party), ...one })),
      },
      parties: parties.map(({ party, role, ...one }) => ({
        party: showParty(names, party),
        role: role as Performance["currencies"][number]["parties"][number]["role"],
        ...one,
      })),
    })),
    versions: found.versions.map(({ contract, party, starts, ends, ...one }) => ({
      contract: showId("contract", contract),
      party: showParty(names, party),
      ...one,
      starts: showInstant(starts),
      ends: showInstant(ends),
    })),
  };
}

function showBucket({ from, sold }: PerformanceOf["buckets"][number]) {
  return {
    from,
    direct: {
      sales: sold.sales - sold.affiliateSales,
      paid: sold.paid - sold.affiliatePaid,
      taken: sold.taken - sold.affiliateTaken,
    },
    affiliate: { sales: sold.affiliateSales, paid: sold.affiliatePaid, taken: sold.affiliateTaken },
  };
}
