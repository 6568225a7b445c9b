// What each affiliate of a product brings and earns, sorted by any of its figures, and the whole of it as a
// file. What was sold just now is counted before it is shown.
// Example: GET /v1/products/product_…/affiliate-figures?sort=refunds → those with most refunds first.
import { z } from "zod";
import { type Caller, may } from "../../access/caller.ts";
import { listAffiliations } from "../../affiliates/read-affiliations.ts";
import { decimalsOf } from "../../base/currency.ts";
import type { Uuid } from "../../base/id.ts";
import { formatRate, type Ppm } from "../../base/rate.ts";
import { inWorkspace, type Tx } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import { countSalesOfLinks } from "../../flows/count-sales-of-links.ts";
import { mustFindProduct } from "../../products/read-products.ts";
import { type FigureQuery, readAffiliateFigures } from "../../reports/affiliate-figures.ts";
import { minorToText } from "../../sources/decimal.ts";
import { type AffiliateFigures, affiliateFigures, figureSort } from "../../wire/affiliate-figures.ts";
import { idIn } from "../../wire/id.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { readWorkspace } from "../../workspaces/read-workspace.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { showAffiliations } from "./affiliations.ts";
import { writeCsv } from "./write-csv.ts";

const AT_ONCE = 500;
const TERMS = ["Terms accepted", "Terms accepted at"];
const HEAD = [
  "Affiliate",
  "Code",
  "Rate",
  "State",
  "Recruited by",
  "Since",
  "Clicks",
  "Visitors",
  "Sales",
].concat(["Taken back", "Refund rate", "Currency", "Sold", "Refunded", "Earned", "Sales by click"], TERMS);

type Asked = z.output<z.ZodObject<typeof figureSort>>;

export function affiliateFigureRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/products/:product/affiliate-figures",
    permission: "affiliates:read",
    name: "listAffiliateFigures",
    tag: "Affiliations",
    summary: "Who promotes a product, with what each brings and earns",
    params: { product: idIn("product") },
    query: { ...figureSort, ...pageQuery([z.number()]) },
    answer: listOf(affiliateFigures),
    handle: async ({ app, caller, params, query: { cursor, limit, ...asked } }) => {
      const { ws } = caller;
      await countSalesOfLinks(app, ws);
      return inWorkspace(app.db, ws, async (tx) => {
        const offset = cursor?.[0] ?? 0;
        const wanted = await queryOf(tx, caller, params.product, asked);
        const found = await read(tx, caller, { ...wanted, offset, limit: limit + 1 }, app.ids.now());
        const { rows, nextCursor } = page(found, limit, () => [offset + limit]);
        return { data: rows, nextCursor };
      });
    },
  });

  resourceRoute(server, {
    method: "GET",
    path: "/products/:product/affiliate-figures.csv",
    permission: "affiliates:read",
    name: "exportAffiliateFigures",
    tag: "Affiliations",
    summary: "The same as a file, a row for each currency",
    params: { product: idIn("product") },
    query: figureSort,
    answer: z.string(),
    produces: "text/csv",
    handle: async ({ app, caller, params, query, reply }) => {
      const { ws } = caller;
      await countSalesOfLinks(app, ws);
      const wanted = await inWorkspace(app.db, ws, (tx) => queryOf(tx, caller, params.product, query));
      return writeCsv(reply, "affiliates.csv", HEAD, rowsOf(app, caller, wanted)) as never;
    },
  });
}

/** Who may not see what is earned is not told it by the order either. */
async function queryOf(tx: Tx, caller: Caller, product: Uuid, asked: Asked): Promise<FigureQuery> {
  const { ws } = caller;
  await mustFindProduct(tx, ws, product, "product");
  const sort = asked.sort === "earned" && !may(caller, "ledger:read") ? "sales" : asked.sort;
  const { direction = sort === "name" ? "asc" : "desc" } = asked;
  const currency = asked.currency ?? (await readWorkspace(tx, ws)).currency;
  const { q: search, ...rest } = asked;
  return { ...rest, search, product, sort, direction, currency, offset: 0, limit: AT_ONCE };
}

async function read(tx: Tx, caller: Caller, query: FigureQuery, now: number): Promise<AffiliateFigures[]> {
  const { ws } = caller;
  const mayEarn = may(caller, "ledger:read");
  const figures = await readAffiliateFigures(tx, ws, query);
  const ids = figures.map((one) => one.affiliation);
  const found = ids.length === 0 ? [] : await listAffiliations(tx, ws, { ids, limit: ids.length });
  const shown = new Map((await showAffiliations(tx, ws, found, now)).map((one, i) => [found[i]?.id, one]));
  return figures.flatMap(({ affiliation: id, party: _, refundRate, money: sold, ...sums }) => {
    const affiliation = shown.get(id);
    const rate = refundRate === null ? null : formatRate(refundRate as Ppm);
    const money = sold.map((one) => (mayEarn ? one : { ...one, earned: null }));
    return affiliation === undefined ? [] : [{ affiliation, ...sums, refundRate: rate, money }];
  });
}

async function* rowsOf(app: App, caller: Caller, query: FigureQuery): AsyncGenerator<string[][]> {
  for (let offset = 0; ; offset += AT_ONCE) {
    const figures = await inWorkspace(app.db, caller.ws, (tx) =>
      read(tx, caller, { ...query, offset }, app.ids.now()),
    );
    yield figures.flatMap(
      ({ affiliation, clicks, visitors, sales, clickSales, takeBacks, refundRate, money }) => {
        const { party, code, rate, state, recruitedBy, createdAt, acceptedTerms, acceptedAt } = affiliation;
        const who = [party.name, code, rate, state, recruitedBy?.name ?? "", createdAt];
        const sums = [clicks, visitors, sales, takeBacks].map(String);
        const bare = [...who, ...sums, refundRate ?? ""];
        const last = [
          String(clickSales),
          acceptedTerms === null ? "" : String(acceptedTerms),
          acceptedAt ?? "",
        ];
        if (money.length === 0) return [[...bare, "", "", "", "", ...last]];
        return money.map(({ currency, paid, taken, earned }) => {
          const text = (amount: number) => minorToText(amount, decimalsOf(currency));
          return [...bare, currency, text(paid), text(taken), earned === null ? "" : text(earned), ...last];
        });
      },
    );
    if (figures.length < AT_ONCE) return;
  }
}
