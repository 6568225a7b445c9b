// Sales a second over HTTP: the program in a process of its own as src/server/main.ts starts it, a load
// client in another, and beside it an ordinary handler behind the same route and client. Interleaved,
// medians of rounds. Never counts what was refused. Example: 256 callers → 4,100 sales/s, ordinary handler
// 420 sales/s.
import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addApiKey, makeSecret } from "../src/access/api-keys.ts";
import { KEY_SCOPES } from "../src/access/permissions.ts";
import { newUuid } from "../src/base/id.ts";
import { systemIds } from "../src/base/system-ids.ts";
import { inWorkspace } from "../src/db/transaction.ts";
import type { App } from "../src/flows/app.ts";
import type { Load, LoadAnswer } from "./load-client.ts";
import { openShop } from "./open-shop.ts";
import { type BenchRow, goalRow, median } from "./report.ts";
import { endProcess, runClient, startBeside, startProgram } from "./start-program.ts";

export const CALLERS = [1, 16, 256];

interface Target {
  readonly name: string;
  readonly port: number;
  readonly path: string;
  readonly callers: number;
  readonly lines: number;
  readonly headers: Record<string, string>;
  readonly rates: number[];
}

/**
 * `copyRate` is what COPY in batches of 1,000 reached in this run, sales/s; null when it was not measured.
 */
export async function benchOverHttp(
  app: App,
  url: string,
  { rounds = 5, seconds = 3, copyRate }: { rounds?: number; seconds?: number; copyRate: number | null },
): Promise<BenchRow[]> {
  const key = await openKeyedShop(app);
  const folder = mkdtempSync(join(tmpdir(), "partage-bench-http-"));
  const started: ChildProcess[] = [];
  try {
    const ours = await startProgram(url, folder, started);
    const plain = await startBeside("plain-server.ts", [url], started);
    const targets = targetsOf(ours, plain, key);
    await runRounds(targets, rounds, seconds);
    return rowsOf(targets, copyRate);
  } finally {
    await Promise.all(started.map(endProcess));
    rmSync(folder, { recursive: true, force: true });
  }
}

async function openKeyedShop(app: App): Promise<string> {
  const { ws } = await openShop(app);
  const { secret, hash, hint } = makeSecret(systemIds);
  const at = systemIds.now();
  const key = {
    id: newUuid(systemIds),
    name: "Bench",
    hash,
    hint,
    scopes: KEY_SCOPES,
    createdBy: "system",
    at,
  };
  await inWorkspace(app.db, ws, (tx) => addApiKey(tx, ws, key));
  return secret;
}

function targetsOf(ours: number, plain: number, key: string): Target[] {
  const headers = { authorization: `Bearer ${key}` };
  const single = CALLERS.flatMap((callers) => {
    const shared = { path: "/v1/sales", callers, lines: 0 };
    return [
      { ...shared, name: `over HTTP, ${callers} callers`, port: ours, headers, rates: [] },
      {
        ...shared,
        name: `ordinary handler over HTTP, ${callers} callers`,
        port: plain,
        headers: {},
        rates: [],
      },
    ];
  });
  const batches = { path: "/v1/sales/batch", callers: 2, lines: 1000, port: ours, headers, rates: [] };
  return [...single, { ...batches, name: "over HTTP, NDJSON of 1,000 lines, 2 callers" }];
}

async function runRounds(targets: readonly Target[], rounds: number, seconds: number): Promise<void> {
  let first = 0;
  for (let round = -1; round < rounds; round++) {
    for (const { port, path, callers, lines, headers, rates } of targets) {
      // As many as last some seconds at the speed seen so far.
      const before = rates.at(-1) ?? (lines > 0 ? 4000 : 200);
      const per = Math.max(lines, 1);
      const requests = Math.ceil(Math.max((before * seconds) / per, callers));
      const answer = await runClient<LoadAnswer>("load-client.ts", {
        ...{ port, path, callers, lines, headers, requests, first },
      } satisfies Load);
      first += requests * per;
      if (answer.refused > 0) throw new Error(`${answer.refused} sales were refused: ${answer.why}`);
      rates.push(answer.sales / answer.seconds);
    }
  }
  // The first round was to warm up.
  for (const { rates } of targets) rates.shift();
}

function rowsOf(targets: readonly Target[], copyRate: number | null): BenchRow[] {
  const rate = (name: string) => median(targets.find((one) => one.name === name)?.rates ?? []);
  const rows: BenchRow[] = targets.map(({ name, rates }) => ({
    name,
    value: median(rates),
    unit: "sales/s",
  }));
  const best = Math.max(...CALLERS.map((callers) => rate(`ordinary handler over HTTP, ${callers} callers`)));
  const many = rate("over HTTP, 256 callers");
  rows.push(goalRow("256 callers against the best of the ordinary handler", many / best, { least: 5 }));
  if (copyRate === null) return rows;
  const batches = rate("over HTTP, NDJSON of 1,000 lines, 2 callers");
  rows.push(goalRow("NDJSON over HTTP against COPY, batches of 1,000", batches / copyRate, { least: 0.6 }));
  return rows;
}
