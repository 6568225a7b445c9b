// How long the statements of a period take for many parties over many sales, from the press to the last one
// issued; and how much memory the whole of the books takes on their way out. Through the flows alone.
// Example: 10,000 parties, 1,000,000 sales → 61 s; books of 1,000,000 sales: 40 MB more at the most.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Uuid } from "../src/base/id.ts";
import type { Ppm } from "../src/base/rate.ts";
import { inWorkspace } from "../src/db/transaction.ts";
import type { App } from "../src/flows/app.ts";
import { createAffiliation } from "../src/flows/create-affiliation.ts";
import { createParty } from "../src/flows/create-party.ts";
import { runStatements, startStatementRun } from "../src/flows/run-statements.ts";
import { writePostingRows } from "../src/flows/write-book-rows.ts";
import { readRun } from "../src/statements/statement-runs.ts";
import { runSql } from "./open-server.ts";
import { type BenchShop, openShop, saleAt } from "./open-shop.ts";
import { postBatch } from "./post-in-process.ts";
import type { BenchRow } from "./report.ts";

const FILL = 5_000;
const AT_ONCE = 50;
const MOST_SECONDS = 120;
const MOST_MB = 150;
/** Nothing is kept of what has left: noise only. */
const MOST_KEPT_MB = 10;
const MIB = 2 ** 20;
const LOOK_EVERY = 10;

export async function benchStatements(
  app: App,
  url: string,
  { parties = 1_000, sales = 100_000 } = {},
): Promise<BenchRow[]> {
  const shop = await openShop(app);
  const affiliates = await addAffiliates(app, shop, parties);
  await sellAll(app, { ...shop, affiliates }, sales);
  await runSql(url, "VACUUM ANALYZE");
  const what = `${parties.toLocaleString("en-US")} parties, ${sales.toLocaleString("en-US")} sales`;
  const until = "2026-10-31";
  const begun = performance.now();
  const by = { actor: "system", name: "bench", email: null };
  const id = await startStatementRun(app, shop.ws, until, by);
  await runStatements(app, shop.ws, id);
  const seconds = (performance.now() - begun) / 1000;
  const run = await inWorkspace(app.db, shop.ws, (tx) => readRun(tx, shop.ws, id));
  if (run?.state !== "done" || run.issued < parties)
    throw new Error(`issued ${run?.issued}: ${run?.message}`);
  const megabytes = await growth(app, shop.ws);
  const kept = await keptAtEnd(app, shop.ws);
  return [
    {
      ...{ name: `statements of a period, ${what}`, value: seconds, unit: "s" },
      ...{ goal: `≤ ${MOST_SECONDS} s`, reached: seconds <= MOST_SECONDS },
    },
    { name: "statements a second", value: run.issued / seconds, unit: "a second" },
    {
      ...{
        name: "memory while every posting leaves as rows, more than before",
        value: megabytes,
        unit: "MB",
      },
      ...{ goal: `≤ ${MOST_MB} MB`, reached: megabytes <= MOST_MB },
    },
    {
      ...{ name: "… what of it is held at the end, more than after a tenth", value: kept, unit: "MB" },
      ...{ goal: `≤ ${MOST_KEPT_MB} MB`, reached: kept <= MOST_KEPT_MB },
    },
  ];
}

async function addAffiliates(app: App, shop: BenchShop, count: number): Promise<Uuid[]> {
  const all: Uuid[] = [];
  for (let from = 0; from < count; from += AT_ONCE) {
    const made = Array.from({ length: Math.min(AT_ONCE, count - from) }, async (_, i) => {
      const ref = `seller-${from + i}`;
      const { id } = await createParty(app, shop.ws, { kind: "partner", name: ref, ref }, "system");
      const facts = { product: shop.product, party: id, code: `S${from + i}`, rate: 350_000 as Ppm };
      await createAffiliation(app, shop.ws, facts, "system");
      return id;
    });
    all.push(...(await Promise.all(made)));
  }
  return all;
}

async function sellAll(app: App, shop: BenchShop, sales: number): Promise<void> {
  for (let from = 0; from < sales; from += FILL) {
    const count = Math.min(FILL, sales - from);
    const batch = Array.from({ length: count }, (_, i) => saleAt(shop, from + i));
    await postBatch(app, shop.ws, batch);
  }
}

/** The most that the process grew by while everything left. */
async function growth(app: App, ws: number): Promise<number> {
  const before = process.memoryUsage().rss;
  let most = before;
  for await (const rows of writePostingRows(app, ws, { from: null, to: null })) {
    if (rows.length > 0) most = Math.max(most, process.memoryUsage().rss);
  }
  return (most - before) / MIB;
}

/** Once more, with what is not needed collected: how much more is held at the end than after a tenth. */
async function keptAtEnd(app: App, ws: number): Promise<number> {
  const held: number[] = [];
  let pages = 0;
  for await (const rows of writePostingRows(app, ws, { from: null, to: null })) {
    if (rows.length === 0 || pages++ % LOOK_EVERY > 0) continue;
    collect();
    held.push(process.memoryUsage().heapUsed);
  }
  const early = held[Math.floor(held.length / 10)] ?? 0;
  return ((held.at(-1) ?? 0) - early) / MIB;
}

/** V8's own collector, which scripts may not call unless they ask for it. */
const collect: () => void = (() => {
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc");
})();
