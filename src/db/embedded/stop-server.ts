// Ends a PostgreSQL cleanly and soon: a fast shutdown, after four seconds an immediate one, which the next
// start recovers. Never SIGKILLs it while it may still write. Example: await stopServer(place.cluster, 4711)
// → true in about 0.2 s
import { setTimeout as sleep } from "node:timers/promises";
import { isServerOf } from "./read-pid-file.ts";

const FAST_MS = 4_000;
const IMMEDIATE_MS = 6_000;

/** Resolves true once the server is gone, false when it would not go. */
export async function stopServer(cluster: string, pid: number): Promise<boolean> {
  signal(pid, "SIGINT");
  if (await isGoneWithin(cluster, pid, FAST_MS)) return true;
  signal(pid, "SIGQUIT");
  return isGoneWithin(cluster, pid, IMMEDIATE_MS);
}

async function isGoneWithin(cluster: string, pid: number, ms: number): Promise<boolean> {
  for (const until = Date.now() + ms; ; await sleep(20)) {
    if (!isServerOf(cluster, pid)) return true;
    if (Date.now() > until) return false;
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It is gone already.
  }
}
