// The rows that a bench measures, as a table for people and as JSON for programs. Never measures anything.
// Example: { name: "posting, batches of 1,000", value: 14200, unit: "sales/s", goal: "≥ 0.8", reached: true }
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** One figure of the table that `npm run bench` prints. */
export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it should reach; undefined where it is only told. */
  readonly goal?: string;
  readonly reached?: boolean;
  /** The least and the most of the rounds, where it is the middle of several. */
  readonly spread?: readonly [least: number, most: number];
}

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** The middle one; of an even number the upper. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] as number;
}

export function spreadOf(values: readonly number[]): readonly [number, number] {
  return [Math.min(...values), Math.max(...values)];
}

/** A ratio with the least or the most that it should be. */
export function goalRow(name: string, value: number, goal: { least?: number; most?: number }): BenchRow {
  const { least, most } = goal;
  if (least !== undefined) {
    return { name, value, unit: "×", goal: `≥ ${least.toFixed(1)}`, reached: value >= least };
  }
  if (most !== undefined) return { name, value, unit: "×", goal: `≤ ${most}`, reached: value <= most };
  return { name, value, unit: "×" };
}

export function printRows(title: string, rows: readonly BenchRow[]): void {
  console.log(`\n${title}`);
  for (const { name, value, unit, goal, reached, spread } of rows) {
    const verdict = goal === undefined ? "" : `  (${goal}: ${reached === true ? "reached" : "missed"})`;
    const range = spread === undefined ? "" : `  ${spread.map(figureOf).join("–")}`;
    console.log(`  ${name.padEnd(66)} ${figureOf(value).padStart(12)} ${unit}${range}${verdict}`);
  }
}

function figureOf(value: number): string {
  return value < 100 ? value.toFixed(2) : Math.round(value).toLocaleString("en-US");
}

/** Answers the file's path from the root of the project. */
export function writeResults(sections: Record<string, readonly BenchRow[]>, settings: object): string {
  const folder = join(ROOT, "bench", "results");
  mkdirSync(folder, { recursive: true });
  const at = new Date().toISOString();
  const path = join(folder, `${at.replaceAll(":", "-").slice(0, 19)}.json`);
  const machine = { node: process.version, cores: cpus().length, model: cpus()[0]?.model ?? "unknown" };
  writeFileSync(path, `${JSON.stringify({ at, machine, settings, sections }, null, 2)}\n`);
  return relative(ROOT, path);
}
