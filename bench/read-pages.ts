// How long a statement page and a balance take in a ledger of few sales and in one of many, read in turns,
// and how many bytes of disk a sale takes with everything on. Both ledgers are workspaces of one database.
// Example: 10,000 and 1,000,000 sales → page 2.1 ms and 2.3 ms, 1.10 ×; 610 bytes a sale.
import { inWorkspace } from "../src/db/transaction.ts";
import type { App } from "../src/flows/app.ts";
import { listAccountEntries } from "../src/reports/account-entries.ts";
import { listAccounts, listBalances } from "../src/reports/balances.ts";
import { runSql } from "./open-server.ts";
import { type BenchShop, openShop, saleAt } from "./open-shop.ts";
import { postBatch } from "./post-in-process.ts";
import { type BenchRow, goalRow, median } from "./report.ts";

const PAGE = 26;
const FILL = 5_000;
const TODAY = "2026-06-01";

interface Ledger {
  readonly shop: BenchShop;
  readonly sales: number;
  readonly account: number;
  readonly pages: number[];
  readonly deep: number[];
  readonly balances: number[];
}

export async function benchPages(
  app: App,
  url: string,
  { few = 10_000, many = 1_000_000, reads = 300 } = {},
): Promise<BenchRow[]> {
  const before = await bytesOf(url);
  const ledgers = [await fill(app, few), await fill(app, many)] as const;
  const bytes = ((await bytesOf(url)) - before) / (few + many);
  await runSql(url, "VACUUM ANALYZE");
  for (let i = -20; i < reads; i++) {
    for (const ledger of ledgers) await read(app, ledger, i >= 0);
  }
  const rows: BenchRow[] = [];
  for (const [what, pick] of [
    ["first page of a busy account", (one: Ledger) => median(one.pages)],
    ["page in the middle of a busy account", (one: Ledger) => median(one.deep)],
    ["balances of a party and an account", (one: Ledger) => median(one.balances)],
  ] as const) {
    for (const one of ledgers) {
      rows.push({
        name: `${what}, ${one.sales.toLocaleString("en-US")} sales`,
        value: pick(one),
        unit: "ms",
      });
    }
    rows.push(goalRow(`${what}, many against few`, pick(ledgers[1]) / pick(ledgers[0]), { most: 1.5 }));
  }
  rows.push({ name: "bytes on disk a sale, everything and its indexes", value: bytes, unit: "bytes" });
  return rows;
}

async function fill(app: App, sales: number): Promise<Ledger> {
  const shop = await openShop(app);
  let before: Promise<unknown> = Promise.resolve();
  for (let from = 0; from < sales; from += FILL) {
    const count = Math.min(FILL, sales - from);
    const now = postBatch(
      app,
      shop.ws,
      Array.from({ length: count }, (_, i) => saleAt(shop, from + i)),
    );
    await before;
    before = now;
  }
  await before;
  const account = await inWorkspace(app.db, shop.ws, async (tx) => {
    const [found] = await listAccounts(tx, shop.ws, { today: TODAY, party: shop.producer, limit: 1 });
    return found?.number ?? 0;
  });
  return { shop, sales, account, pages: [], deep: [], balances: [] };
}

async function read(app: App, ledger: Ledger, counts: boolean): Promise<void> {
  const { shop, account } = ledger;
  const { ws } = shop;
  const middle = [Math.ceil(ledger.sales / FILL / 2), Math.ceil(ledger.sales / 2), "2027-01-01"] as const;
  const page = () => inWorkspace(app.db, ws, (tx) => listAccountEntries(tx, ws, { account, limit: PAGE }));
  const deep = () =>
    inWorkspace(app.db, ws, (tx) => listAccountEntries(tx, ws, { account, after: middle, limit: PAGE }));
  const balance = () =>
    inWorkspace(app.db, ws, async (tx) => {
      await listBalances(tx, ws, { today: TODAY, party: shop.producer, limit: PAGE });
      return await listAccounts(tx, ws, { today: TODAY, number: account, limit: 1 });
    });
  for (const [act, times, rows] of [
    [page, ledger.pages, PAGE],
    [deep, ledger.deep, PAGE],
    [balance, ledger.balances, 1],
  ] as const) {
    const start = performance.now();
    const found = await act();
    if (counts) times.push(performance.now() - start);
    if (found.length !== rows) throw new Error(`${found.length} of ${rows} rows were read`);
  }
}

async function bytesOf(url: string): Promise<number> {
  const [row] = await runSql(
    url,
    `SELECT sum(pg_total_relation_size(c.oid)) AS bytes FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'partage' AND c.relkind = 'r'`,
  );
  return Number(row?.bytes);
}
