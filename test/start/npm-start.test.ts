// `npm start` as a person runs it: ready, stopped by a signal to npm, killed with everything, and what it
// says when it cannot start. The whole program with its embedded database, in a folder and on a port of its
// own.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { isQuietWithin, newDataFolder } from "../db/data-folders.ts";

const CLONE = join(import.meta.dirname, "../..");

let folder: ReturnType<typeof newDataFolder>;
let port: number;
let started: ChildProcess[];

beforeEach(async () => {
  folder = newDataFolder();
  started = [];
  const probe = await listen(0);
  port = (probe.address() as { port: number }).port;
  await new Promise((resolve) => probe.close(resolve));
});
afterEach(async () => {
  for (const child of started) {
    if (child.pid) for (const pid of familyOf(child.pid)) kill(pid, "SIGKILL");
  }
  await isQuietWithin(folder.dataDir, 5_000);
  folder.remove();
});

function listen(at: number): Promise<Server> {
  const server = createServer();
  return new Promise((resolve) => server.listen(at, "127.0.0.1", () => resolve(server)));
}

function npmStart(more: NodeJS.ProcessEnv = {}): { child: ChildProcess; said: () => string } {
  const { DATABASE_URL: _, ...inherited } = process.env;
  const env = { ...inherited, DATA_DIR: folder.dataDir, PORT: String(port), ...more };
  const child = spawn("npm", ["start"], { cwd: CLONE, env, stdio: ["ignore", "pipe", "pipe"] });
  started.push(child);
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      text += chunk;
    });
  }
  return { child, said: () => text };
}

async function isReadyWithin(ms: number): Promise<boolean> {
  for (const until = Date.now() + ms; Date.now() < until; await sleep(50)) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    if (answer?.ok) return true;
  }
  return false;
}

/** A process and everything that it started, as the system knows it now. */
function familyOf(pid: number): number[] {
  const lines = execFileSync("ps", ["-eo", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n");
  const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  const family = [pid];
  for (const member of family)
    family.push(...pairs.filter(([, parent]) => parent === member).map(([child]) => child));
  return family;
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone already.
  }
}

/** Those of the processes that are still there, zombies aside. */
function alive(pids: number[]): number[] {
  const lines = execFileSync("ps", ["-eo", "pid=,stat="], { encoding: "utf8" }).trim().split("\n");
  const living = lines.map((line) => line.trim().split(/\s+/)).filter(([, stat]) => !stat?.startsWith("Z"));
  return pids.filter((pid) => living.some(([found]) => Number(found) === pid));
}

async function areGoneWithin(pids: number[], ms: number): Promise<number[]> {
  for (const until = Date.now() + ms; Date.now() < until; await sleep(50)) {
    if (alive(pids).length === 0) return [];
  }
  return alive(pids);
}

it.each(["SIGTERM", "SIGINT"] as const)(
  "stops everything within five seconds of %s to npm",
  async (signal) => {
    const { child } = npmStart();
    expect(await isReadyWithin(60_000)).toBe(true);
    const family = familyOf(child.pid as number);
    expect(family.length).toBeGreaterThan(8);
    kill(child.pid as number, signal);
    expect(await areGoneWithin(family, 5_000)).toEqual([]);
    expect(await isQuietWithin(folder.dataDir, 100)).toBe(true);
  },
);

it("stops everything when npm alone is killed", async () => {
  const { child } = npmStart();
  expect(await isReadyWithin(60_000)).toBe(true);
  const family = familyOf(child.pid as number);
  kill(child.pid as number, "SIGKILL");
  expect(await areGoneWithin(family, 5_000)).toEqual([]);
});

it("is ready in less than five seconds the second time, after kill -9 of everything", async () => {
  let current = npmStart();
  expect(await isReadyWithin(60_000)).toBe(true);
  const seconds: number[] = [];
  // The best of three: other tests run beside this one.
  while (seconds.length < 3 && Math.min(...seconds) >= 5) {
    for (const pid of familyOf(current.child.pid as number)) kill(pid, "SIGKILL");
    const start = performance.now();
    current = npmStart();
    expect(await isReadyWithin(20_000)).toBe(true);
    seconds.push((performance.now() - start) / 1000);
  }
  expect(Math.min(...seconds)).toBeLessThan(5);
  kill(current.child.pid as number, "SIGTERM");
  await once(current.child, "exit");
});

const REFUSALS: [name: string, env: () => NodeJS.ProcessEnv, says: RegExp][] = [
  ["a server that is not there", () => ({ DATABASE_URL: "postgres://a:b@127.0.0.1:1/c" }), /.+/],
  [
    "a data folder that is a file",
    () => ({ DATA_DIR: join(CLONE, "package.json") }),
    /package\.json cannot be written .*DATA_DIR/,
  ],
  ["a port that is no number", () => ({ PORT: "many" }), /PORT/],
];
it.each(REFUSALS)("says in one sentence why it cannot start with %s", async (_name, env, says) => {
  const { child, said } = npmStart(env());
  const [code] = await once(child, "close");
  expect(code).toBe(1);
  const lines = ownLines(said());
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(says);
});

it("says in one sentence that the port is taken, and starts no database", async () => {
  const other = await new Promise<Server>((resolve) => {
    const server = createServer();
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
  const { child, said } = npmStart();
  const [code] = await once(child, "close");
  other.close();
  expect(code).toBe(1);
  expect(ownLines(said())).toEqual([expect.stringContaining(String(port))]);
});

/** What the program itself said: without npm's own lines and warnings. */
function ownLines(text: string): string[] {
  return text.split("\n").filter((line) => line.trim() !== "" && !/^(> |npm |partage: building)/.test(line));
}
