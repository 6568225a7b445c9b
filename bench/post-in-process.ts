// Sales a second on the posting path in one process, everything on, beside COPY of the same facts on the same
// server with the same commit size. Interleaved, medians. Never counts a batch that was not answered whole.
// Example: batches of 1,000 → 12,900 sales/s, COPY 15,300 sales/s, 0.84 ×.
import { setImmediate as turn } from "node:timers/promises";
import type { App } from "../src/flows/app.ts";
import { recordSales } from "../src/flows/record-sale.ts";
import type { SaleFacts } from "../src/sales/facts.ts";
import { PlainTables, type Recorded } from "./copy-facts.ts";
import { runSql } from "./open-server.ts";
import { type BenchShop, openShop, saleAt } from "./open-shop.ts";
import { type BenchRow, goalRow, median } from "./report.ts";

const GOAL = new Map([
  [1000, 0.8],
  [5000, 1],
]);

/** Of a stream of fewer, the first, which nothing flies beside, would weigh too much. */
const LEAST_BATCHES = 4;

interface Round {
  /** Sales a second. */
  readonly stream: number;
  readonly single: number;
  readonly copy: number;
}

/**
 * `sales` are posted a round in each of three ways: two batches handed in at a time, one at a time, by COPY.
 */
export async function benchInProcess(
  app: App,
  url: string,
  { rounds = 7, sales = 10_000, sizes = [1000, 5000] } = {},
): Promise<BenchRow[]> {
  const shop = await openShop(app);
  const plain = await PlainTables.open(url);
  let next = 0;
  const batches = (size: number): SaleFacts[][] =>
    Array.from({ length: Math.max(LEAST_BATCHES, sales / size) }, () => {
      const batch = Array.from({ length: size }, (_, i) => saleAt(shop, next + i));
      next += size;
      return batch;
    });
  const rows: BenchRow[] = [];
  let copied = 0;
  for (const size of sizes) {
    const measured: Round[] = [];
    for (let round = -1; round < rounds; round++) {
      const one = await runRound(app, shop, plain, batches(size), batches(size), round % 2 === 0);
      copied += Math.max(LEAST_BATCHES, sales / size) * size;
      if (round >= 0) measured.push(one);
    }
    rows.push(...rowsOf(size, measured));
  }
  rows.push({
    name: "bytes on disk a sale, plain tables of COPY",
    value: (await plain.bytes()) / copied,
    unit: "bytes",
  });
  await plain.close();
  await runSql(url, "DROP SCHEMA plain CASCADE");
  return rows;
}

async function runRound(
  app: App,
  shop: BenchShop,
  plain: PlainTables,
  streamed: readonly SaleFacts[][],
  singly: readonly SaleFacts[][],
  copyFirst: boolean,
): Promise<Round> {
  const count = streamed.reduce((sum, batch) => sum + batch.length, 0);
  const recorded: Recorded[][] = [];
  const single = await timed(count, async () => {
    for (const batch of singly) recorded.push(await postBatch(app, shop.ws, batch));
  });
  const texts = recorded.map((batch) => plain.spell(batch));
  const copy = () =>
    timed(count, async () => {
      for (const text of texts) await plain.copy(text);
    });
  const stream = () => timed(count, () => postStream(app, shop.ws, streamed));
  if (copyFirst) return { single, copy: await copy(), stream: await stream() };
  return { single, stream: await stream(), copy: await copy() };
}

async function timed(count: number, act: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await act();
  return (count / (performance.now() - start)) * 1000;
}

/** The next batch is handed in while one is in the air, as a caller does who has more. */
async function postStream(app: App, ws: number, batches: readonly SaleFacts[][]): Promise<void> {
  let before: Promise<unknown> = Promise.resolve();
  for (const batch of batches) {
    const now = postBatch(app, ws, batch);
    await before;
    before = now;
    // So that each batch is a commit of its own, and commit sizes are those of COPY.
    await turn();
    await turn();
  }
  await before;
}

export async function postBatch(app: App, ws: number, batch: readonly SaleFacts[]): Promise<Recorded[]> {
  const answers = await recordSales(app, ws, batch, "system");
  return answers.map((answer, i) => {
    if (!answer.ok) throw answer.refusal;
    if (!answer.posted.created) throw new Error("a sale of the bench was there before");
    return { facts: batch[i] as SaleFacts, posted: answer.posted };
  });
}

function rowsOf(size: number, rounds: readonly Round[]): BenchRow[] {
  const of = (pick: (round: Round) => number) => median(rounds.map(pick));
  const name = `batches of ${size.toLocaleString("en-US")}`;
  const least = GOAL.get(size);
  return [
    { name: `posting in process, ${name}`, value: of((one) => one.stream), unit: "sales/s" },
    { name: `posting in process, ${name}, one at a time`, value: of((one) => one.single), unit: "sales/s" },
    { name: `COPY of the same facts, ${name}`, value: of((one) => one.copy), unit: "sales/s" },
    goalRow(
      `posting against COPY, ${name}`,
      of((one) => one.stream / one.copy),
      least ? { least } : {},
    ),
    goalRow(
      `posting against COPY, ${name}, one at a time`,
      of((one) => one.single / one.copy),
      {},
    ),
  ];
}
