// Sales a second over HTTP: the program in a process of its own as src/server/main.ts starts it, a load
// client in another, and beside it an ordinary handler behind the same route and client. Interleaved,
// medians of rounds. Never counts what was refused. Example: 256 callers → 4,100 sales/s, ordinary handler
// 420 sales/s.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { addApiKey, makeSecret } from "../src/access/api-keys.ts";
import { KEY_SCOPES } from "../src/access/permissions.ts";
import { newUuid } from "../src/base/id.ts";
import { systemIds } from "../src/base/system-ids.ts";
import { inWorkspace } from "../src/db/transaction.ts";
import type { App } from "../src/flows/app.ts";
import type { Load, LoadAnswer } from "./load-client.ts";
import { openShop } from "./open-shop.ts";
import { type BenchRow, goalRow, median } from "./report.ts";

export const CALLERS = [1, 16, 256];

/** Tenths of a second that the program may take to get ready, on a machine with much else to do. */
const START_TRIES = 1200;

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
    const plain = await startPlain(url, started);
    const targets = targetsOf(ours, plain, key);
    await runRounds(targets, rounds, seconds);
    return rowsOf(targets, copyRate);
  } finally {
    await Promise.all(started.map(end));
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

const nodeOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));

async function startProgram(url: string, folder: string, started: ChildProcess[]): Promise<number> {
  const port = await freePort();
  const env = {
    ...process.env,
    DATABASE_URL: url,
    PORT: String(port),
    DATA_DIR: folder,
    LOG_LEVEL: "silent",
  };
  const stdio: ["ignore", "ignore", "inherit"] = ["ignore", "ignore", "inherit"];
  const child = spawn(process.execPath, [nodeOf("../src/server/main.ts")], { env, stdio });
  started.push(child);
  for (let tries = 0; tries < START_TRIES && child.exitCode === null; tries++) {
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    if (ready?.ok) return port;
    await wait(100);
  }
  throw new Error("the program did not get ready");
}

async function startPlain(url: string, started: ChildProcess[]): Promise<number> {
  const stdio: ["ignore", "pipe", "inherit"] = ["ignore", "pipe", "inherit"];
  const child = spawn(process.execPath, [nodeOf("plain-server.ts"), url], { stdio });
  started.push(child);
  const [line] = await once(child.stdout, "data");
  return Number(String(line));
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  await Promise.race([gone, wait(6_000)]);
  if (child.exitCode === null) child.kill("SIGKILL");
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
      const answer = await runLoad({ port, path, callers, lines, headers, requests, first });
      first += requests * per;
      if (answer.refused > 0) throw new Error(`${answer.refused} sales were refused: ${answer.why}`);
      rates.push(answer.sales / answer.seconds);
    }
  }
  // The first round was to warm up.
  for (const { rates } of targets) rates.shift();
}

async function runLoad(load: Load): Promise<LoadAnswer> {
  const stdio: ["ignore", "pipe", "inherit"] = ["ignore", "pipe", "inherit"];
  const child = spawn(process.execPath, [nodeOf("load-client.ts"), JSON.stringify(load)], { stdio });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (piece: string) => {
    text += piece;
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`the load client ended with ${code}`);
  return JSON.parse(text) as LoadAnswer;
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
