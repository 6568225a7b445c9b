// The sales that a party's links and coupons led to, credited or not, with what it earned of each; sought, of
// some days, and as a file. Reads only, in the party's own transaction.
// Example: GET /v1/partner/party_…/touched-sales?q=spring → sale_…, 100.00 paid, 31.36 earned.
import { z } from "zod";
import { decimalsOf } from "../../base/currency.ts";
import { formatRate, ppm } from "../../base/rate.ts";
import { inParty, type Tx } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import { countSalesOfLinks } from "../../flows/count-sales-of-links.ts";
import { showTouchedSales, type ToldTouchedSale } from "../../flows/show-touched-sales.ts";
import { readNames } from "../../reports/names.ts";
import type { TouchedFilter } from "../../reports/touched-sales.ts";
import { minorToText } from "../../sources/decimal.ts";
import { idIn, showId } from "../../wire/id.ts";
import { instantIn, showInstant } from "../../wire/instant.ts";
import { type Skipped, type TouchedSale, touchedSale } from "../../wire/journey.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { type Partner, partnerRoute } from "../partner-route.ts";
import type { Server } from "../server-type.ts";
import { showProduct } from "./show-named.ts";
import { writeCsv } from "./write-csv.ts";

const TAG = "Partner portal";
const AT_ONCE = 500;
const HEAD = [
  "Sale",
  "When",
  "Product",
  "By",
  "Code",
  "Credited",
  "Part of the credit",
  "Not credited because",
];
const MONEY = ["Currency", "Paid", "Your commission", "Held"];

const touchedFilter = {
  product: idIn("product").optional(),
  credited: z.enum(["true", "false"]).optional(),
  q: z.string().min(1).max(100).optional().meta({ description: "In the product's name or an own code." }),
  link: idIn("link").optional().meta({ description: "What this link of the party was credited with." }),
  from: instantIn.optional().meta({ description: "Inclusive." }),
  to: instantIn.optional().meta({ description: "Exclusive." }),
};
type Asked = z.output<z.ZodObject<typeof touchedFilter>>;

export function touchedSaleRoutes(server: Server): void {
  partnerRoute(server, {
    method: "GET",
    path: "/touched-sales",
    name: "listTouchedSales",
    tag: TAG,
    summary: "Sales that a link or coupon of the party led to, newest first",
    description: "Also those that were credited to somebody else, with the reason.",
    query: { ...touchedFilter, ...pageQuery([z.number(), z.uuid()]) },
    answer: listOf(touchedSale),
    handle: async ({ app, partner, query: { cursor, limit, ...asked } }) => {
      const wanted = { ...(await wantedOf(app, partner, asked)), after: cursor, limit: limit + 1 };
      return inParty(app.db, partner, async (tx) => {
        const found = await showTouchedSales(tx, partner.ws, partner.party, wanted);
        const { rows, nextCursor } = page(found, limit, (one) => [one.at.getTime(), one.sale]);
        return { data: await show(tx, partner.ws, rows), nextCursor };
      });
    },
  });

  partnerRoute(server, {
    method: "GET",
    path: "/touched-sales.csv",
    name: "exportTouchedSales",
    tag: TAG,
    summary: "The same as a file, newest first",
    query: touchedFilter,
    answer: z.string(),
    produces: "text/csv",
    handle: async ({ app, partner, query, reply }) => {
      const wanted = await wantedOf(app, partner, query);
      const rows = rowsOf(app, partner, { ...wanted, limit: AT_ONCE });
      return writeCsv(reply, "sales-of-your-links.csv", [...HEAD, ...MONEY], rows) as never;
    },
  });
}

/** What a link was credited with is counted before it is asked for. */
async function wantedOf(
  app: App,
  { ws }: Partner,
  { q, credited, ...rest }: Asked,
): Promise<Omit<TouchedFilter, "limit">> {
  if (rest.link !== undefined) await countSalesOfLinks(app, ws);
  return { ...rest, search: q, credited: credited && credited === "true" };
}

async function show(tx: Tx, ws: number, rows: readonly ToldTouchedSale[]): Promise<TouchedSale[]> {
  const names = await readNames(tx, ws, { products: rows.map((one) => one.product) });
  return rows.map(({ touch, ...one }) => ({
    ...one,
    by: touch.by,
    weight: formatRate(ppm(one.weight)),
    skipped: one.skipped as Skipped | null,
    sale: showId("sale", one.sale),
    product: showProduct(names, one.product),
    at: showInstant(one.at),
  }));
}

async function* rowsOf(app: App, partner: Partner, asked: TouchedFilter): AsyncGenerator<string[][]> {
  for (let after: TouchedFilter["after"]; ; ) {
    const wanted: TouchedFilter = { ...asked, after };
    const { found, shown } = await inParty(app.db, partner, async (tx) => {
      const found = await showTouchedSales(tx, partner.ws, partner.party, wanted);
      return { found, shown: await show(tx, partner.ws, found) };
    });
    yield shown.map((one) => {
      const text = (amount: number) => minorToText(amount, decimalsOf(one.currency));
      return [
        ...[one.sale, one.at, one.product.name, one.by, one.code ?? "", one.credited ? "yes" : "no"],
        ...[one.weight, one.skipped ?? "", one.currency, text(one.paid), text(one.earned), text(one.held)],
      ];
    });
    const last = found.at(-1);
    if (last === undefined || found.length < asked.limit) return;
    after = [last.at.getTime(), last.sale];
  }
}
