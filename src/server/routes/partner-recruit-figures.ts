// What each affiliate of a manager brings and gives it, and the whole of it as a file. No address, no figure
// of anybody else's. What was sold just now is counted before it is shown.
// Example: GET /v1/partner/party_…/recruit-figures?product=product_…&sort=earned → nina, 41 sales, 150.88
// USD.
import { z } from "zod";
import type { Affiliation } from "../../affiliates/affiliation.ts";
import { listAffiliations } from "../../affiliates/read-affiliations.ts";
import { decimalsOf } from "../../base/currency.ts";
import { inWorkspace, type Tx } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import { countRecruitedSales } from "../../flows/count-recruited-sales.ts";
import { type RecruitQuery, readRecruitFigures } from "../../reports/recruit-figures.ts";
import { minorToText } from "../../sources/decimal.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { type RecruitFigures, recruitFigures, recruitSort } from "../../wire/recruiting.ts";
import { readWorkspace } from "../../workspaces/read-workspace.ts";
import { type Partner, partnerRoute } from "../partner-route.ts";
import type { Server } from "../server-type.ts";
import { showRecruits } from "./show-recruiting.ts";
import { writeCsv } from "./write-csv.ts";

const TAG = "Partner portal";
const AT_ONCE = 500;
const HEAD = ["Affiliate", "Code", "State", "Rate", "Since", "Clicks", "Sales", "Currency", "You earned"];

type Asked = z.output<z.ZodObject<typeof recruitSort>>;

export function partnerRecruitFigureRoutes(server: Server): void {
  partnerRoute(server, {
    method: "GET",
    path: "/recruit-figures",
    name: "listRecruitFigures",
    tag: TAG,
    summary: "What each affiliate that the party recruited brings, and what the party earned by it",
    query: { ...recruitSort, ...pageQuery([z.number()]) },
    answer: listOf(recruitFigures),
    handle: async ({ app, partner, query: { cursor, limit, ...asked } }) => {
      await countRecruitedSales(app, partner.ws);
      return inWorkspace(app.db, partner.ws, async (tx) => {
        const offset = cursor?.[0] ?? 0;
        const wanted = { ...(await queryOf(tx, partner, asked)), offset, limit: limit + 1 };
        const found = await read(tx, partner.ws, wanted, app.ids.now());
        const { rows, nextCursor } = page(found, limit, () => [offset + limit]);
        return { data: rows, nextCursor };
      });
    },
  });

  partnerRoute(server, {
    method: "GET",
    path: "/recruit-figures.csv",
    name: "exportRecruitFigures",
    tag: TAG,
    summary: "The same as a file, a row for each currency",
    query: recruitSort,
    answer: z.string(),
    produces: "text/csv",
    handle: async ({ app, partner, query, reply }) => {
      await countRecruitedSales(app, partner.ws);
      const wanted = await inWorkspace(app.db, partner.ws, (tx) => queryOf(tx, partner, query));
      return writeCsv(reply, "your-affiliates.csv", HEAD, rowsOf(app, partner.ws, wanted)) as never;
    },
  });
}

async function queryOf(tx: Tx, { ws, party }: Partner, { q, ...asked }: Asked): Promise<RecruitQuery> {
  const { currency } = await readWorkspace(tx, ws);
  const { direction = asked.sort === "name" ? "asc" : "desc" } = asked;
  return { ...asked, search: q, manager: party, direction, currency, offset: 0, limit: AT_ONCE };
}

async function read(tx: Tx, ws: number, query: RecruitQuery, now: number): Promise<RecruitFigures[]> {
  const figures = await readRecruitFigures(tx, ws, query);
  const ids = figures.map((one) => one.affiliation);
  const found = ids.length === 0 ? [] : await listAffiliations(tx, ws, { ids, limit: ids.length });
  const shown = await showRecruits(tx, ws, found, now);
  const byId = new Map(shown.map((one, i) => [(found[i] as Affiliation).id, one]));
  return figures.flatMap(({ affiliation, ...sums }) => {
    const recruit = byId.get(affiliation);
    return recruit === undefined ? [] : [{ recruit, ...sums }];
  });
}

async function* rowsOf(app: App, ws: number, query: RecruitQuery): AsyncGenerator<string[][]> {
  for (let offset = 0; ; offset += AT_ONCE) {
    const figures = await inWorkspace(app.db, ws, (tx) => read(tx, ws, { ...query, offset }, app.ids.now()));
    yield figures.flatMap(({ recruit, clicks, sales, money }) => {
      const { party, code, state, rate, createdAt } = recruit;
      const bare = [party.name, code, state, rate, createdAt, String(clicks), String(sales)];
      if (money.length === 0) return [[...bare, "", ""]];
      return money.map(({ currency, earned }) => [
        ...bare,
        currency,
        minorToText(earned, decimalsOf(currency)),
      ]);
    });
    if (figures.length < AT_ONCE) return;
  }
}
