// How fast sales are split: the bare function in memory, and `partage split` as a process beside the same
// Node doing only JSON.parse and JSON.stringify of the same lines; interleaved, medians, in one run. Never
// writes outside a folder of its own, which it removes. Example: node bench/split.ts → 5,100,000 splits/s;
// 0.35 of plain JSON; 180 MB
//   options: --sales 1000000 --rounds 5
import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { compilePlan } from "../src/engine/compile-plan.ts";
import { readPlan } from "../src/engine/read-plan.ts";
import { readSale } from "../src/engine/read-sale.ts";
import type { Sale } from "../src/engine/sale.ts";
import { split } from "../src/engine/split.ts";
import { type BenchRow, goalRow, median, printRows, spreadOf } from "./report.ts";

const PLAN = {
  producer: "ana",
  platformFee: { party: "market", rate: "0.099", fixed: { USD: 50 } },
  contracts: [
    { id: "c1", party: "bruno", share: "0.10" },
    { id: "c2", party: "dora", share: "0.05", base: "net" },
    { id: "c3", party: "edu", share: "0.15", scope: "all" },
    { id: "c4", party: "davi", share: "0.12", scope: "recruited" },
    { id: "c5", party: "fabi", share: "0.08" },
  ].map((contract) => ({ ...contract, from: "2026-01-01T00:00:00Z" })),
};

/** The same with a clause on each contract: what it counts is looked up and moved by every sale. */
const CLAUSES = [
  {
    kind: "tiers",
    measure: "net",
    period: "month",
    tiers: [{ upTo: 1_000_000, share: "0.05" }, { share: "0.10" }],
  },
  { kind: "cap", earned: 500_000_000 },
  { kind: "cap", sales: 900_000 },
  {
    kind: "tiers",
    measure: "sales",
    period: "quarter",
    tiers: [{ upTo: 1000, share: "0.05" }, { share: "0.12" }],
  },
  { kind: "cap", earned: 400_000_000 },
];
const PLAN_WITH_CLAUSES = {
  ...PLAN,
  contracts: PLAN.contracts.map((contract, i) => ({ ...contract, clauses: [CLAUSES[i]] })),
};

/** A sale as a marketplace reports it: tax, one fee, two of three through one of 2,000 affiliates. */
function saleAt(index: number): Record<string, unknown> {
  const paid = 100 + ((index * 7919) % 50_000);
  const at = new Date(Date.UTC(2026, 2, 1) + index * 13_000).toISOString();
  const affiliate = { party: `affiliate-${(index * 31) % 2000}`, rate: "0.35" };
  return {
    id: `sale_${index.toString(36).padStart(8, "0")}`,
    at,
    currency: "USD",
    paid,
    tax: Math.floor(paid / 20),
    fees: [{ party: "stripe", amount: 30 + Math.floor(paid / 34) }],
    ...(index % 3 === 0
      ? {}
      : { affiliate: index % 5 === 0 ? { ...affiliate, recruitedBy: "davi" } : affiliate }),
  };
}

/** Splits a second by the bare function, sales and plan ready in memory. */
export function measureSplit(count = 2_000_000): number {
  const read = readPlan(PLAN);
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  const plan = compilePlan(read.plan);
  const sales: Sale[] = Array.from({ length: 1000 }, (_, index) => {
    const one = readSale(saleAt(index));
    if (!one.ok) throw new Error(JSON.stringify(one.errors));
    return one.sale;
  });
  let lines = 0;
  const start = performance.now();
  for (let i = 0; i < count; i++) lines += split(plan, sales[i % 1000] as Sale).lines.length;
  const seconds = (performance.now() - start) / 1000;
  if (lines < count) throw new Error("a split without lines");
  return count / seconds;
}

const JSON_ALONE = `
const { open } = require("node:fs/promises");
(async () => {
  const file = await open(process.argv[1]);
  let length = 0;
  for await (const line of file.readLines()) length += JSON.stringify(JSON.parse(line)).length;
  process.stderr.write(String(length));
})();`;

const JSON_CHUNKS = `
const { createReadStream } = require("node:fs");
(async () => {
  let rest = "", length = 0;
  for await (const piece of createReadStream(process.argv[1], { encoding: "utf8", highWaterMark: 1 << 18 })) {
    const lines = (rest + piece).split("\\n");
    rest = lines.pop();
    for (const line of lines) length += JSON.stringify(JSON.parse(line)).length;
  }
  process.stderr.write(String(length));
})();`;

interface Run {
  readonly seconds: number;
  /** Bytes. */
  readonly peak: number;
}

/**
 * Runs Node, and reads the peak of its memory from the last line that this preload writes to standard error.
 */
