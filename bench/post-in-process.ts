// Sales a second on the posting path in one process, everything on, beside COPY of the same facts on the same
// server with the same commit size. Interleaved, medians. Never counts a batch that was not answered whole.
// Example: batches of 1,000 → 12,900 sales/s, COPY 15,300 sales/s, 0.84 ×.
import { setImmediate as turn } from "node:timers/promises";
import type { App } from "../src/flows/app.ts";
import { recordSales } from "../src/flows/record-sale.ts";
import type { SaleFacts } from "../src/sales/facts.ts";
import { PlainTables, type Recorded } from "./copy-facts.ts";
import { CpuMeter, type CpuTime } from "./cpu-time.ts";
import { runSql } from "./open-server.ts";
import { type BenchShop, openShop, saleAt } from "./open-shop.ts";
import { type BenchRow, goalRow, median, spreadOf } from "./report.ts";

const GOAL = new Map([
  [1000, 0.8],
  [5000, 1],
]);

/** As many of every size: of a stream of few, the first, which nothing flies beside, would weigh too much. */
const LEAST_BATCHES = 10;

interface Timed {
  /** Sales a second. */
  readonly rate: number;
  /** Of a thousand sales. */
  readonly cpu: CpuTime;
}

interface Round {
  readonly stream: Timed;
  readonly single: Timed;
  readonly copy: Timed;
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
  const meter = await CpuMeter.open(url);
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
      const one = await runRound({ app, shop, plain, meter }, batches(size), batches(size), round % 2 === 0);
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

interface Bench {
  app: App;
  shop: BenchShop;
  plain: PlainTables;
  meter: CpuMeter;
}

async function runRound(
  { app, shop, plain, meter }: Bench,
  streamed: readonly SaleFacts[][],
  singly: readonly SaleFacts[][],
  copyFirst: boolean,
): Promise<Round> {
  const count = streamed.reduce((sum, batch) => sum + batch.length, 0);
  const recorded: Recorded[][] = [];
  const single = await timed(meter, count, async () => {
    for (const batch of singly) recorded.push(await postBatch(app, shop.ws, batch));
  });
  const texts = recorded.map((batch) => plain.spell(batch));
  const copy = () =>
    timed(meter, count, async () => {
      for (const text of texts) await plain.copy(text);
    });
  const stream = () => timed(meter, count, () => postStream(app, shop.ws, streamed));
  if (copyFirst) return { single, copy: await copy(), stream: await stream() };
  return { single, stream: await stream(), copy: await copy() };
}

async function timed(meter: CpuMeter, count: number, act: () => Promise<void>): Promise<Timed> {
  const before = meter.now();
  const start = performance.now();
  await act();
  const rate = (count / (performance.now() - start)) * 1000;
  const { node, server } = meter.since(before);
  const each = 1000 / count;
  return { rate, cpu: { node: node * each, server: server === null ? null : server * each } };
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
  const name = `batches of ${size.toLocaleString("en-US")}`;
  const least = GOAL.get(size);
  const rate = (title: string, pick: (round: Round) => Timed): BenchRow => {
    const rates = rounds.map((round) => pick(round).rate);
    return { name: title, value: median(rates), unit: "sales/s", spread: spreadOf(rates) };
  };
  const against = (title: string, pick: (round: Round) => Timed, goal: { least?: number }): BenchRow => {
    const ratios = rounds.map((round) => pick(round).rate / round.copy.rate);
    return { ...goalRow(title, median(ratios), goal), spread: spreadOf(ratios) };
  };
  return [
    rate(`posting in process, ${name}`, (one) => one.stream),
    rate(`posting in process, ${name}, one at a time`, (one) => one.single),
    rate(`COPY of the same facts, ${name}`, (one) => one.copy),
    against(`posting against COPY, ${name}`, (one) => one.stream, least ? { least } : {}),
    against(`posting against COPY, ${name}, one at a time`, (one) => one.single, {}),
    ...cpuRows(
      `posting, ${name}`,
      rounds.map((one) => one.stream.cpu),
    ),
    ...cpuRows(
      `COPY, ${name}`,
      rounds.map((one) => one.copy.cpu),
    ),
  ];
}

/** Steadier than sales a second where other programs run: what both sides spend, whoever else does. */
function cpuRows(name: string, times: readonly CpuTime[]): BenchRow[] {
  const row = (of: string, values: number[]): BenchRow => ({
    name: `processor of ${of} for 1,000 sales, ${name}`,
    value: median(values),
    unit: "ms",
    spread: spreadOf(values),
  });
  const server = times.flatMap((one) => one.server ?? []);
  return [
    row(
      "Node",
      times.map((one) => one.node),
    ),
    ...(server.length > 0 ? [row("PostgreSQL", server)] : []),
  ];
}
