// How long a statement page, a balance and a search for a sale take in a ledger of few sales and in one of
// many, read in turns, and how many bytes of disk a sale takes with everything on. Both ledgers are
// workspaces of one database.
// Example: 10,000 and 1,000,000 sales → page 2.1 ms and 2.3 ms, 1.10 ×; 610 bytes a sale.
import { inWorkspace } from "../src/db/transaction.ts";
import type { App } from "../src/flows/app.ts";
import { listAccountEntries } from "../src/reports/account-entries.ts";
import { listAccounts, listBalances } from "../src/reports/balances.ts";
import { runSql } from "./open-server.ts";
import { type BenchShop, openShop, saleAt } from "./open-shop.ts";
import { postBatch } from "./post-in-process.ts";
import { addBuyers, type Read, readsOfSales } from "./read-sales.ts";
import { type BenchRow, goalRow, median } from "./report.ts";

const PAGE = 26;
const FILL = 5_000;
const TODAY = "2026-06-01";
const MOST_SLOWER = 1.5;

interface Ledger {
  readonly shop: BenchShop;
  readonly sales: number;
  readonly reads: readonly Read[];
  /** The times of each read, in milliseconds. */
  readonly times: number[][];
}

export async function benchPages(
  app: App,
  url: string,
  { few = 10_000, many = 1_000_000, reads = 300 } = {},
): Promise<BenchRow[]> {
  const before = await bytesOf(url);
  const shops = [await fill(app, few), await fill(app, many)] as const;
  const bytes = ((await bytesOf(url)) - before) / (few + many);
  for (const shop of shops) await addBuyers(app, shop.ws);
  await runSql(url, "VACUUM ANALYZE");
  const ledgers = [await ledgerOf(app, shops[0], few), await ledgerOf(app, shops[1], many)] as const;
  for (let i = -20; i < reads; i++) {
    for (const ledger of ledgers) await read(ledger, i >= 0);
  }
  const rows: BenchRow[] = [];
  for (const [nth, { what }] of ledgers[0].reads.entries()) {
    const [ofFew, ofMany] = ledgers.map((one) => median(one.times[nth] ?? []));
    for (const [value, sales] of [
      [ofFew, few],
      [ofMany, many],
    ] as const) {
      const name = `${what}, ${sales.toLocaleString("en-US")} sales`;
      rows.push({ name, value: value ?? 0, unit: "ms" });
    }
    const ratio = (ofMany ?? 0) / (ofFew ?? 1);
    rows.push(goalRow(`${what}, many against few`, ratio, { most: MOST_SLOWER }));
  }
  rows.push({ name: "bytes on disk a sale, everything and its indexes", value: bytes, unit: "bytes" });
  return rows;
}

async function fill(app: App, sales: number): Promise<BenchShop> {
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
  return shop;
}

async function ledgerOf(app: App, shop: BenchShop, sales: number): Promise<Ledger> {
  const reads = [...(await readsOfAccount(app, shop, sales)), ...(await readsOfSales(app, shop, sales))];
  return { shop, sales, reads, times: reads.map(() => []) };
}

async function readsOfAccount(app: App, { ws, producer }: BenchShop, sales: number): Promise<Read[]> {
  const account = await inWorkspace(app.db, ws, async (tx) => {
    const [found] = await listAccounts(tx, ws, { today: TODAY, party: producer, limit: 1 });
    return found?.number ?? 0;
  });
  // Half-way through a batch in both: at its very end a page of many sales would begin with the next one.
  const batch = Math.ceil(sales / FILL / 2);
  const middle = [batch, (batch - 0.5) * FILL, "2027-01-01"] as const;
  const page = (after?: typeof middle) => async () => {
    const of = { account, limit: PAGE, ...(after ? { after } : {}) };
    return (await inWorkspace(app.db, ws, (tx) => listAccountEntries(tx, ws, of))).length;
  };
  const balances = () =>
    inWorkspace(app.db, ws, async (tx) => {
      await listBalances(tx, ws, { today: TODAY, party: producer, limit: PAGE });
      return (await listAccounts(tx, ws, { today: TODAY, number: account, limit: 1 })).length;
    });
  return [
    { what: "first page of a busy account", run: page() },
    { what: "page in the middle of a busy account", run: page(middle) },
    { what: "balances of a party and an account", run: balances },
  ];
}

async function read({ reads, times }: Ledger, counts: boolean): Promise<void> {
  for (const [nth, { what, run }] of reads.entries()) {
    const start = performance.now();
    const rows = await run();
    if (counts) times[nth]?.push(performance.now() - start);
    if (rows === 0) throw new Error(`nothing was found: ${what}`);
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
