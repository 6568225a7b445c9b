// What somebody does who looks for a sale: a page in the middle of the list, by the source's id, by ours, by
// the buyer's reference, by amount, and the totals above the list, of all sales and of those a search finds.
// Every sale has a buyer then. It never times the making.
// Example: readsOfSales(app, shop, 1_000_000) → [{ what: "sales by the buyer's reference", run }, …]
import { sql } from "kysely";
import { publicId } from "../src/base/id.ts";
import { inWorkspace, type Tx } from "../src/db/transaction.ts";
import type { App } from "../src/flows/app.ts";
import { readSaleTotals } from "../src/reports/sale-totals.ts";
import { listSales } from "../src/reports/sales.ts";
import { findSales } from "../src/reports/search.ts";
import { type BenchShop, saleAt } from "./open-shop.ts";

export interface Read {
  what: string;
  /** How many rows it found. */
  run: () => Promise<number>;
}

const PAGE = 26;
const LAST_ID = "ffffffff-ffff-7fff-bfff-ffffffffffff";

/** As a shop tells them, one a sale. */
export async function addBuyers(app: App, ws: number): Promise<void> {
  await inWorkspace(app.db, ws, (tx) =>
    sql`INSERT INTO partage.buyer (ws, sale, email, name, reference)
      SELECT j.ws, j.subject, j.key || '@buyers.example', 'Buyer ' || j.key, 'ref-' || j.key
        FROM partage.journal j WHERE j.ws = ${ws} AND j.kind = 'sale'`.execute(tx),
  );
}

export async function readsOfSales(app: App, shop: BenchShop, sales: number): Promise<Read[]> {
  const { ws } = shop;
  const sale = saleAt(shop, Math.floor(sales / 2));
  const { externalId, happenedAt } = sale;
  const reference = `ref-${externalId}`;
  const inside =
    <T>(read: (tx: Tx) => Promise<readonly T[] | null>) =>
    async () =>
      (await inWorkspace(app.db, ws, read))?.length ?? 0;
  const [found] = await inWorkspace(app.db, ws, (tx) => listSales(tx, ws, { externalId, limit: 1 }));
  if (found === undefined) throw new Error(`there is no ${externalId}`);
  const id = publicId("sale", found.id);
  const amount = `${Math.floor(sale.paid / 100)}.${String(sale.paid % 100).padStart(2, "0")}`;
  const list = (filter: Omit<Parameters<typeof listSales>[2], "limit">) =>
    inside((tx) => listSales(tx, ws, { ...filter, limit: PAGE }));
  return [
    { what: "first page of the sales", run: list({}) },
    { what: "page in the middle of the sales", run: list({ after: [happenedAt, LAST_ID] }) },
    { what: "sales by the source's id", run: list({ words: externalId }) },
    { what: "sales by our id", run: list({ words: id }) },
    { what: "sales by the buyer's reference", run: list({ words: reference }) },
    { what: "palette: a sale by the buyer's reference", run: inside((tx) => findSales(tx, ws, reference)) },
    { what: "palette: sales by amount", run: inside((tx) => findSales(tx, ws, amount)) },
    { what: "totals of all sales", run: inside((tx) => readSaleTotals(tx, ws, {}, {})) },
    { what: "totals of a search", run: inside((tx) => readSaleTotals(tx, ws, { words: reference }, null)) },
  ];
}