function runNode(folder: string, argv: readonly string[]): Run {
  const tell = join(folder, "tell.cjs");
  writeFileSync(
    tell,
    'process.on("exit", () => process.stderr.write("\\n" + process.resourceUsage().maxRSS));',
  );
  const start = performance.now();
  const { stderr, status } = spawnSync(process.execPath, ["--require", tell, ...argv], {
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, NODE_COMPILE_CACHE: join(folder, "compiled") },
  });
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`exit status ${status}: ${stderr}`);
  return { seconds, peak: Number(stderr.split("\n").at(-1)) * 1024 };
}

function writeSales(path: string, from: number, to: number): void {
  const file = openSync(path, "w");
  for (let index = from; index < to; index += 10_000) {
    const end = Math.min(to, index + 10_000);
    const lines = Array.from({ length: end - index }, (_, i) => JSON.stringify(saleAt(index + i)));
    writeSync(file, `${lines.join("\n")}\n`);
  }
  closeSync(file);
}

/** All rows, for `npm run bench`. */
export function benchSplit({ sales = 1_000_000, rounds = 5 } = {}): BenchRow[] {
  const folder = mkdtempSync(join(tmpdir(), "bench-split-"));
  try {
    const plan = join(folder, "plan.json");
    const clauses = join(folder, "clauses.json");
    const input = join(folder, "sales.ndjson");
    const half = join(folder, "half.ndjson");
    writeFileSync(plan, JSON.stringify(PLAN));
    writeFileSync(clauses, JSON.stringify(PLAN_WITH_CLAUSES));
    writeSales(input, 0, sales);
    writeSales(half, 0, Math.floor(sales / 2));
    const main = new URL("../src/cli/main.ts", import.meta.url).pathname;
    const splitOf = (path: string, by = plan) => runNode(folder, [main, "split", "--plan", by, path]);
    const bare: number[] = [];
    const runs: Runs = { whole: [], clauses: [], halves: [], chunks: [], lines: [] };
    splitOf(half);
    for (let round = 0; round < rounds; round++) {
      bare.push(measureSplit());
      runs.chunks.push(runNode(folder, ["-e", JSON_CHUNKS, input]));
      runs.whole.push(splitOf(input));
      runs.clauses.push(splitOf(input, clauses));
      runs.lines.push(runNode(folder, ["-e", JSON_ALONE, input]));
      runs.halves.push(splitOf(half));
    }
    return rowsOf(sales, bare, runs);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Per round, of the whole file, of it with clauses, of half of it, and of plain JSON by pieces and by lines.
 */
type Runs = Record<"whole" | "clauses" | "halves" | "chunks" | "lines", Run[]>;

function rowsOf(sales: number, bare: number[], runs: Runs): BenchRow[] {
  const { whole, clauses, halves, chunks, lines } = runs;
  const rate = (name: string, of: readonly Run[]): BenchRow => {
    const rates = of.map((run) => sales / run.seconds);
    return { name, value: median(rates), unit: "lines/s", spread: spreadOf(rates) };
  };
  const against = (name: string, of: readonly Run[]): BenchRow => {
    const ratios = of.map((run, round) => (chunks[round] as Run).seconds / run.seconds);
    return { ...goalRow(name, median(ratios), { least: 0.3 }), spread: spreadOf(ratios) };
  };
  const peak = Math.max(...whole.map((run) => run.peak));
  const kept = (median(whole.map((run) => run.peak)) - median(halves.map((run) => run.peak))) / (sales / 2);
  const speed = median(bare);
  const bareRow = { name: "split, bare function, 5 contracts", value: speed, unit: "splits/s" };
  const peakRow = { name: "partage split, peak memory", value: peak / 1e6, unit: "MB" };
  const keptRow = { name: "memory kept for a sale", value: kept, unit: "bytes" };
  return [
    { ...bareRow, goal: "≥ 1,000,000", reached: speed >= 1e6, spread: spreadOf(bare) },
    rate("partage split, 5 contracts", whole),
    rate("partage split, 5 contracts with clauses", clauses),
    rate("JSON.parse + JSON.stringify alone, by pieces", chunks),
    rate("JSON.parse + JSON.stringify alone, by readLines", lines),
    against("partage split against JSON by pieces", whole),
    against("partage split with clauses against JSON by pieces", clauses),
    { ...peakRow, goal: "≤ 500", reached: peak <= 500e6 },
    { ...keptRow, goal: "≤ 300", reached: kept <= 300 },
  ];
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({ options: { sales: { type: "string" }, rounds: { type: "string" } } });
  const rows = benchSplit({ sales: Number(values.sales ?? 1e6), rounds: Number(values.rounds ?? 5) });
  printRows("Split", rows);
}
