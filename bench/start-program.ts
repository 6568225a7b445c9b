// Starts what a bench measures in processes of their own: the program as src/server/main.ts starts it, and
// what is measured beside it. Ends them again.
// Example: const port = await startProgram(url, folder, started).
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";

/** Tenths of a second that the program may take to get ready, on a machine with much else to do. */
const START_TRIES = 1200;
const QUIET: ["ignore", "ignore", "inherit"] = ["ignore", "ignore", "inherit"];
const TELLS: ["ignore", "pipe", "inherit"] = ["ignore", "pipe", "inherit"];

const nodeOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Answers the port. */
export async function startProgram(url: string, folder: string, started: ChildProcess[]): Promise<number> {
  const port = await freePort();
  const own = { DATABASE_URL: url, PORT: String(port), DATA_DIR: folder, LOG_LEVEL: "silent" };
  const env = { ...process.env, ...own };
  const child = spawn(process.execPath, [nodeOf("../src/server/main.ts")], { env, stdio: QUIET });
  started.push(child);
  for (let tries = 0; tries < START_TRIES && child.exitCode === null; tries++) {
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    if (ready?.ok) return port;
    await wait(100);
  }
  throw new Error("the program did not get ready");
}

/** A server that prints its port; `file` lies beside this one. */
export async function startBeside(
  file: string,
  given: readonly string[],
  started: ChildProcess[],
): Promise<number> {
  const child = spawn(process.execPath, [nodeOf(file), ...given], { stdio: TELLS });
  started.push(child);
  const [line] = await once(child.stdout, "data");
  return Number(String(line));
}

/** A client that prints its answer as JSON and ends. */
export async function runClient<T>(file: string, load: object): Promise<T> {
  const child = spawn(process.execPath, [nodeOf(file), JSON.stringify(load)], { stdio: TELLS });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (piece: string) => {
    text += piece;
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`the load client ended with ${code}`);
  return JSON.parse(text) as T;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}

export async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  await Promise.race([gone, wait(6_000)]);
  if (child.exitCode === null) child.kill("SIGKILL");
}
