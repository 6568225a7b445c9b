// Data folders for tests of the embedded database, processes that own one, and a look at what is left behind.
// Example: const { dataDir, remove } = newDataFolder(); const owner = await startOwner(dataDir);
// owner.child.kill("SIGKILL")
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { knownPlace, removePlace } from "../../src/db/embedded/find-place.ts";
import { readPidFile } from "../../src/db/embedded/read-pid-file.ts";

const OWNER = join(import.meta.dirname, "embedded-process.ts");

export interface Owner {
  child: ChildProcess;
  /** What it printed: the url and the server's process, or the Fault's code and message. */
  said: { url: string; pid: number; code: string; message: string };
}

export function newDataFolder(mode = 0o755): { dataDir: string; remove: () => void } {
  const dataDir = mkdtempSync(join(tmpdir(), "partage-data-"));
  chmodSync(dataDir, mode);
  const remove = () => {
    removePlace(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { dataDir, remove };
}

export async function startOwner(
  dataDir: string,
  { script = OWNER, ...options }: { uid?: number; gid?: number; script?: string } = {},
): Promise<Owner> {
  const child = spawn(process.execPath, [script, dataDir], {
    ...options,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout?.on("data", (chunk) => {
    text += chunk;
  });
  while (!text.includes("\n")) {
    if (child.exitCode !== null) throw new Error("the owner ended without a word");
    await sleep(10);
  }
  return { child, said: JSON.parse(text) };
}

/** Ends a process and waits until it has. */
export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill(signal);
  await exited;
}

/** The guard of a server: the shell whose second word after its name is the server's process. */
export function guardOf(server: number): number {
  const lines = execFileSync("ps", ["-eo", "pid=,args="], { encoding: "utf8" }).split("\n");
  const line = lines.find((one) => new RegExp(`partage-guard ${server}$`).test(one.trim()));
  return Number(line?.trim().split(" ")[0]);
}

/** True once no server runs on the data folder, false when one still does after `ms`. */
export async function isQuietWithin(dataDir: string, ms: number): Promise<boolean> {
  const place = knownPlace(dataDir);
  for (const until = Date.now() + ms; Date.now() < until; await sleep(20)) {
    if (!place || readPidFile(place.cluster) === null) return true;
  }
  return false;
}

/** One statement on a connection of its own; the rows. */
export async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  // A server that is killed under it is what some tests are about.
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}
