// Waits for a child that prepares something (npm, vite), and takes it along when this process is told to end.
// Never leaves an install running that nobody holds the lock for. Example: const code = await
// waitFor(spawn(node, words))
import { constants } from "node:os";
import { watchNpm } from "./watch-npm.mjs";

/**
 * @param {import("node:child_process").ChildProcess} child
 * @returns {Promise<number | null>} its exit code; this process ends itself after a signal
 */
export async function waitFor(child) {
  /** @type {NodeJS.Signals | null} */
  let ended = null;
  const end = (/** @type {NodeJS.Signals} */ signal) => {
    ended = signal;
    child.kill(signal);
  };
  const signals = /** @type {const} */ (["SIGTERM", "SIGINT", "SIGHUP"]);
  for (const signal of signals) process.on(signal, end);
  const stopWatching = watchNpm(() => end("SIGTERM"));
  /** @type {number | null} */
  const code = await new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  for (const signal of signals) process.off(signal, end);
  stopWatching();
  if (ended) process.exit(128 + constants.signals[/** @type {NodeJS.Signals} */ (ended)]);
  return code;
}
