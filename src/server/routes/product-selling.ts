// How one product sells: over time, what a sale is usually like, and what archiving it would leave standing.
// Read only. Example: GET /v1/products/product_…/sold?from=2026-03-01&to=2026-03-30&by=day.
import { z } from "zod";
import { may } from "../../access/caller.ts";
import { formatRate } from "../../base/rate.ts";
import { inWorkspace, type Tx } from "../../db/transaction.ts";
import { dayText } from "../../ledger/entry.ts";
import { readProduct } from "../../products/read-products.ts";
import { todayIn } from "../../reports/balances.ts";
import { readNames } from "../../reports/names.ts";
import { readBuckets, readSoldOver, type SoldRow } from "../../reports/product-sales.ts";
import { readTies, readUsualSale } from "../../reports/product-usual.ts";
import { idIn } from "../../wire/id.ts";
import { currencyIn } from "../../wire/money.ts";
import { type ProductSold, productSold, productTies, soldBy, usualSale } from "../../wire/product-selling.ts";
import { readWorkspace } from "../../workspaces/read-workspace.ts";
import { DoorAnswer } from "../problem.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { noSuchProduct } from "./products.ts";
import { showParty } from "./show-named.ts";

const TAG = "Products";
const params = { product: idIn("product") };
const DAY = 86_400_000;
/** More than four years of days, or as many weeks or months, is not a picture. */
const MOST_DAYS = { day: 400, week: 2_800, month: 12_000 };

const day = z.iso.date().refine((text) => text >= "1970-01-01" && text < "2200-01-01", "is out of reach");

export function productSellingRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/products/:product/sold",
    permission: "sales:read",
    name: "readProductSold",
    tag: TAG,
    summary: "How a product sold over time",
    description:
      "The last 30 days when `from` and `to` are left out. Refunds and lost disputes count on their own day. " +
      "What the producer earned is null for those without `ledger:read`.",
    params,
    query: { from: day.optional(), to: day.optional(), by: soldBy.default("day") },
    answer: productSold,
    handle: async ({ app, caller, params, query }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        if ((await readProduct(tx, caller.ws, params.product)) === null) throw noSuchProduct();
        const { timeZone } = await readWorkspace(tx, caller.ws);
        const window = await chooseDays(tx, caller.ws, app.ids.now(), query);
        const rows = await readSoldOver(tx, caller.ws, { ...window, product: params.product });
        const buckets = await readBuckets(tx, window);
        return { ...window, timeZone, currencies: byCurrency(rows, buckets, may(caller, "ledger:read")) };
      }),
  });

  resourceRoute(server, {
    method: "GET",
    path: "/products/:product/usual-sale",
    permission: "sales:read",
    name: "readUsualSale",
    tag: TAG,
    summary: "What a sale of a product is usually like",
    description: "A guess from its latest 200 sales in a currency, to begin a split preview with.",
    params,
    query: { currency: currencyIn },
    answer: usualSale,
    handle: async ({ app, caller, params, query }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        if ((await readProduct(tx, caller.ws, params.product)) === null) throw noSuchProduct();
        const usual = await readUsualSale(tx, caller.ws, params.product, query.currency, app.ids.now());
        const names = await readNames(tx, caller.ws, { parties: usual.fees.map((fee) => fee.party) });
        return {
          currency: query.currency,
          ...usual,
          fees: usual.fees.map(({ party, rate, fixed }) => ({
            party: showParty(names, party),
            rate: formatRate(rate),
            fixed,
          })),
          taxes: usual.taxes.map((one) => ({ ...one, rate: formatRate(one.rate) })),
        };
      }),
  });

  tiesRoute(server);
}

function tiesRoute(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/products/:product/ties",
    permission: "products:read",
    name: "readProductTies",
    tag: TAG,
    summary: "What goes on if a product is archived",
    params,
    answer: productTies,
    handle: async ({ app, caller, params }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        if ((await readProduct(tx, caller.ws, params.product)) === null) throw noSuchProduct();
        return readTies(tx, caller.ws, params.product, app.ids.now());
      }),
  });
}

interface Asked {
  from?: string | undefined;
  to?: string | undefined;
  by: "day" | "week" | "month";
}

export async function chooseDays(tx: Tx, ws: number, now: number, { from, to, by }: Asked) {
  const last = to ?? (await todayIn(tx, ws, now));
  const first = from ?? dayText(Date.parse(last) / DAY - 29);
  const length = (Date.parse(last) - Date.parse(first)) / DAY + 1;
  const refuse = (message: string) => {
    const errors = [{ path: "from", code: "out_of_range", message }];
    return new DoorAnswer(400, "invalid_request", `from ${message}.`, { errors });
  };
  if (length < 1) throw refuse("must not be after `to`");
  if (length > MOST_DAYS[by]) throw refuse(`is too far before \`to\` to count by ${by}`);
  return { from: first, to: last, by };
}

type Figures = Omit<SoldRow, "currency" | "bucket">;

const NONE: Figures = { sales: 0, paid: 0, refunded: 0, earned: 0 };

function byCurrency(
  rows: readonly SoldRow[],
  buckets: readonly string[],
  mayEarn: boolean,
): ProductSold["currencies"] {
  const show = ({ sales, paid, refunded, earned }: Figures) => ({
    sales,
    paid,
    refunded,
    earned: mayEarn ? earned : null,
  });
  const found = [...Map.groupBy(rows, (row) => row.currency)].map(([currency, own]) => {
    const inside = own.filter((row) => row.bucket !== null);
    return {
      currency,
      ...show(inside.reduce(add, NONE)),
      before: show(own.find((row) => row.bucket === null) ?? NONE),
      buckets: buckets.map((from) => ({
        from,
        ...show(inside.find((row) => row.bucket === from) ?? NONE),
      })),
    };
  });
  return found.sort((a, b) => b.sales - a.sales || (a.currency < b.currency ? -1 : 1));
}

function add(a: Figures, b: Figures): Figures {
  return {
    sales: a.sales + b.sales,
    paid: a.paid + b.paid,
    refunded: a.refunded + b.refunded,
    earned: a.earned + b.earned,
  };
}
